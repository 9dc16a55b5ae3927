#include <app/gamemembersmodel.h>

#include <app/gametexts.h>
#include <app/person.h>
#include <app/timetext.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

GameMembersModel::GameMembersModel(QObject *parent)
    : QAbstractListModel(parent)
{}

int GameMembersModel::rowOf(base::PlayerId player) const
{
    for (int row = 0; row < count(); ++row) {
        if (m_rows[row].id == player)
            return row;
    }
    return -1;
}

std::optional<server::GameMember> GameMembersModel::find(base::PlayerId player) const
{
    const int row = rowOf(player);
    return row < 0 ? std::nullopt : std::optional(m_rows[row]);
}

void GameMembersModel::apply(const QList<server::GameMember> &members)
{
    const int countBefore = count();
    for (int row = count() - 1; row >= 0; --row) {
        const auto stays = std::any_of(members.cbegin(), members.cend(),
                                       [id = m_rows[row].id](const auto &member) { return member.id == id; });
        if (stays)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < int(members.size()); ++row) {
        const server::GameMember &member = members[row];
        const int known = rowOf(member.id);
        if (known < 0) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, member);
            endInsertRows();
            continue;
        }
        if (known != row) { // always further down: what is above has its place already
            beginMoveRows({}, known, known, {}, row);
            m_rows.move(known, row);
            endMoveRows();
        }
        if (m_rows[row] != member) {
            m_rows[row] = member;
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
    if (count() != countBefore)
        Q_EMIT countChanged();
}

void GameMembersModel::setNow(const QDateTime &now)
{
    if (m_now == now)
        return;
    m_now = now;
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {SecondRole, SentenceRole});
}

int GameMembersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QString GameMembersModel::second(const server::GameMember &member) const
{
    if (member.host)
        return tr("Host");
    const QString since = durationText(std::chrono::seconds(member.since.secsTo(m_now)));
    return member.path == server::PlayerPath::Connecting ? tr("Connecting for %1").arg(since)
                                                         : tr("Connected for %1").arg(since);
}

QVariant GameMembersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const server::GameMember &member = m_rows[index.row()];
    switch (role) {
    case PlayerIdRole:
        return base::number(member.id);
    case Qt::DisplayRole:
    case NameRole:
        return member.name;
    case InitialsRole:
        return initialsOf(member.name);
    case TintRole:
        return tintOf(member.id);
    case HostRole:
        return member.host;
    case SecondRole:
        return second(member);
    case SlotRole:
        return member.slot + 1;
    case PathTextRole:
        return pathBadge(member.path).text;
    case PathIconRole:
        return pathBadge(member.path).icon;
    case PathToneRole:
        return pathBadge(member.path).tone;
    case PathReasonRole:
        return pathReason(member.path);
    case RouterTextRole:
        return routerName(member.router);
    case RouterToneRole:
        return member.router == server::RouterType::Strict ? tone::Attention : tone::Off;
    case SentenceRole:
        return tr("%1, %2, slot %3, path %4, router %5")
            .arg(member.name, second(member))
            .arg(member.slot + 1)
            .arg(pathBadge(member.path).text, routerName(member.router));
    default:
        return {};
    }
}

QHash<int, QByteArray> GameMembersModel::roleNames() const
{
    return {{PlayerIdRole, "playerId"_ba},
            {NameRole, "name"_ba},
            {InitialsRole, "initials"_ba},
            {TintRole, "tint"_ba},
            {HostRole, "isHost"_ba},
            {SecondRole, "second"_ba},
            {SlotRole, "slot"_ba},
            {PathTextRole, "pathText"_ba},
            {PathIconRole, "pathIcon"_ba},
            {PathToneRole, "pathTone"_ba},
            {PathReasonRole, "pathReason"_ba},
            {RouterTextRole, "routerText"_ba},
            {RouterToneRole, "routerTone"_ba},
            {SentenceRole, "sentence"_ba}};
}

} // namespace app
