#pragma once
// What the server knows about one game connection: where it comes from and, once logged in, which player it is. Lives
// as the state of its blaze::Connection. Pure data with access rules; what happens when it changes is the work of
// Presence and Sessions. Network thread.

#include <core/base/clock.h>
#include <core/base/ids.h>
#include <core/blaze/connection.h>
#include <core/session/associationid.h>
#include <core/session/networkdata.h>
#include <core/session/ports.h>
#include <core/session/transport.h>

#include <memory>
#include <optional>
#include <vector>

namespace session {

// Where a connection comes from, taken from its upgrade request.
struct Arrival
{
    base::Ipv4 source;                        // also the one a trusted proxy names
    std::optional<AssociationId> association; // none: never linked to a tunnel
};

class Session;

// A logged-in player. A new login makes a new one.
struct SignedInPlayer
{
    Account account; // as it was at login
    base::WallTime since;
    bool inMenu = false; // PostAuth was asked
    NetworkData network;
    std::optional<base::GameId> game;
    std::vector<Session *> subscribers; // who is told about this player
    std::vector<Session *> watching;    // whom this player is told about; the same pairs from the other side
};

// What the deadlines need; kept by Sessions at each of its rounds.
struct Liveness
{
    base::MonotonicTime anonymousSince; // connected, or logged out
    base::MonotonicTime lastHeard;
    base::MonotonicTime suspendedUntil; // no ping is expected before
    base::MonotonicTime frameSince;     // the frame that is under way began
    quint64 bytesReceived = 0;          // at the last round
    qsizetype bytesBuffered = 0;        // at the last round
};

class Session final : public blaze::ConnectionState
{
public:
    Session(blaze::Connection &connection, Transport &transport, const Arrival &arrival)
        : m_connection(connection)
        , m_transport(transport)
        , m_arrival(arrival)
    {}

    // The session of the connection a request came on.
    [[nodiscard]] static Session &of(blaze::Connection &connection)
    {
        Q_ASSERT(connection.state() != nullptr);
        return *static_cast<Session *>(connection.state());
    }
    [[nodiscard]] static Session &of(const blaze::Context &context) { return of(context.connection()); }

    [[nodiscard]] blaze::Connection &connection() const noexcept { return m_connection; }
    [[nodiscard]] Transport &transport() const noexcept { return m_transport; }
    [[nodiscard]] base::ConnectionId id() const noexcept { return m_connection.id(); }
    [[nodiscard]] base::Ipv4 source() const noexcept { return m_arrival.source; }
    [[nodiscard]] const std::optional<AssociationId> &association() const noexcept { return m_arrival.association; }

    // nullptr: not logged in.
    [[nodiscard]] SignedInPlayer *player() noexcept { return m_player.get(); }
    [[nodiscard]] const SignedInPlayer *player() const noexcept { return m_player.get(); }
    [[nodiscard]] Liveness &liveness() noexcept { return m_liveness; }
    // No further packet is handled; the transport is on its way to close.
    [[nodiscard]] bool isEnding() const noexcept { return m_ending; }

private:
    friend class Presence;
    friend class Sessions;

    blaze::Connection &m_connection;
    Transport &m_transport;
    Arrival m_arrival;
    bool m_ending = false;
    Liveness m_liveness;
    std::unique_ptr<SignedInPlayer> m_player;
};

} // namespace session
