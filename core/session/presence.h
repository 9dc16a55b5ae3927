#pragma once
// Which players are online and on which session. Logging in, out and over another login happens here, with everything
// that follows from it. Network thread.
//
// A player is online at most once: a second login ends the first session. Nothing is written at logout.

#include <core/base/clock.h>
#include <core/base/limits.h>
#include <core/base/log.h>
#include <core/session/presenceobserver.h>
#include <core/session/session.h>

#include <QList>

#include <unordered_map>

namespace session {

class Presence
{
public:
    // Games and clock outlive the object. `frameBodyMax`: bytes a logged-in game may send in one packet.
    Presence(GameDirectory &games, const base::Clock &clock, qsizetype frameBodyMax = base::kFrameBodyMax);
    Presence(const Presence &) = delete;
    Presence &operator=(const Presence &) = delete;

    // nullptr: nobody watches.
    void setObserver(PresenceObserver *observer) noexcept { m_observer = observer; }

    // The connection becomes this player, with empty network data, no game and no subscribers. What it was before is
    // torn down first; another session of the same player is torn down and its connection ended.
    void signIn(Session &session, const Account &account);
    // The connection becomes anonymous again: leaves its game, ends subscriptions on both sides, tells the subscribers.
    // Nothing happens when it is anonymous.
    void signOut(Session &session);
    // Ends the connection for a reason of ours, after signOut(). No further packet is handled.
    void end(Session &session, EndReason reason);
    // The account was deleted: its session, if there is one, ends.
    void removePlayer(base::PlayerId player);

    // The game is past its login screens: the player is subscribed to itself.
    void enterMenu(Session &session);
    // By the games; subscribers are told.
    void setGame(Session &session, std::optional<base::GameId> game);

    // nullptr: not online.
    [[nodiscard]] Session *find(base::PlayerId player) const;
    // Of several players on connections of one association, any. Looks at every player.
    [[nodiscard]] Session *findByAssociation(const AssociationId &association) const;
    [[nodiscard]] int playerCount() const noexcept { return static_cast<int>(m_sessions.size()); }
    [[nodiscard]] QList<OnlinePlayer> players() const;

private:
    [[nodiscard]] static OnlinePlayer shown(const Session &session);
    void changed(const Session &session);
    // One line per player, event and ten seconds: how often somebody comes and goes is theirs to choose.
    void logEvent(const char *event, const Account &account, base::ConnectionId connection);

    GameDirectory &m_games;
    const base::Clock &m_clock;
    qsizetype m_frameBodyMax;
    PresenceObserver *m_observer = nullptr;
    std::unordered_map<base::PlayerId, Session *> m_sessions;
    base::LogLimiter m_logLimiter;
};

} // namespace session
