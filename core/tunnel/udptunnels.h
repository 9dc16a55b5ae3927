#pragma once
// The server's side of all datagram tunnels: who may have one, which id and address it has, and what of it reaches the
// relay. Pure: datagrams in by calls, out through DatagramWire. One thread, the network thread.
//
// Whoever knows an id and an address can write a datagram that seems to come from there. So:
// - ids are random and told to nobody but their owner;
// - a tunnel's address moves to another port of the same computer at once (routers do that), but to another computer
//   only when nothing valid has come from the old one for kTunnelMoveSilence. A request for a tunnel that already lives
//   elsewhere waits as long, unless its game connection has ended;
// - before the owner of an address has shown to be there, nothing is sent to it but the 10 bytes of Initiated, for a
//   request of 74, and keep-alives of 6 bytes: those published clients need before they send anything. Shown is it by
//   anything that comes with the id, by a game connection from the same computer, and by being this computer;
// - what is wrong is dropped and counted; it gets no answer and no line in the log.
// A published client never notices that its tunnel has expired, after a minute without network for example, and never
// asks for another: it is reminded, by nudge(), when it sends with the old id from where it was, or its game comes
// back.

#include <core/base/random.h>
#include <core/net/socketaddress.h>
#include <core/tunnel/addressbudget.h>
#include <core/tunnel/datagram.h>
#include <core/tunnel/idpool.h>
#include <core/tunnel/relay.h>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace tunnel {

// Sends one datagram made of two parts; both may die behind the call.
class DatagramWire
{
public:
    DatagramWire() = default;
    DatagramWire(const DatagramWire &) = delete;
    DatagramWire &operator=(const DatagramWire &) = delete;
    virtual ~DatagramWire() = default;
    virtual void send(ByteView head, ByteView payload, const net::SocketAddress &to) = 0;
};

struct UdpCounters
{
    quint64 malformed = 0;      // not a message, another version
    quint64 wrongDirection = 0; // Initiated, or Initiate with an id
    quint64 unknownId = 0;
    quint64 foreignAddress = 0; // an id from an address that may not have it
    quint64 tokensRefused = 0;
    quint64 asksOverBudget = 0; // more Initiates of one asker than kTunnelInitiatesPerSecond
    quint64 asksRefused = 0;    // the tunnel lives elsewhere, or there are too many
    quint64 granted = 0;
    quint64 moved = 0; // to another port or computer
};

// What a tunnel needs to go on after a restart of the server.
struct SavedTunnel
{
    TunnelId id = kNoTunnelId;
    AssociationId association {};
    net::SocketAddress address {};
    bool operator==(const SavedTunnel &) const = default;
};

class UdpTunnels
{
public:
    using Verify = std::function<std::optional<AssociationId>(QByteArrayView token)>;

    // All references outlive the object, which closes its tunnels when it goes.
    UdpTunnels(Relay &relay, DatagramWire &wire, base::Random &random, Verify verify,
               AsksCounted counted = AsksCounted::ByAddress);
    UdpTunnels(const UdpTunnels &) = delete;
    UdpTunnels &operator=(const UdpTunnels &) = delete;
    ~UdpTunnels();

    void receive(ByteView datagram, const net::SocketAddress &from, base::MonotonicTime now);

    [[nodiscard]] std::vector<SavedTunnel> saved() const;
    // Goes on with a tunnel of before a restart; it counts as live only when something has come from it. False when its
    // id or association is taken, or there are too many.
    bool restore(const SavedTunnel &saved, base::MonotonicTime now);
    // One byte that no client can read: a published client that gets it from its server asks for a tunnel again. Only
    // for addresses that had a tunnel here.
    void nudge(const net::SocketAddress &address);
    // The game of this association has connected: its client is nudged if its tunnel has expired here.
    void remind(const AssociationId &association, base::MonotonicTime now);

    [[nodiscard]] const UdpCounters &counters() const noexcept { return m_counters; }
    [[nodiscard]] std::size_t size() const noexcept { return m_byId.size(); }

private:
    class Entry;
    // A tunnel that expired.
    struct Lost
    {
        SavedTunnel was;
        base::MonotonicTime until; // later the address may be anybody's
        std::optional<base::MonotonicTime> remindedAt {};
    };

    void initiate(const Message &message, const net::SocketAddress &from, base::MonotonicTime now);
    [[nodiscard]] bool mayOpen(const AssociationId &association, const net::SocketAddress &from,
                               base::MonotonicTime now) const;
    [[nodiscard]] Entry *add(TunnelId id, const AssociationId &association, const net::SocketAddress &address,
                             base::MonotonicTime now);
    void forget(Entry &entry);
    void noteLost(const SavedTunnel &was);
    void remind(Lost &lost);

    Relay &m_relay;
    DatagramWire &m_wire;
    Verify m_verify;
    IdPool m_ids;
    AddressBudget m_asks;
    UdpCounters m_counters;
    base::MonotonicTime m_now; // of the last call that brought one
    std::unordered_map<TunnelId, std::unique_ptr<Entry>> m_byId;
    std::unordered_map<AssociationId, Entry *> m_byAssociation;
    std::unordered_map<TunnelId, Lost> m_lost; // at most kTunnelsMax
};

} // namespace tunnel
