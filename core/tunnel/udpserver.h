#pragma once
// The server's UDP socket of all datagram tunnels. Network thread: a batch is read, passed on and sent with two system
// calls, so a thread of its own would gain nothing and cost the hand-over of every mixed match.

#include <core/base/clock.h>
#include <core/net/network.h>
#include <core/tunnel/udptunnels.h>

namespace tunnel {

class UdpServer final : private net::DatagramBatchHandler, private DatagramWire
{
public:
    // All references outlive the object.
    UdpServer(Relay &relay, net::Network &network, const base::Clock &clock, base::Random &random,
              UdpTunnels::Verify verify, AsksCounted counted = AsksCounted::ByAddress);
    ~UdpServer() override = default;

    // Once. 0: any free port.
    [[nodiscard]] base::Result<void, net::NetError> bind(const QHostAddress &address, quint16 port);
    [[nodiscard]] quint16 port() const { return m_transport ? m_transport->port() : quint16 {0}; }
    [[nodiscard]] UdpTunnels &tunnels() noexcept { return m_tunnels; }
    [[nodiscard]] const UdpTunnels &tunnels() const noexcept { return m_tunnels; }

private:
    void onDatagrams(std::span<const net::Datagram> batch) override;
    void send(ByteView head, ByteView payload, const net::SocketAddress &to) override;

    net::Network &m_network;
    const base::Clock &m_clock;
    UdpTunnels m_tunnels;
    std::unique_ptr<net::DatagramTransport> m_transport;
};

} // namespace tunnel
