#include <core/connector/remoteupstream.h>

#include <core/connector/lookup.h>
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
    return std::make_unique<Upgrade>(m_network, server, m_httpPort, std::move(done));
}

} // namespace connector
