#include <core/tunnel/tunnel.h>

namespace tunnel {

void Tunnel::noteKeepAlive(base::MonotonicTime now)
{
    m_heardAt = now;
    m_answeredKeepAlive = true;
    if (!m_keepAliveSentAt)
        return; // a second answer, or one nobody asked for
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(now - *m_keepAliveSentAt);
    m_keepAliveSentAt.reset();
    // A quarter of the new value: one odd answer does not show, a change does within a minute.
    m_roundTrip = m_roundTrip ? (*m_roundTrip * 3 + took) / 4 : took;
}

void Tunnel::sendKeepAlive(base::MonotonicTime now)
{
    m_keepAliveSentAt = now;
    m_keepAliveDue = now + base::kTunnelKeepAlivePeriod;
    m_outlet.sendKeepAlive();
}

} // namespace tunnel
