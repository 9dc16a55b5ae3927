#include <core/net/connectionquota.h>

namespace net {

bool ConnectionQuota::take(const sys::SocketAddress &from)
{
    if (m_open >= m_totalMax)
        return false;
    if (!from.isLoopback()) {
        int &open = m_byAddress[from.bytes]; // at most one entry per open connection
        if (open >= m_perAddressMax)
            return false;
        ++open;
    }
    ++m_open;
    return true;
}

void ConnectionQuota::giveBack(const sys::SocketAddress &from)
{
    --m_open;
    if (from.isLoopback())
        return;
    const auto found = m_byAddress.find(from.bytes);
    if (found != m_byAddress.end() && --found->second == 0)
        m_byAddress.erase(found);
}

} // namespace net
