#include <core/session/presence.h>

#include <core/base/redacted.h>
#include <core/session/subscriptions.h>

#include <QLoggingCategory>

namespace session {

namespace {
Q_LOGGING_CATEGORY(logSession, "app.session", QtInfoMsg)
} // namespace

Presence::Presence(GameDirectory &games, const base::Clock &clock, qsizetype frameBodyMax)
    : m_games(games)
    , m_clock(clock)
    , m_frameBodyMax(frameBodyMax)
{}

void Presence::signIn(Session &session, const Account &account)
{
    signOut(session);
    if (Session *other = find(account.id))
        end(*other, EndReason::DuplicateLogin);

    session.m_player = std::make_unique<SignedInPlayer>();
    session.m_player->account = account;
    session.m_player->since = m_clock.wall();
    m_sessions.insert_or_assign(account.id, &session);
    session.connection().setAccess(blaze::Access::Player);
    session.connection().setFrameBodyMax(m_frameBodyMax);
    logEvent("logged in on", account, session.id());
    if (m_observer != nullptr)
        m_observer->playerOnline(shown(session));
}

void Presence::signOut(Session &session)
{
    if (session.m_player == nullptr)
        return;
    // Detached first: leaving a game calls back into the sessions, which must find this one anonymous.
    const std::unique_ptr<SignedInPlayer> player = std::move(session.m_player);
    const base::PlayerId id = player->account.id;
    session.connection().setAccess(blaze::Access::Anonymous);
    session.connection().setFrameBodyMax(base::kFrameBodyAnonymousMax);
    session.m_liveness.anonymousSince = m_clock.now();
    // Only if it is still this one: another connection may have taken the player over.
    if (const auto entry = m_sessions.find(id); entry != m_sessions.end() && entry->second == &session)
        m_sessions.erase(entry);

    m_games.playerGone(id, player->game, session.m_ending ? Departure::ConnectionLost : Departure::LoggedOut);
    endWatching(session, *player);
    endSubscribers(session, *player);
    logEvent("is gone from", player->account, session.id());
    if (m_observer != nullptr)
        m_observer->playerOffline(id);
}

void Presence::end(Session &session, EndReason reason)
{
    if (session.m_ending)
        return;
    session.m_ending = true;
    signOut(session);
    // Nothing more is read or written; what the transport already has still goes out.
    session.connection().transportClosed();
    session.transport().end(reason);
}

void Presence::removePlayer(base::PlayerId player)
{
    if (Session *session = find(player))
        end(*session, EndReason::PlayerDeleted);
}

void Presence::enterMenu(Session &session)
{
    Q_ASSERT(session.m_player != nullptr);
    subscribe(session, session);
    if (!std::exchange(session.m_player->inMenu, true))
        changed(session);
}

void Presence::setGame(Session &session, std::optional<base::GameId> game)
{
    Q_ASSERT(session.m_player != nullptr);
    if (session.m_player->game == game)
        return;
    session.m_player->game = game;
    publish(session);
    changed(session);
}

Session *Presence::find(base::PlayerId player) const
{
    const auto entry = m_sessions.find(player);
    return entry == m_sessions.end() ? nullptr : entry->second;
}

Session *Presence::findByAssociation(const AssociationId &association) const
{
    for (const auto &[id, session] : m_sessions) {
        if (session->association() == association)
            return session;
    }
    return nullptr;
}

QList<OnlinePlayer> Presence::players() const
{
    QList<OnlinePlayer> players;
    players.reserve(static_cast<qsizetype>(m_sessions.size()));
    for (const auto &[id, session] : m_sessions)
        players.append(shown(*session));
    return players;
}

OnlinePlayer Presence::shown(const Session &session)
{
    const SignedInPlayer &player = *session.player();
    return {.id = player.account.id,
            .name = player.account.displayName,
            .inMenu = player.inMenu,
            .game = player.game,
            .since = player.since,
            .thisPc = session.source().isLoopback()};
}

void Presence::changed(const Session &session)
{
    if (m_observer != nullptr)
        m_observer->playerChanged(shown(session));
}

void Presence::logEvent(const char *event, const Account &account, base::ConnectionId connection)
{
    if (!logSession().isInfoEnabled())
        return;
    const auto swallowed =
        m_logLimiter.admit(QLatin1String(event) + QString::number(base::number(account.id)), m_clock.now());
    if (!swallowed)
        return;
    qCInfo(logSession).nospace() << "player " << base::number(account.id) << " (" << base::Redacted(account.displayName)
                                 << ") " << event << " connection " << base::number(connection) << " (" << *swallowed
                                 << " more left out)";
}

} // namespace session
