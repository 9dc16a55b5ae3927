#pragma once
// Datagrams on QUdpSocket.

#include <core/net/network.h>
#include <core/net/streamhome.h>

#include <QUdpSocket>

namespace net {

class QtDatagramSocket final : public DatagramSocket
{
public:
    QtDatagramSocket(StreamHome &home, DatagramHandler &handler);
    [[nodiscard]] Result<void, NetError> bind(const QHostAddress &address, quint16 port);

    void send(ByteView payload, const Endpoint &to) override;
    [[nodiscard]] quint16 port() const override { return m_socket.localPort(); }

private:
    void receive();

    StreamHome &m_home;
    DatagramHandler &m_handler;
    QUdpSocket m_socket;
};

} // namespace net
