#pragma once
// All game connections of the server: opens them, watches their deadlines, ends them. Network thread.
//
// There is one timer for all of them: a round every kSessionRoundPeriod looks at each connection, and there is no round
// while there is no connection. Deadlines are therefore kept up to one period late, never early.
//
//     upgraded but silent          kUpgradeFirstFrameDeadline
//     not logged in                kUnauthenticatedDeadline, counted anew after a logout
//     nothing heard                kPingSilenceMax; any byte is a sign of life, suspendPing() gives grace
//     a begun frame                kFrameStallDeadline without a byte, kFrameDeadline in all

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/base/scheduler.h>
#include <core/blaze/router.h>
#include <core/session/presence.h>
#include <core/session/session.h>

#include <memory>
#include <unordered_map>

namespace session {

class Sessions
{
public:
    // All outlive the object.
    Sessions(blaze::Router &router, Presence &presence, const base::Clock &clock, base::Scheduler &scheduler);
    Sessions(const Sessions &) = delete;
    Sessions &operator=(const Sessions &) = delete;
    ~Sessions();

    void setObserver(PresenceObserver *observer) noexcept { m_observer = observer; }

    // A connection has been upgraded. Whoever owns the transport feeds the result, tells its endOfInput(), and calls
    // closed() exactly once when the transport is gone; `transport` outlives that call.
    [[nodiscard]] std::shared_ptr<blaze::Connection> open(const Arrival &arrival, Transport &transport);
    // The transport is gone. The player is logged out; the connection dies with its last owner.
    void closed(base::ConnectionId id);
    // Graceful stop: every connection is ended.
    void endAll(EndReason reason);

    // SuspendUserPing: the next check is kPingSuspendGrace from now. The next Ping clears it.
    void suspendPing(Session &session);
    void pinged(Session &session);

    [[nodiscard]] int count() const noexcept { return static_cast<int>(m_connections.size()); }

private:
    void round();
    void scheduleRound();
    void endOverdue(Session &session, EndReason reason);
    void noteTraffic(Session &session, base::MonotonicTime now);
    // What is overdue; nullopt when all is well.
    [[nodiscard]] static std::optional<EndReason> overdue(Session &session, base::MonotonicTime now);

    blaze::Router &m_router;
    Presence &m_presence;
    const base::Clock &m_clock;
    PresenceObserver *m_observer = nullptr;
    base::ScopedTimer m_timer;
    quint64 m_lastId = 0;
    base::LogLimiter m_logLimiter;
    std::unordered_map<base::ConnectionId, std::shared_ptr<blaze::Connection>> m_connections;
};

} // namespace session
