#include <core/net/portowner.h>

#include <QNetworkProxy>
#include <QTcpServer>
#include <QUdpSocket>

namespace net {

namespace {

// A listening try: binding alone would also succeed beside a listener on some systems.
quint16 tryPort(quint16 port, PortProtocol protocol, const QHostAddress &address)
{
    if (protocol == PortProtocol::Tcp) {
        QTcpServer server;
        server.setProxy(QNetworkProxy::NoProxy);
        return server.listen(address, port) ? server.serverPort() : quint16 {0};
    }
    QUdpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    return socket.bind(address, port, QAbstractSocket::DontShareAddress) ? socket.localPort() : quint16 {0};
}

} // namespace

quint16 freePortNear(quint16 wanted, PortProtocol protocol, const QHostAddress &address)
{
    constexpr int kTriesMax = 64;
    constexpr int kUnprivilegedStart = 8080;
    const int first = wanted < 1024 ? kUnprivilegedStart : wanted + 1;
    for (int port = first; port < first + kTriesMax && port <= 65'535; ++port) {
        if (const quint16 free = tryPort(static_cast<quint16>(port), protocol, address); free != 0)
            return free;
    }
    return tryPort(0, protocol, address);
}

} // namespace net
