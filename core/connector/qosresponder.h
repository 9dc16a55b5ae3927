#pragma once
// UDP 42130: answers the game's probes of its own connection. Bound to this computer only.
//
// Request: 16 bytes of head (kind, request id, secret, probe number, 32 bits big-endian each), then anything. Answer:
// the request, four bytes IPv4 address, two bytes source port, four zero bytes, all big-endian; the same for every
// request id and length, as the published client does it. Shorter than a head, or longer than kQosDatagramMax: no
// answer.
//
// The address is the player's as the others are to see it. Nobody outside is asked for it: servers fill in what they
// see when it is 0.0.0.0, and only a server in the same network, or one too old for that, is told one of ours.

#include <core/base/ids.h>
#include <core/connector/status.h>
#include <core/net/localaddresses.h>
#include <core/net/network.h>

#include <memory>
#include <optional>

namespace connector {

// nullopt: no answer.
[[nodiscard]] std::optional<QByteArray> qosAnswer(base::ByteView request, base::Ipv4 address, quint16 sourcePort);

// `fixed` is what a person has set; else see above. Of several addresses of ours the one nearest to the server's.
[[nodiscard]] base::Ipv4 qosAddress(const ServerInfo &server, const QList<net::LocalAddress> &ours,
                                    std::optional<base::Ipv4> fixed);

class QosResponder final : private net::DatagramHandler
{
public:
    explicit QosResponder(net::Network &network)
        : m_network(network)
    {}
    // `port` 0: any free one.
    [[nodiscard]] base::Result<void, net::NetError> open(quint16 port);
    void setAddress(base::Ipv4 address) noexcept { m_address = address; }
    [[nodiscard]] quint16 port() const { return m_socket ? m_socket->port() : quint16(0); }

private:
    void onDatagram(base::ByteView payload, const net::Endpoint &from) override;

    net::Network &m_network;
    base::Ipv4 m_address;
    std::unique_ptr<net::DatagramSocket> m_socket;
};

} // namespace connector
