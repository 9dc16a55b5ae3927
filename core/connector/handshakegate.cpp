#include <core/connector/handshakegate.h>

namespace connector {

using namespace std::chrono_literals;

namespace {

constexpr auto kRateWindow = 1s;

} // namespace

HandshakeGate::Verdict HandshakeGate::admit(const QHostAddress &address, base::MonotonicTime now)
{
    if (address.isLoopback()) {
        if (m_inFlight < m_limits.total) {
            ++m_inFlight;
            return Verdict::Begin;
        }
        if (m_waiting >= m_limits.waiting)
            return Verdict::Refuse;
        ++m_waiting;
        return Verdict::Wait;
    }
    forgetQuiet(now);
    Peer &peer = m_peers[address.toString()];
    if (!withinRate(peer, now) || peer.inFlight >= m_limits.perAddress || m_inFlight >= m_limits.total)
        return Verdict::Refuse;
    ++peer.inFlight;
    ++m_inFlight;
    return Verdict::Begin;
}

bool HandshakeGate::begin()
{
    if (m_waiting == 0 || m_inFlight >= m_limits.total)
        return false;
    --m_waiting;
    ++m_inFlight;
    return true;
}

void HandshakeGate::leave()
{
    Q_ASSERT(m_waiting > 0);
    --m_waiting;
}

void HandshakeGate::end(const QHostAddress &address)
{
    Q_ASSERT(m_inFlight > 0);
    --m_inFlight;
    if (address.isLoopback())
        return;
    const auto found = m_peers.find(address.toString());
    Q_ASSERT(found != m_peers.end() && found->second.inFlight > 0);
    --found->second.inFlight;
}

bool HandshakeGate::withinRate(Peer &peer, base::MonotonicTime now) const
{
    while (!peer.connects.empty() && now - peer.connects.front() >= kRateWindow)
        peer.connects.pop_front();
    if (peer.connects.size() >= static_cast<std::size_t>(m_limits.connectsPerSecond))
        return false;
    peer.connects.push_back(now);
    return true;
}

// Once a second, so that the table holds only the addresses of the last two seconds and those with a handshake.
void HandshakeGate::forgetQuiet(base::MonotonicTime now)
{
    if (now - m_lastSweep < kRateWindow)
        return;
    m_lastSweep = now;
    std::erase_if(m_peers, [now](const auto &entry) {
        const Peer &peer = entry.second;
        return peer.inFlight == 0 && (peer.connects.empty() || now - peer.connects.back() >= kRateWindow);
    });
}

} // namespace connector
