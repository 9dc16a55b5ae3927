#include <core/net/qtdatagramsocket.h>

#include <core/net/qtattempt.h>
#include <core/net/socketcalls.h>

#include <QNetworkProxy>
#include <QPointer>

namespace net {

namespace {
// Of one report; the rest comes with the next one.
constexpr int kDatagramsPerReport = 64;
} // namespace

QtDatagramSocket::QtDatagramSocket(StreamHome &home, DatagramHandler &handler)
    : m_home(home)
    , m_handler(handler)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    QObject::connect(&m_socket, &QUdpSocket::readyRead, &m_socket, [this] { receive(); });
}

Result<void, NetError> QtDatagramSocket::bind(const QHostAddress &address, quint16 port)
{
    if (m_socket.bind(address, port, QAbstractSocket::DontShareAddress)) {
        sys::ignoreRefusals(m_socket.socketDescriptor());
        return base::success();
    }
    return base::failure(NetError {kindOf(m_socket.error()), m_socket.errorString()});
}

void QtDatagramSocket::send(ByteView payload, const Endpoint &to)
{
    const QByteArrayView bytes = base::asChars(payload);
    m_socket.writeDatagram(bytes.data(), bytes.size(), to.address, to.port);
}

void QtDatagramSocket::receive()
{
    const std::span<std::byte> scratch = m_home.scratch();
    QPointer<QUdpSocket> alive(&m_socket); // the handler may drop us
    for (int i = 0; i < kDatagramsPerReport && m_socket.hasPendingDatagrams(); ++i) {
        Endpoint from;
        const qint64 size = m_socket.readDatagram(reinterpret_cast<char *>(scratch.data()),
                                                  static_cast<qint64>(scratch.size()), &from.address, &from.port);
        if (size < 0)
            continue; // an ICMP error of something sent earlier
        m_handler.onDatagram(scratch.first(static_cast<std::size_t>(size)), from);
        if (!alive)
            return;
    }
    if (m_socket.hasPendingDatagrams())
        QMetaObject::invokeMethod(
            &m_socket, [this] { receive(); }, Qt::QueuedConnection);
}

} // namespace net
