#pragma once
// Passes game packets between the players of a match. Pure: packets in by calls, packets out through outlets, time by
// argument. One thread, the network thread.
//
// Three things are kept apart and joined here by the association, which names one client: its tunnel, of whichever
// form; its place in a match, a game and an index from 0 to 3; and its game connections. Any of them may come first. A
// new tunnel of an association takes over from the one before, and a tunnel that appears or returns inside a match
// works at once, because places belong to associations and not to tunnels.
//
// A packet goes from the place of its sender to the index it names in the same match, and says there who sent it.
// Everything else is dropped without an answer and counted: to oneself, to an empty place, from outside a match, to an
// index above 3, over the sender's budget. Nothing is inspected, reordered or sent again.

#include <core/base/ids.h>
#include <core/session/associationid.h>
#include <core/tunnel/tunnel.h>

#include <array>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace tunnel {

using base::GameId;
using session::AssociationId;

struct RelayLimits
{
    BudgetLimits budget {}; // of each tunnel
    std::size_t tunnelsMax = base::kTunnelsMax;
};

struct Match;

// One client. Exists while it has a tunnel, a place or a game connection.
struct Party
{
    AssociationId id {};
    std::unique_ptr<Tunnel> tunnel {};
    Match *match = nullptr;
    quint8 index = 0;
    std::vector<base::Ipv4> connections {}; // where its game connections come from
    bool hadConnection = false;
    base::MonotonicTime usedAt {}; // had a game connection, or opened its tunnel
};

struct Match
{
    GameId game {};
    std::array<Party *, kIndices> places {};
};

// What can be seen of one client, for people.
struct PartyView
{
    AssociationId association {};
    std::optional<Form> form; // nullopt: no tunnel
    bool isLive = false;
    std::optional<std::chrono::microseconds> roundTrip;
    TunnelCounters counters {};
    std::optional<GameId> game;
    quint8 index = 0;
};

class Relay
{
public:
    explicit Relay(RelayLimits limits = {});
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;
    ~Relay(); // closes all tunnels

    // --- tunnels
    // The tunnel of this association from now on; the one it had is closed. nullptr when there are too many and all of
    // them belong to clients with a game connection.
    [[nodiscard]] Tunnel *open(const AssociationId &association, Form form, Outlet &outlet, base::MonotonicTime now);
    // By who opened it; its outlet is not told. The reference is dead behind the call.
    void close(Tunnel &tunnel, base::MonotonicTime now);
    // A packet of the client for the player at `index`.
    void receive(Tunnel &tunnel, quint8 index, ByteView payload, base::MonotonicTime now);
    void receiveKeepAlive(Tunnel &tunnel, base::MonotonicTime now);
    // Something valid came that is neither.
    void hear(Tunnel &tunnel, base::MonotonicTime now) { tunnel.noteHeard(now); }

    // --- game connections, as they come and go
    void connectionOpened(const AssociationId &association, base::Ipv4 from, base::MonotonicTime now);
    void connectionClosed(const AssociationId &association, base::Ipv4 from, base::MonotonicTime now);
    // It had a game connection and has none any more.
    [[nodiscard]] bool isSessionGone(const AssociationId &association) const;
    [[nodiscard]] bool hasConnection(const AssociationId &association) const;
    [[nodiscard]] bool hasConnectionFrom(const AssociationId &association, base::Ipv4 address) const;

    // --- places; see game::TunnelDirectory for what is asked of them
    void map(GameId game, quint8 index, const AssociationId &association);
    void unmap(GameId game, quint8 index, const AssociationId &association);
    void move(GameId game, quint8 from, quint8 to);
    // It would get what is sent to it now.
    [[nodiscard]] bool hasLiveTunnel(const AssociationId &association) const;

    // Called at the end of open(): who makes the rounds may sleep while there is no tunnel.
    void setOpenedCallback(std::function<void()> callback) { m_opened = std::move(callback); }

    // --- time
    // Sends keep-alives and closes what is silent or unused; about every kTunnelRoundPeriod while there are tunnels.
    void round(base::MonotonicTime now);

    // nullptr: none.
    [[nodiscard]] Tunnel *find(const AssociationId &association) const;
    [[nodiscard]] std::size_t tunnelsOpen() const noexcept { return m_tunnelsOpen; }
    [[nodiscard]] std::vector<PartyView> parties() const;

private:
    [[nodiscard]] Party &party(const AssociationId &association);
    [[nodiscard]] const Party *known(const AssociationId &association) const;
    void dropIfIdle(Party &party);
    void leavePlace(Party &party);
    void drop(Party &party, CloseCause cause);
    [[nodiscard]] bool makeRoom();
    [[nodiscard]] static std::optional<CloseCause> overdue(const Party &party, base::MonotonicTime now);

    RelayLimits m_limits;
    std::unordered_map<AssociationId, Party> m_parties; // their addresses stay
    std::unordered_map<GameId, Match> m_matches;        // likewise; those with a place taken
    std::size_t m_tunnelsOpen = 0;
    std::function<void()> m_opened;
};

} // namespace tunnel
