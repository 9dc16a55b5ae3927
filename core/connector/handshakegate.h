#pragma once
// Who may begin an SSL 3.0 handshake now: bounds the handshakes in flight, in all and per address, and new
// connections per second and address. Programs on this machine are exempt from the bounds per address, and beyond
// the total they wait in line instead of being refused: fifty games started at once all get their turn.
// Pure; one thread.

#include <core/base/clock.h>
#include <core/base/limits.h>

#include <QHostAddress>

#include <deque>
#include <map>

namespace connector {

struct HandshakeLimits
{
    int total = base::kSslHandshakesMax;
    int perAddress = base::kSslHandshakesPerAddressMax;
    int waiting = base::kSslHandshakesWaitingMax;
    int connectsPerSecond = base::kSslConnectsPerSecondPerAddress;
};

class HandshakeGate
{
public:
    enum class Verdict {
        Begin,  // counted; end() it
        Wait,   // counted as waiting; begin() or leave() it
        Refuse, // not counted
    };
    explicit HandshakeGate(const HandshakeLimits &limits = {})
        : m_limits(limits)
    {}
    [[nodiscard]] Verdict admit(const QHostAddress &address, base::MonotonicTime now);
    // A waiting one takes a free place; false: there is none, or nobody waits.
    [[nodiscard]] bool begin();
    // A waiting one is gone.
    void leave();
    // A handshake is over, either way.
    void end(const QHostAddress &address);

    [[nodiscard]] int inFlight() const noexcept { return m_inFlight; }
    [[nodiscard]] int waiting() const noexcept { return m_waiting; }
    // Of other computers, remembered for now.
    [[nodiscard]] std::size_t addressesKnown() const noexcept { return m_peers.size(); }

private:
    struct Peer
    {
        int inFlight = 0;
        std::deque<base::MonotonicTime> connects; // within the last second
    };
    // Counts the connection when it is.
    [[nodiscard]] bool withinRate(Peer &peer, base::MonotonicTime now) const;
    void forgetQuiet(base::MonotonicTime now);

    HandshakeLimits m_limits;
    int m_inFlight = 0;
    int m_waiting = 0;
    std::map<QString, Peer> m_peers; // by address text; only those with something to remember
    base::MonotonicTime m_lastSweep {};
};

} // namespace connector
