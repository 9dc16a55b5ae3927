#include <core/net/qtstream.h>

#include <core/net/socketcalls.h>

namespace net {

QtStream::QtStream(StreamHome &home, LaterPtr<QTcpSocket> socket, QuotaPlace place)
    : m_home(home)
    , m_socket(std::move(socket))
    , m_tls(qobject_cast<QSslSocket *>(m_socket.get()))
    , m_place(std::move(place))
    , m_peer {m_socket->peerAddress(), m_socket->peerPort()}
    , m_local {m_socket->localAddress(), m_socket->localPort()}
{
    if (m_tls && !m_tls->isEncrypted())
        m_tls = nullptr;
    QTcpSocket *raw = m_socket.get();
    raw->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    limitReadBuffer();
    // The signals only note: a socket must not be dropped from inside them, which handlers may want to do.
    QObject::connect(raw, &QTcpSocket::readyRead, raw, [this] { m_home.turn.add(*this); });
    QObject::connect(raw, &QTcpSocket::bytesWritten, raw, [this] { progressed(); });
    if (m_tls)
        QObject::connect(m_tls, &QSslSocket::encryptedBytesWritten, m_tls, [this] { progressed(); });
    QObject::connect(raw, &QTcpSocket::errorOccurred, raw, [this](auto error) { onFailed(error); });
    QObject::connect(raw, &QTcpSocket::disconnected, raw, [this] {
        m_gone = true;
        m_home.turn.add(*this);
    });
    m_home.turn.add(*this); // bytes may be waiting already
}

QtStream::~QtStream()
{
    m_home.turn.remove(*this);
    stopTimer();
    dropLingering();
}

void QtStream::write(ByteView bytes)
{
    if (m_finishing || m_dead || m_gone || bytes.empty())
        return;
    m_out.append(bytes);
    if (bytesQueued() > base::kReadChunk)
        m_owesDrained = true;
    m_home.turn.add(*this);
}

qsizetype QtStream::bytesQueued() const
{
    return m_dead ? 0 : static_cast<qsizetype>(m_out.size()) + bytesInSocket();
}

qsizetype QtStream::bytesInSocket() const
{
    return static_cast<qsizetype>(m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0));
}

void QtStream::setReading(bool reading)
{
    m_reading = reading;
    if (m_dead)
        return;
    limitReadBuffer();
    if (reading)
        m_home.turn.add(*this); // no signal comes for what the socket already holds
}

void QtStream::finish()
{
    if (m_finishing || m_dead)
        return;
    m_finishing = true;
    m_home.turn.add(*this);
}

void QtStream::close()
{
    if (m_closing || m_dead)
        return;
    m_closing = true;
    finish();
    m_home.turn.add(*this);
}

void QtStream::abort()
{
    if (m_dead)
        return;
    m_dead = true;
    m_aborted = true;
    stopTimer();
    m_socket->disconnect();
    m_socket->abort();
    dropLingering();
    m_place.giveBack();
    m_home.turn.add(*this);
}

void QtStream::endOfTurn()
{
    if (m_aborted) {
        m_aborted = false;
        if (m_handler)
            m_handler->onClosed(CloseReason::Aborted);
        return;
    }
    if (m_dead)
        return;
    if (!m_out.empty() && !m_gone) {
        const QByteArrayView bytes = base::asChars(m_out.view());
        m_socket->write(bytes.data(), bytes.size());
        m_out.clear();
        m_socket->flush();
        if (m_dead)
            return;
    }
    if (bytesInSocket() > 0 && !m_gone && !m_blocked) {
        m_blocked = true;
        m_owesDrained = true;
        m_progressAt = m_home.clock.now();
        checkStall();
        if (m_dead)
            return;
    }
    const Lifeline::Watch watch(m_lifeline);
    if (bytesInSocket() == 0)
        onWritten();
    if (!watch.isCut() && !m_dead && receive() && m_gone)
        conclude();
}

// QSslSocket says "written" before the bytes have reached its plain socket, so whether all has gone is looked up at
// the end of the turn.
void QtStream::progressed()
{
    m_progressAt = m_home.clock.now();
    m_home.turn.add(*this);
}

// Without a limit the socket reads whatever comes; while nobody reads it must stop somewhere. An encrypted socket has
// none while somebody reads: what it still holds encrypted when the peer ends would be lost.
void QtStream::limitReadBuffer()
{
    m_socket->setReadBufferSize(m_tls && (m_reading || m_closing) ? 0 : base::kReadChunk);
}

