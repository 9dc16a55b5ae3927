#include <core/connector/httplink.h>

#include <core/base/limits.h>

namespace connector {

HttpLink::HttpLink(net::Network &network, const base::Clock &clock, net::StreamPtr stream, const QByteArray &leftover,
                   std::chrono::microseconds roundTrip, tunnel::LinkHandler &handler)
    : m_clock(clock)
    , m_roundTrip(roundTrip)
    , m_handler(handler)
    , m_heardAt(clock.now())
    , m_silenceTimer(network)
    , m_later(network)
    , m_stream(std::move(stream))
{
    m_stream->setHandler(this);
    if (!leftover.isEmpty()) {
        // What comes next must not overtake it.
        m_stream->setReading(false);
        m_later.start(std::chrono::milliseconds(0), [this, leftover] {
            m_stream->setReading(true);
            onBytes(base::asBytes(QByteArrayView(leftover)));
        });
    }
}

HttpLink::~HttpLink()
{
    if (m_destroyed)
        *m_destroyed = true;
    if (m_stream)
        m_stream->setHandler(nullptr);
}

void HttpLink::send(quint8 index, tunnel::ByteView payload)
{
    if (!m_stream || payload.size() > static_cast<std::size_t>(base::kTunnelPayloadMax))
        return;
    if (m_stream->isBlocked() || !m_queue.isEmpty())
        m_queue.push(index, payload);
    else
        write(index, payload);
}

void HttpLink::write(quint8 index, tunnel::ByteView payload)
{
    m_stream->write(tunnel::frameHead(index, payload.size()));
    m_stream->write(payload);
}

void HttpLink::answerKeepAlive()
{
    if (m_stream->isBlocked() || !m_queue.isEmpty())
        m_queue.pushKeepAlive();
    else
        write(tunnel::kKeepAliveIndex, {});
    if (!std::exchange(m_sawKeepAlive, true))
        watchSilence();
}

void HttpLink::onBytes(net::ByteView bytes)
{
    m_heardAt = m_clock.now();
    m_reader.feed(bytes);
    bool destroyed = false;
    m_destroyed = &destroyed;
    while (const auto frame = m_reader.next()) {
        if (frame->isKeepAlive())
            answerKeepAlive();
        else if (frame->index < tunnel::kIndices && frame->payload.size() <= base::kTunnelPayloadMax)
            m_handler.onFrame(frame->index, frame->payload);
        if (destroyed)
            return;
    }
    m_destroyed = nullptr;
}

void HttpLink::onEnd()
{
    lose();
}

void HttpLink::onDrained()
{
    for (; !m_queue.isEmpty() && !m_stream->isBlocked(); m_queue.pop())
        write(m_queue.front().index, m_queue.front().payload);
}

void HttpLink::onClosed(net::CloseReason /*reason*/)
{
    lose();
}

void HttpLink::watchSilence()
{
    const auto silent = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - m_heardAt);
    if (silent >= base::kTunnelServerSilence)
        return lose();
    m_silenceTimer.start(base::kTunnelServerSilence - silent, [this] { watchSilence(); });
}

void HttpLink::lose()
{
    m_silenceTimer.stop();
    m_later.stop();
    if (m_stream) {
        m_stream->setHandler(nullptr);
        m_stream->close();
    }
    m_handler.onLinkLost(); // this object may be gone behind here
}

} // namespace connector
