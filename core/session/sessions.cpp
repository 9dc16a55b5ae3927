#include <core/session/sessions.h>

#include <core/base/limits.h>

#include <QLoggingCategory>

#include <vector>

namespace session {

namespace {
Q_LOGGING_CATEGORY(logSession, "app.session", QtInfoMsg)

const char *reasonText(EndReason reason)
{
    switch (reason) {
    case EndReason::DuplicateLogin:
        return "the player logged in elsewhere";
    case EndReason::PlayerDeleted:
        return "the player was deleted";
    case EndReason::NoFirstFrame:
        return "nothing was ever sent";
    case EndReason::NeverLoggedIn:
        return "not logged in for too long";
    case EndReason::PingLost:
        return "no sign of life";
    case EndReason::FrameStalled:
        return "a packet did not arrive in time";
    case EndReason::ServerStopping:
        return "the server stops";
    }
    return "";
}

} // namespace

Sessions::Sessions(blaze::Router &router, Presence &presence, const base::Clock &clock, base::Scheduler &scheduler)
    : m_router(router)
    , m_presence(presence)
    , m_clock(clock)
    , m_timer(scheduler)
{}

Sessions::~Sessions()
{
    // Whoever still holds a connection must not reach what is about to be destroyed through it.
    for (const auto &[id, connection] : m_connections) {
        m_presence.signOut(Session::of(*connection));
        connection->transportClosed();
    }
}

std::shared_ptr<blaze::Connection> Sessions::open(const Arrival &arrival, Transport &transport)
{
    const base::ConnectionId id {++m_lastId};
    auto connection = std::make_shared<blaze::Connection>(id, arrival.source, m_router, transport);
    auto session = std::make_unique<Session>(*connection, transport, arrival);
    const base::MonotonicTime now = m_clock.now();
    session->liveness().anonymousSince = now;
    session->liveness().lastHeard = now;
    session->liveness().frameSince = now;
    connection->setState(std::move(session));
    m_connections.emplace(id, connection);
    scheduleRound();
    if (m_observer != nullptr)
        m_observer->connectionsChanged(count());
    return connection;
}

void Sessions::closed(base::ConnectionId id)
{
    const auto entry = m_connections.find(id);
    if (entry == m_connections.end())
        return;
    const std::shared_ptr<blaze::Connection> connection = std::move(entry->second);
    m_connections.erase(entry);
    connection->transportClosed();
    Session &session = Session::of(*connection);
    session.m_ending = true;
    m_presence.signOut(session);
    if (m_observer != nullptr)
        m_observer->connectionsChanged(count());
}

void Sessions::endAll(EndReason reason)
{
    std::vector<std::shared_ptr<blaze::Connection>> connections;
    connections.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        connections.push_back(connection);
    for (const auto &connection : connections)
        m_presence.end(Session::of(*connection), reason);
}

void Sessions::suspendPing(Session &session)
{
    // The check at the end of the grace still forgives it; the one a period later does not.
    session.liveness().suspendedUntil = m_clock.now() + base::kPingSuspendGrace + base::kPingPeriod;
}

void Sessions::pinged(Session &session)
{
    session.liveness().suspendedUntil = {};
    session.liveness().lastHeard = m_clock.now();
}

void Sessions::scheduleRound()
{
    if (!m_timer.isActive())
        m_timer.start(base::kSessionRoundPeriod, [this] { round(); });
}

void Sessions::round()
{
    const base::MonotonicTime now = m_clock.now();
    std::vector<std::pair<std::shared_ptr<blaze::Connection>, EndReason>> ending;
    for (const auto &[id, connection] : m_connections) {
        Session &session = Session::of(*connection);
        if (session.isEnding())
            continue;
        noteTraffic(session, now);
        if (const auto reason = overdue(session, now))
            ending.emplace_back(connection, *reason);
    }
    // Ending one tells others, so it does not happen while the table is walked.
    for (const auto &[connection, reason] : ending)
        endOverdue(Session::of(*connection), reason);
    if (!m_connections.empty())
        scheduleRound();
}

void Sessions::endOverdue(Session &session, EndReason reason)
{
    const char *text = reasonText(reason);
    if (const auto swallowed = m_logLimiter.admit(QLatin1String(text), m_clock.now())) {
        qCInfo(logSession).nospace() << "connection " << base::number(session.id()) << " ends: " << text << " ("
                                     << *swallowed << " more left out)";
    }
    m_presence.end(session, reason);
}

void Sessions::noteTraffic(Session &session, base::MonotonicTime now)
{
    Liveness &live = session.liveness();
    const blaze::Connection &connection = session.connection();
    const quint64 received = connection.bytesReceived();
    const qsizetype buffered = connection.bytesBuffered();
    // Another frame than at the last round: none is under way, or less of it is here than there was, or more has come
    // since than one frame can hold.
    const bool another = !connection.frameInProgress() || buffered < live.bytesBuffered ||
                         received - live.bytesReceived > static_cast<quint64>(base::kFrameBodyMax);
    if (another)
        live.frameSince = now;
    if (received != live.bytesReceived)
        live.lastHeard = now;
    live.bytesReceived = received;
    live.bytesBuffered = buffered;
}

std::optional<EndReason> Sessions::overdue(Session &session, base::MonotonicTime now)
{
    const Liveness &live = session.liveness();
    const auto silence = now - live.lastHeard;
    if (live.bytesReceived == 0 && silence >= base::kUpgradeFirstFrameDeadline)
        return EndReason::NoFirstFrame;
    if (session.connection().frameInProgress() &&
        (silence >= base::kFrameStallDeadline || now - live.frameSince >= base::kFrameDeadline))
        return EndReason::FrameStalled;
    if (session.player() == nullptr && now - live.anonymousSince >= base::kUnauthenticatedDeadline)
        return EndReason::NeverLoggedIn;
    if (silence >= base::kPingSilenceMax && now >= live.suspendedUntil)
        return EndReason::PingLost;
    return std::nullopt;
}

} // namespace session