void QtStream::onWritten()
{
    if (bytesQueued() > 0)
        return;
    if (m_blocked) {
        m_blocked = false;
        stopTimer();
    }
    if (m_owesDrained && !m_gone) {
        m_owesDrained = false;
        if (m_handler && !m_closing) {
            const Lifeline::Watch watch(m_lifeline);
            m_handler->onDrained();
            if (watch.isCut() || m_dead)
                return;
        }
    }
    if (m_finishing && m_out.empty() && !m_gone)
        endWriting();
}

void QtStream::endWriting()
{
    if (m_closing && m_timer == base::TimerId::None) {
        m_timer = m_home.scheduler.after(m_home.deadlines.linger, [this] {
            m_timer = base::TimerId::None;
            die(CloseReason::Finished);
        });
    }
    if (m_closing && m_tls && !m_endSent) {
        m_endSent = true;
        // Qt sends the close_notify and closes at once; with bytes of the peer still unread, TLS 1.3 tickets among
        // them, the system would reset the connection and the peer lose our last bytes. Our copy of the descriptor
        // keeps it open until the peer has ended too.
        m_lingering = sys::duplicate(m_socket->socketDescriptor());
        m_tls->disconnectFromHost();
    } else if (!m_endSent) {
        m_endSent = true;
        sys::endWriting(m_socket->socketDescriptor());
    }
}

bool QtStream::receive()
{
    const Lifeline::Watch watch(m_lifeline);
    while (!m_dead && (m_reading || m_closing) && m_socket->bytesAvailable() > 0) {
        const std::span<std::byte> scratch = m_home.scratch();
        const qint64 count =
            m_socket->read(reinterpret_cast<char *>(scratch.data()), static_cast<qint64>(scratch.size()));
        if (count <= 0)
            break;
        if (m_handler && !m_closing) {
            m_handler->onBytes(scratch.first(static_cast<std::size_t>(count)));
            if (watch.isCut())
                return false;
        }
    }
    return !m_dead;
}

void QtStream::onFailed(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::RemoteHostClosedError:
        // Qt drops what was not yet sent.
        m_reason = !m_closing && bytesQueued() > 0 ? CloseReason::Reset : CloseReason::Finished;
        m_peerEnded = true;
        break;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        m_reason = CloseReason::TlsFailed;
        break;
    default:
        m_reason = CloseReason::Reset;
        break;
    }
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        m_gone = true;
    m_home.turn.add(*this);
}

// The socket has disconnected and nothing more may be read, unless reading is paused.
void QtStream::conclude()
{
    if (m_lingering >= 0 && m_reason == CloseReason::Finished && !m_peerEnded) {
        if (m_slot)
            return;
        sys::endWriting(m_lingering);
        m_slot = m_home.readiness->add(m_lingering, Interest::Read, *this);
        if (m_slot)
            return; // until the peer ends, or the linger deadline
    }
    if (!m_reading && !m_closing && m_socket->bytesAvailable() > 0)
        return;
    if (m_reason == CloseReason::Finished && m_handler && !m_closing) {
        const Lifeline::Watch watch(m_lifeline);
        m_handler->onEnd();
        if (watch.isCut() || m_dead)
            return;
    }
    die(m_reason);
}

void QtStream::onReady(Ready /*ready*/)
{
    const sys::IoResult result = sys::readSome(m_lingering, m_home.scratch());
    if (result.status == sys::IoStatus::End || result.status == sys::IoStatus::Broken)
        die(CloseReason::Finished);
}

void QtStream::dropLingering()
{
    if (m_slot)
        m_home.readiness->remove(*m_slot);
    m_slot.reset();
    if (m_lingering >= 0)
        sys::closeSocket(std::exchange(m_lingering, -1));
}

void QtStream::checkStall()
{
    m_timer = base::TimerId::None;
    const auto stalledFor = m_home.clock.now() - m_progressAt;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_home.deadlines.writeStall - stalledFor);
    if (left.count() <= 0)
        die(CloseReason::WriteStalled);
    else
        m_timer = m_home.scheduler.after(left, [this] { checkStall(); });
}

void QtStream::die(CloseReason reason)
{
    m_dead = true;
    stopTimer();
    m_home.turn.remove(*this);
    m_socket->disconnect();
    m_socket->abort();
    dropLingering();
    m_out.clear();
    m_place.giveBack();
    if (m_handler)
        m_handler->onClosed(reason); // may destroy us: nothing behind it
}

void QtStream::stopTimer()
{
    if (m_timer != base::TimerId::None)
        m_home.scheduler.cancel(std::exchange(m_timer, base::TimerId::None));
}

} // namespace net
