#include <app/toastsmodel.h>

#include <core/base/limits.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

ToastsModel::ToastsModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void ToastsModel::add(tone::Tone tone, const QString &text, const QString &action, std::function<void()> run)
{
    if (m_toasts.size() == base::kToastsMax)
        dismiss(m_toasts.constLast().id);
    beginInsertRows({}, 0, 0);
    m_toasts.prepend({++m_lastId, tone, text, action, std::move(run)});
    endInsertRows();
    Q_EMIT countChanged();
}

void ToastsModel::dismiss(int id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_toasts.removeAt(row);
    endRemoveRows();
    Q_EMIT countChanged();
}

void ToastsModel::run(int id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    const auto action = m_toasts[row].run;
    dismiss(id);
    if (action)
        action();
}

int ToastsModel::rowOf(int id) const
{
    const auto found = std::find_if(m_toasts.cbegin(), m_toasts.cend(), [id](const Toast &t) { return t.id == id; });
    return found == m_toasts.cend() ? -1 : int(found - m_toasts.cbegin());
}

int ToastsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ToastsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &toast = m_toasts[index.row()];
    switch (role) {
    case IdRole:
        return toast.id;
    case Qt::DisplayRole:
    case TextRole:
        return toast.text;
    case ToneRole:
        return toast.tone;
    case ActionRole:
        return toast.action;
    default:
        return {};
    }
}

QHash<int, QByteArray> ToastsModel::roleNames() const
{
    return {{IdRole, "toastId"_ba}, {TextRole, "text"_ba}, {ToneRole, "tone"_ba}, {ActionRole, "action"_ba}};
}

} // namespace app
