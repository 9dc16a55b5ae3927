#pragma once
// An outgoing connection on QSslSocket: TLS, or plain through a proxy of the system.

#include <core/net/network.h>
#include <core/net/qtstream.h>
#include <core/net/streamhome.h>

#include <QNetworkProxy>

namespace net {

class QtAttempt final : public ConnectAttempt
{
public:
    QtAttempt(StreamHome &home, const ConnectOptions &options, const QNetworkProxy &proxy,
              Network::ConnectCallback done);

private:
    void connected();
    void failed(QAbstractSocket::SocketError error);
    void finish(Result<StreamPtr, NetError> result);

    StreamHome &m_home;
    std::chrono::seconds m_keepAlive;
    bool m_certificateWanted = false; // the peer said so in a TLS alert
    QString m_tlsProblem;
    Network::ConnectCallback m_done;
    LaterPtr<QSslSocket> m_socket;
    base::ScopedTimer m_deadline;
};

// What a socket error means for a connection that is being made.
[[nodiscard]] NetErrorKind kindOf(QAbstractSocket::SocketError error);

} // namespace net
