#include <app/stepsmodel.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

StepsModel::StepsModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void StepsModel::set(const QList<Step> &steps)
{
    const qsizetype countBefore = m_steps.size();
    const qsizetype common = std::min(countBefore, steps.size());
    QStringList announced;
    for (qsizetype row = 0; row < common; ++row) {
        if (m_steps[row] == steps[row])
            continue;
        if (m_steps[row].state != steps[row].state && steps[row].state != Todo)
            announced.append(steps[row].title);
        m_steps[row] = steps[row];
        Q_EMIT dataChanged(index(int(row)), index(int(row)));
    }
    if (steps.size() < countBefore) {
        beginRemoveRows({}, int(common), int(countBefore) - 1);
        m_steps.resize(common);
        endRemoveRows();
    } else if (steps.size() > countBefore) {
        beginInsertRows({}, int(common), int(steps.size()) - 1);
        m_steps = steps;
        endInsertRows();
    }
    if (m_steps.size() != countBefore)
        Q_EMIT countChanged();
    for (const auto &title : announced)
        Q_EMIT stepChanged(title);
}

int StepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant StepsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &step = m_steps[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return step.title;
    case TextRole:
        return step.text;
    case ValueRole:
        return step.value;
    case StepStateRole:
        return step.state;
    default:
        return {};
    }
}

QHash<int, QByteArray> StepsModel::roleNames() const
{
    return {{TitleRole, "title"_ba}, {TextRole, "text"_ba}, {ValueRole, "value"_ba}, {StepStateRole, "stepState"_ba}};
}

} // namespace app
