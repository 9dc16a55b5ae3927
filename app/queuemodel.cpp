#include <app/queuemodel.h>

#include <app/gametexts.h>
#include <app/person.h>
#include <app/timetext.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr qint64 kLongSeconds = 60; // a search that finds something finds it at once

} // namespace

QueueModel::QueueModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void QueueModel::apply(const server::QueueDelta &delta)
{
    const int countBefore = count();
    if (delta.reset)
        m_rows.replace(delta.upserted);
    else
        m_rows.apply(delta.upserted, delta.removed);
    if (count() != countBefore)
        Q_EMIT countChanged();
}

QList<int> QueueModel::rolesChanged(const server::QueueRow &from, const server::QueueRow &to) const
{
    if (from == to)
        return {};
    return {NameRole, InitialsRole, WantsRole, WaitedRole, ToneRole, SentenceRole};
}

bool QueueModel::isLong(const server::QueueRow &player) const
{
    return player.since.secsTo(m_now) >= kLongSeconds;
}

int QueueModel::countLong() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const auto &player) { return isLong(player); }));
}

void QueueModel::setNow(const QDateTime &now)
{
    if (m_now == now)
        return;
    m_now = now;
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {WaitedRole, ToneRole, SentenceRole});
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const server::QueueRow &player = m_rows.at(index.row());
    const auto waited = std::chrono::seconds(player.since.secsTo(m_now));
    switch (role) {
    case PlayerIdRole:
        return base::number(player.id);
    case Qt::DisplayRole:
    case NameRole:
        return player.name;
    case InitialsRole:
        return initialsOf(player.name);
    case TintRole:
        return tintOf(player.id);
    case WantsRole:
        return wantedLine(player);
    case WaitedRole:
        return clockText(waited);
    case ToneRole:
        return isLong(player) ? tone::Attention : tone::Working;
    case SentenceRole:
        return tr("%1, waiting for %2, wants %3").arg(player.name, durationText(waited), wantedLine(player));
    default:
        return {};
    }
}

QHash<int, QByteArray> QueueModel::roleNames() const
{
    return {{PlayerIdRole, "playerId"_ba}, {NameRole, "name"_ba},        {InitialsRole, "initials"_ba},
            {TintRole, "tint"_ba},         {WantsRole, "wants"_ba},      {WaitedRole, "waited"_ba},
            {ToneRole, "tone"_ba},         {SentenceRole, "sentence"_ba}};
}

} // namespace app
