#include <core/net/singledatagrams.h>

namespace net {

Result<void, NetError> SingleDatagrams::bind(Network &network, const QHostAddress &address, quint16 port)
{
    auto bound = network.bindDatagram(address, port, *this);
    if (!bound)
        return base::failure(bound.error());
    m_socket = std::move(*bound);
    return base::success();
}

void SingleDatagrams::send(ByteView head, ByteView payload, const SocketAddress &to)
{
    m_joined.resize(0); // keeps its block
    m_joined.append(base::asChars(head)).append(base::asChars(payload));
    m_socket->send(base::asBytes(QByteArrayView(m_joined)), to.endpoint());
}

void SingleDatagrams::onDatagram(ByteView payload, const Endpoint &from)
{
    const Datagram datagram {payload, SocketAddress::of(from)};
    m_handler.onDatagrams({&datagram, 1});
}

} // namespace net
