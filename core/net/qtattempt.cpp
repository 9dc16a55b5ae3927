#include <core/net/qtattempt.h>

#include <QSslConfiguration>
#include <QSslError>

namespace net {

using namespace Qt::StringLiterals;

namespace {

QSslConfiguration configurationFor(const ConnectOptions &options)
{
    if (options.tlsConfiguration)
        return *options.tlsConfiguration;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setAllowedNextProtocols({"http/1.1"_ba}); // HTTP/2 has no upgrade
    return configuration;
}

// Alert 116 has no name in Qt 6.4; servers before TLS 1.3 say 41.
bool wantsCertificate(QSsl::AlertType type, const QString &description)
{
    return type == QSsl::AlertType::NoCertificate || static_cast<int>(type) == 116 ||
           description.contains(u"certificate required"_s, Qt::CaseInsensitive);
}

} // namespace

NetErrorKind kindOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionRefusedError:
        return NetErrorKind::Refused;
    case QAbstractSocket::HostNotFoundError:
    case QAbstractSocket::ProxyNotFoundError:
        return NetErrorKind::HostNotFound;
    case QAbstractSocket::SocketAccessError:
        return NetErrorKind::PermissionDenied;
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return NetErrorKind::Timeout;
    case QAbstractSocket::NetworkError:
        return NetErrorKind::Unreachable;
    case QAbstractSocket::AddressInUseError:
        return NetErrorKind::AddressInUse;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return NetErrorKind::AddressNotAvailable;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return NetErrorKind::TlsFailed;
    default:
        return NetErrorKind::Other;
    }
}

QtAttempt::QtAttempt(StreamHome &home, const ConnectOptions &options, const QNetworkProxy &proxy,
                     Network::ConnectCallback done)
    : m_home(home)
    , m_keepAlive(options.keepAlive)
    , m_done(std::move(done))
    , m_socket(new QSslSocket)
    , m_deadline(home.scheduler)
{
    m_deadline.start(options.deadline, [this] {
        finish(base::failure(NetError {NetErrorKind::Timeout, u"no connection within the deadline"_s}));
    });
    QSslSocket *socket = m_socket.get();
    socket->setProxy(proxy);
    // Queued: the callback never runs inside connectTo(), nor while the socket is still at work.
    QObject::connect(
        socket, &QSslSocket::errorOccurred, socket, [this](auto error) { failed(error); }, Qt::QueuedConnection);
    if (options.tls) {
        QObject::connect(
            socket, &QSslSocket::encrypted, socket, [this] { connected(); }, Qt::QueuedConnection);
        QObject::connect(socket, &QSslSocket::alertReceived, socket,
                         [this](QSsl::AlertLevel /*level*/, QSsl::AlertType type, const QString &description) {
                             m_certificateWanted |= wantsCertificate(type, description);
                         });
        QObject::connect(socket, &QSslSocket::sslErrors, socket, [this](const QList<QSslError> &errors) {
            if (!errors.isEmpty())
                m_tlsProblem = errors.first().errorString();
        });
        socket->setSslConfiguration(configurationFor(options));
        socket->connectToHostEncrypted(options.host, options.port);
    } else {
        QObject::connect(
            socket, &QSslSocket::connected, socket, [this] { connected(); }, Qt::QueuedConnection);
        socket->connectToHost(options.host, options.port);
    }
}

void QtAttempt::connected()
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return; // broken already; the error is on its way
    if (m_keepAlive.count() > 0)
        sys::setKeepAlive(m_socket->socketDescriptor(), m_keepAlive);
    m_socket->disconnect();
    finish(StreamPtr(std::make_unique<QtStream>(m_home, LaterPtr<QTcpSocket>(m_socket.release()))));
}

void QtAttempt::failed(QAbstractSocket::SocketError error)
{
    NetErrorKind kind = kindOf(error);
    if (m_certificateWanted)
        kind = NetErrorKind::CertificateWanted;
    else if (kind == NetErrorKind::Other && m_socket->mode() != QSslSocket::UnencryptedMode)
        kind = NetErrorKind::TlsFailed; // ended inside the handshake
    finish(base::failure(NetError {kind, m_tlsProblem.isEmpty() ? m_socket->errorString() : m_tlsProblem}));
}

void QtAttempt::finish(Result<StreamPtr, NetError> result)
{
    m_deadline.stop();
    m_socket.reset();
    auto done = std::move(m_done);
    done(std::move(result)); // may destroy us: nothing behind it
}

} // namespace net
