#include <app/gamesmodel.h>

#include <app/gametexts.h>
#include <app/person.h>
#include <app/timetext.h>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr qint64 kFreshSeconds = 2;
constexpr qint64 kHostChangedSeconds = 5 * 60; // by then everybody has noticed
constexpr qint64 kJoinSlowSeconds = 20;        // a join that works takes a few

bool joinsSlowly(const server::GameRow &game, const QDateTime &now)
{
    return std::any_of(game.members.cbegin(), game.members.cend(), [&now](const server::GameMember &member) {
        return member.path == server::PlayerPath::Connecting && member.since.secsTo(now) > kJoinSlowSeconds;
    });
}

std::chrono::seconds between(const QDateTime &since, const QDateTime &now)
{
    return std::chrono::seconds(since.secsTo(now));
}

} // namespace

bool hostChangedLately(const server::GameRow &game, const QDateTime &now)
{
    return game.hostChangedAt.isValid() && game.hostChangedAt.secsTo(now) < kHostChangedSeconds;
}

GamesModel::GamesModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void GamesModel::apply(const server::GamesDelta &delta)
{
    if (delta.reset)
        m_rows.replace(delta.upserted);
    else
        m_rows.apply(delta.upserted, delta.removed);
    countAgain();
}

QList<int> GamesModel::rolesChanged(const server::GameRow &from, const server::GameRow &to) const
{
    if (from == to)
        return {};
    QList<int> roles {SentenceRole};
    if (from.map != to.map)
        roles << TitleRole << ShortTitleRole;
    if (from.map != to.map || from.enemy != to.enemy || from.difficulty != to.difficulty)
        roles << LineRole;
    if (from.phase != to.phase || from.hostChangedAt != to.hostChangedAt)
        roles << PhaseTextRole << PhaseIconRole << ToneRole;
    if (from.phaseSince != to.phaseSince)
        roles << TimerRole;
    if (from.privacy != to.privacy)
        roles << PrivacyTextRole << PrivacyIconRole;
    if (from.members != to.members)
        roles << SeatInitialsRole << SeatTintsRole;
    return roles;
}

bool GamesModel::is(int row, Kind kind) const
{
    using server::GamePhase;
    const server::GameRow &game = m_rows.at(row);
    switch (kind) {
    case All:
        break;
    case InMatch:
        return game.phase == GamePhase::InMatch || game.phase == GamePhase::Finishing;
    case InLobby:
        return game.phase == GamePhase::SettingUp || game.phase == GamePhase::Lobby ||
               game.phase == GamePhase::Starting || game.phase == GamePhase::AfterMatch;
    case Trouble:
        return game.phase == GamePhase::ChoosingHost || hostChangedLately(game, m_now) || joinsSlowly(game, m_now);
    }
    return true;
}

void GamesModel::countAgain()
{
    int counts[kKinds] {};
    for (int row = 0; row < count(); ++row) {
        for (int kind = 0; kind < kKinds; ++kind)
            counts[kind] += is(row, Kind(kind)) ? 1 : 0;
    }
    const int players = std::accumulate(m_rows.begin(), m_rows.end(), 0, [](int sum, const server::GameRow &game) {
        return sum + int(game.members.size());
    });
    if (players == m_players && std::equal(std::begin(counts), std::end(counts), std::begin(m_counts)))
        return;
    std::copy(std::begin(counts), std::end(counts), std::begin(m_counts));
    m_players = players;
    Q_EMIT countsChanged();
}

void GamesModel::setNow(const QDateTime &now)
{
    if (m_now == now)
        return;
    m_now = now;
    if (count() == 0)
        return;
    Q_EMIT dataChanged(index(0), index(count() - 1), {TimerRole, PhaseTextRole, PhaseIconRole, ToneRole, SentenceRole});
    countAgain();
}

int GamesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QString GamesModel::sentence(const server::GameRow &game) const
{
    return tr("%1, %2, %3, %4 of %5 players, %6")
        .arg(mapName(game.map), gameLine(game), phaseBadge(game, hostChangedLately(game, m_now)).text)
        .arg(game.members.size())
        .arg(server::kGameSeats)
        .arg(privacyName(game.privacy));
}

QVariant GamesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const server::GameRow &game = m_rows.at(index.row());
    const auto badge = [this, &game] { return phaseBadge(game, hostChangedLately(game, m_now)); };
    switch (role) {
    case GameIdRole:
        return base::number(game.id);
    case Qt::DisplayRole:
    case TitleRole:
        return mapName(game.map);
    case ShortTitleRole:
        return mapShort(game.map);
    case LineRole:
        return gameLine(game);
    case PhaseTextRole:
        return badge().text;
    case PhaseIconRole:
        return badge().icon;
    case ToneRole:
        return badge().tone;
    case TimerRole:
        return clockText(between(game.phaseSince, m_now));
    case PrivacyTextRole:
        return privacyName(game.privacy);
    case PrivacyIconRole:
        return privacyIcon(game.privacy);
    case SeatInitialsRole: {
        QStringList seats(server::kGameSeats);
        for (const auto &member : game.members)
            seats.replace(member.slot, initialsOf(member.name));
        return seats;
    }
    case SeatTintsRole: {
        QList<int> tints(server::kGameSeats, -1);
        for (const auto &member : game.members)
            tints.replace(member.slot, tintOf(member.id));
        return QVariant::fromValue(tints);
    }
    case SentenceRole:
        return sentence(game);
    case FreshRole:
        return game.createdAt.secsTo(m_now) <= kFreshSeconds;
    default:
        return {};
    }
}

QHash<int, QByteArray> GamesModel::roleNames() const
{
    return {{GameIdRole, "gameId"_ba},
            {TitleRole, "title"_ba},
            {ShortTitleRole, "shortTitle"_ba},
            {LineRole, "line"_ba},
            {PhaseTextRole, "phaseText"_ba},
            {PhaseIconRole, "phaseIcon"_ba},
            {ToneRole, "tone"_ba},
            {TimerRole, "timer"_ba},
            {PrivacyTextRole, "privacyText"_ba},
            {PrivacyIconRole, "privacyIcon"_ba},
            {SeatInitialsRole, "seatInitials"_ba},
            {SeatTintsRole, "seatTints"_ba},
            {SentenceRole, "sentence"_ba},
            {FreshRole, "fresh"_ba}};
}

} // namespace app
