#include <core/connector/remoteupstream.h>

#include <core/base/limits.h>
#include <core/connector/lookup.h>
#include <core/connector/requestheads.h>
#include <core/connector/telemetrypost.h>
#include <core/connector/upgrade.h>

namespace connector {

RemoteUpstream::RemoteUpstream(net::Network &network, ServerAddress address, quint16 httpPort)
    : m_network(network)
    , m_address(std::move(address))
    , m_httpPort(httpPort)
{}

std::unique_ptr<Operation> RemoteUpstream::lookUp(LookupDone done)
{
    return std::make_unique<Lookup>(m_network, m_address.base, std::move(done));
}

std::unique_ptr<Operation> RemoteUpstream::openBlaze(const ServerInfo &server, const net::Endpoint & /*game*/,
                                                     OpenDone done)
{
    return std::make_unique<Upgrade>(
        m_network, endpointOf(server.base, kUpgradeRoute), base::kServerLinkKeepAlive,
        [association = server.association, httpPort = m_httpPort](const QUrl &url) {
            return upgradeRequest(url, association, httpPort);
        },
        std::move(done));
}

std::unique_ptr<Operation> RemoteUpstream::openTunnel(const ServerInfo &server, const QString &association,
                                                      OpenDone done)
{
    return std::make_unique<Upgrade>(
        m_network, endpointOf(server.base, kTunnelRoute), base::kTunnelLinkKeepAlive,
        [association](const QUrl &url) { return tunnelRequest(url, association); }, std::move(done));
}

std::unique_ptr<TelemetrySink> RemoteUpstream::openTelemetry(const net::Endpoint & /*game*/)
{
    return std::make_unique<TelemetryPost>(m_network);
}

} // namespace connector
