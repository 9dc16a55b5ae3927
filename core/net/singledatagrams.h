#pragma once
// A DatagramTransport on a plain DatagramSocket, one datagram at a time: works on every Network.

#include <core/net/datagramtransport.h>
#include <core/net/network.h>

#include <memory>

namespace net {

class SingleDatagrams final : public DatagramTransport, private DatagramHandler
{
public:
    explicit SingleDatagrams(DatagramBatchHandler &handler)
        : m_handler(handler)
    {}
    [[nodiscard]] Result<void, NetError> bind(Network &network, const QHostAddress &address, quint16 port);

    void send(ByteView head, ByteView payload, const SocketAddress &to) override;
    [[nodiscard]] quint16 port() const override { return m_socket->port(); }
    [[nodiscard]] quint64 dropped() const override { return 0; } // nobody tells

private:
    void onDatagram(ByteView payload, const Endpoint &from) override;

    DatagramBatchHandler &m_handler;
    std::unique_ptr<DatagramSocket> m_socket;
    QByteArray m_joined; // scratch
};

} // namespace net
