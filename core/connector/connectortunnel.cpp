// The part of the connector that concerns its tunnel: which server, which association, when to look up again.

#include <core/connector/connector.h>

namespace connector {

void Connector::updateTunnel()
{
    if (m_tunnel.isRunning())
        m_tunnel.update(*m_status.server, m_associations.forTunnel(), m_status.gameConnections > 0);
    else if (m_upstream)
        m_tunnel.start(*m_upstream, *m_status.server, m_associations.forTunnel());
}

void Connector::onTunnelWantsLookup()
{
    // While reconnecting it is done anyway.
    if (!m_lookingUp && (m_status.phase == Phase::Ready || m_status.phase == Phase::GameConnected))
        lookUp();
}

} // namespace connector
