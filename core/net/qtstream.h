#pragma once
// A stream on QTcpSocket or QSslSocket: TLS, connections through a proxy, and the Qt backend.
// What Qt cannot do: after the peer's end it closes our direction too, so onEnd() is followed by onClosed().
// TLS knows no half close here: finish() ends the TCP direction without a close_notify, close() sends one.

#include <core/base/bytebuffer.h>
#include <core/net/connectionquota.h>
#include <core/net/lifeline.h>
#include <core/net/streamhome.h>
#include <core/net/transport.h>

#include <QSslSocket>

namespace net {

// Signals may come from the socket that is being let go of.
struct SocketLaterDeleter
{
    void operator()(QAbstractSocket *socket) const
    {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
    }
};
template <class Socket>
using LaterPtr = std::unique_ptr<Socket, SocketLaterDeleter>;

class QtStream final : public Stream, private TurnWork, private ReadyTarget
{
public:
    // Takes over a connected (and, for TLS, encrypted) socket.
    QtStream(StreamHome &home, LaterPtr<QTcpSocket> socket, QuotaPlace place = {});
    ~QtStream() override;

    void setHandler(StreamHandler *handler) override { m_handler = handler; }
    void write(ByteView bytes) override;
    [[nodiscard]] qsizetype bytesQueued() const override;
    [[nodiscard]] bool isBlocked() const override { return m_blocked; }
    void setReading(bool reading) override;
    void finish() override;
    void close() override;
    void abort() override;
    [[nodiscard]] Endpoint peer() const override { return m_peer; }
    [[nodiscard]] Endpoint local() const override { return m_local; }

private:
    void endOfTurn() override;
    void onReady(Ready ready) override;
    void dropLingering();
    void progressed();
    void limitReadBuffer();
    void onWritten();
    void onFailed(QAbstractSocket::SocketError error);
    bool receive(); // false: dead or destroyed
    void conclude();
    void checkStall();
    void die(CloseReason reason);
    void stopTimer();
    [[nodiscard]] qsizetype bytesInSocket() const;
    void endWriting();

    StreamHome &m_home;
    LaterPtr<QTcpSocket> m_socket;
    QSslSocket *m_tls; // the same socket when it is encrypted
    StreamHandler *m_handler = nullptr;
    base::ByteBuffer m_out; // of this turn
    Lifeline m_lifeline;
    QuotaPlace m_place;
    Endpoint m_peer;
    Endpoint m_local;
    base::TimerId m_timer = base::TimerId::None;
    base::MonotonicTime m_progressAt;
    bool m_reading = true;
    bool m_blocked = false;
    bool m_owesDrained = false;
    bool m_finishing = false;
    bool m_endSent = false;
    bool m_closing = false;
    bool m_peerEnded = false;
    qintptr m_lingering = -1; // a closed TLS connection's descriptor, until the peer ends
    std::optional<ReadinessSet::Slot> m_slot;
    bool m_gone = false; // the socket has disconnected; bytes may be left to read
    CloseReason m_reason = CloseReason::Finished;
    bool m_aborted = false;
    bool m_dead = false;
};

} // namespace net
