#include <core/tunnel/httptunnel.h>

namespace tunnel {

HttpTunnel::HttpTunnel(Relay &relay, const base::Clock &clock, net::StreamPtr stream,
                       std::function<void(HttpTunnel &)> ended)
    : m_relay(relay)
    , m_clock(clock)
    , m_ended(std::move(ended))
    , m_stream(std::move(stream))
{
    m_stream->setHandler(this);
}

HttpTunnel::~HttpTunnel()
{
    leaveRelay();
}

bool HttpTunnel::begin(const AssociationId &association, ByteView leftover)
{
    m_tunnel = m_relay.open(association, Form::Http, *this, m_clock.now());
    if (!m_tunnel) {
        m_stream->close();
        return false;
    }
    if (!leftover.empty())
        onBytes(leftover);
    return true;
}

void HttpTunnel::end()
{
    leaveRelay();
    m_stream->close();
}

void HttpTunnel::leaveRelay()
{
    if (m_tunnel)
        m_relay.close(*std::exchange(m_tunnel, nullptr), m_clock.now());
}

void HttpTunnel::onBytes(ByteView bytes)
{
    const base::MonotonicTime now = m_clock.now(); // one look for all frames of a read
    m_reader.feed(bytes);
    while (m_tunnel) {
        const auto frame = m_reader.next();
        if (!frame)
            return;
        if (frame->isKeepAlive())
            m_relay.receiveKeepAlive(*m_tunnel, now);
        else
            m_relay.receive(*m_tunnel, frame->index, frame->payload, now);
    }
}

void HttpTunnel::onEnd()
{
    end();
}

void HttpTunnel::onDrained()
{
    for (; !m_queue.isEmpty() && !m_stream->isBlocked(); m_queue.pop())
        write(m_queue.front().index, m_queue.front().payload);
}

void HttpTunnel::onClosed(net::CloseReason /*reason*/)
{
    leaveRelay();
    const auto ended = std::move(m_ended); // outlives this object, which may be destroyed inside
    ended(*this);
}

int HttpTunnel::sendFrame(quint8 from, ByteView payload)
{
    if (m_stream->isBlocked() || !m_queue.isEmpty())
        return m_queue.push(from, payload);
    write(from, payload);
    return 0;
}

void HttpTunnel::sendKeepAlive()
{
    if (m_stream->isBlocked() || !m_queue.isEmpty())
        m_queue.pushKeepAlive();
    else
        write(kKeepAliveIndex, {});
}

void HttpTunnel::closed(CloseCause cause)
{
    m_tunnel = nullptr;
    if (cause == CloseCause::Silent)
        m_stream->abort(); // nobody is there to hear of an orderly end
    else
        m_stream->close();
}

// The stream gathers what is written in one turn.
void HttpTunnel::write(quint8 index, ByteView payload)
{
    m_stream->write(frameHead(index, payload.size()));
    m_stream->write(payload);
}

} // namespace tunnel
