#include <core/connector/ssl3stream.h>

#include <algorithm>

namespace connector {

Ssl3Stream::Ssl3Stream(net::StreamPtr below, std::unique_ptr<ssl3::Engine> engine, base::Scheduler &scheduler,
                       const Ssl3StreamOptions &options, Ssl3Observer *observer)
    : m_engine(std::move(engine))
    , m_options(options)
    , m_observer(observer)
    , m_handshakeTimer(scheduler)
    , m_silenceTimer(scheduler)
    , m_resumeTimer(scheduler)
    , m_below(std::move(below))
{
    m_below->setHandler(this);
    m_handshakeTimer.start(m_options.handshakeDeadline, [this] { giveUp(Ssl3Problem::HandshakeSlow); });
    if (m_options.silenceDeadline.count() > 0)
        m_silenceTimer.start(m_options.silenceDeadline, [this] { giveUp(Ssl3Problem::Silent); });
    flush(); // a client's hello
}

void Ssl3Stream::write(base::ByteView bytes)
{
    if (m_ending != Ending::None || m_engine->isOver())
        return;
    if (!m_engine->isOpen()) {
        m_waiting.append(bytes);
        return;
    }
    m_engine->write(bytes);
    flush();
}

qsizetype Ssl3Stream::bytesQueued() const
{
    return m_below->bytesQueued() + static_cast<qsizetype>(m_waiting.size());
}

void Ssl3Stream::setReading(bool reading)
{
    m_reading = reading;
    // The handshake goes on; it delivers nothing.
    m_below->setReading(reading || !m_engine->isOpen());
    if (reading && !m_resumeTimer.isActive())
        m_resumeTimer.start(std::chrono::milliseconds(0), [this] { pump(); }); // what is held here already
}

void Ssl3Stream::abort()
{
    m_handshakeTimer.stop();
    m_silenceTimer.stop();
    m_below->abort();
}

void Ssl3Stream::requestEnd(Ending ending)
{
    if (m_ending >= ending)
        return;
    m_ending = ending;
    // What was written before the handshake is done still leaves, and a half close needs it done; the handshake's
    // deadline bounds that.
    if (m_engine->isOpen() || m_engine->isOver() || (ending == Ending::Close && m_waiting.empty()))
        end();
}

void Ssl3Stream::end()
{
    if (m_options.sendCloseNotify)
        m_engine->close();
    flush();
    if (m_ending == Ending::Close) {
        m_handshakeTimer.stop();
        m_silenceTimer.stop();
        m_closed = true;
        m_below->close();
    } else {
        m_below->finish();
    }
}

void Ssl3Stream::onBytes(base::ByteView bytes)
{
    m_silenceTimer.stop();
    m_engine->feed(bytes);
    pump();
}

void Ssl3Stream::onEnd()
{
    m_belowEnded = true;
    pump();
}

void Ssl3Stream::onDrained()
{
    if (m_handler != nullptr && m_waiting.empty())
        m_handler->onDrained();
}

void Ssl3Stream::onClosed(net::CloseReason reason)
{
    m_handshakeTimer.stop();
    m_silenceTimer.stop();
    m_resumeTimer.stop();
    const net::Lifeline::Watch watch(m_lifeline);
    // A game that refuses our certificate resets the connection as often as it ends it.
    if (!m_engine->isOpen() && !m_engine->isOver() && !m_closed && reason != net::CloseReason::Aborted) {
        m_engine->feedEnd();
        if (const auto event = m_engine->next(); event && event->kind == ssl3::Event::Kind::Failed)
            report(Ssl3Problem::Failed, event->failure);
        if (watch.isCut())
            return;
    }
    if (m_handler != nullptr)
        m_handler->onClosed(m_problemSeen ? net::CloseReason::TlsFailed : reason); // may destroy us
}

void Ssl3Stream::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    const net::Lifeline::Watch watch(m_lifeline);
    while (!m_closed && (m_reading || !m_engine->isOpen())) {
        const auto event = nextEvent();
        if (!event)
            break;
        deliver(*event);
        if (watch.isCut())
            return;
    }
    m_pumping = false;
    flush(); // the flights of the handshake
}

std::optional<ssl3::Event> Ssl3Stream::nextEvent()
{
    auto event = m_engine->next();
    // The end counts only behind everything that came before it.
    if (!event && m_belowEnded) {
        m_engine->feedEnd();
        event = m_engine->next();
    }
    return event;
}

void Ssl3Stream::deliver(const ssl3::Event &event)
{
    switch (event.kind) {
    case ssl3::Event::Kind::HandshakeDone:
        return onOpen();
    case ssl3::Event::Kind::Data:
        if (m_handler != nullptr)
            m_handler->onBytes(event.data);
        return;
    case ssl3::Event::Kind::PeerClosed:
        return onPeerClosed();
    case ssl3::Event::Kind::Failed:
        m_handshakeTimer.stop();
        flush(); // the alert, if any
        m_below->close();
        return report(Ssl3Problem::Failed, event.failure);
    }
}

void Ssl3Stream::onOpen()
{
    m_handshakeTimer.stop();
    flush();
    m_below->setReading(m_reading);
    if (!m_waiting.empty()) {
        m_engine->write(m_waiting.view());
        m_waiting = {};
    }
    flush();
    if (m_ending != Ending::None)
        end();
    if (m_observer != nullptr)
        m_observer->onSsl3Open(m_engine->suite());
}

void Ssl3Stream::onPeerClosed()
{
    m_handshakeTimer.stop();
    flush(); // our close_notify
    m_below->finish();
    if (m_handler != nullptr)
        m_handler->onEnd();
}

void Ssl3Stream::flush()
{
    base::ByteBuffer &output = m_engine->output();
    if (output.empty())
        return;
    m_below->write(output.view());
    output.clear();
}

void Ssl3Stream::giveUp(Ssl3Problem problem)
{
    m_handshakeTimer.stop();
    m_silenceTimer.stop();
    m_below->abort();
    report(problem);
}

void Ssl3Stream::report(Ssl3Problem problem, const ssl3::Failure &failure)
{
    if (std::exchange(m_problemSeen, true) || m_observer == nullptr)
        return;
    m_observer->onSsl3Problem(problem, failure);
}

} // namespace connector
