#include <core/tunnel/udpserver.h>

namespace tunnel {

UdpServer::UdpServer(Relay &relay, net::Network &network, const base::Clock &clock, base::Random &random,
                     UdpTunnels::Verify verify, AsksCounted counted)
    : m_network(network)
    , m_clock(clock)
    , m_tunnels(relay, *this, random, std::move(verify), counted)
{}

base::Result<void, net::NetError> UdpServer::bind(const QHostAddress &address, quint16 port)
{
    auto bound = m_network.bindDatagrams(address, port, *this);
    if (!bound)
        return base::failure(bound.error());
    m_transport = std::move(*bound);
    return base::success();
}

void UdpServer::onDatagrams(std::span<const net::Datagram> batch)
{
    const base::MonotonicTime now = m_clock.now();
    for (const net::Datagram &datagram : batch)
        m_tunnels.receive(datagram.payload, datagram.from, now);
}

void UdpServer::send(ByteView head, ByteView payload, const net::SocketAddress &to)
{
    if (m_transport)
        m_transport->send(head, payload, to);
}

} // namespace tunnel
