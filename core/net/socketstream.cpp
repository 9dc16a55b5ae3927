#include <core/net/socketstream.h>

namespace net {

SocketStream::SocketStream(StreamHome &home, qintptr descriptor, const sys::SocketAddress &peer, QuotaPlace place)
    : m_home(home)
    , m_descriptor(descriptor)
    , m_place(std::move(place))
    , m_peer(peer)
{}

SocketStream::~SocketStream()
{
    m_home.turn.remove(*this);
    if (m_descriptor < 0)
        return;
    if (!m_endSent) // what the kernel still holds may leave in order only after an orderly end
        sys::resetOnClose(m_descriptor);
    release();
}

bool SocketStream::open()
{
    const auto slot = m_home.readiness->add(m_descriptor, Interest::Read, *this);
    if (!slot)
        return false;
    m_slot = *slot;
    m_open = true;
    return true;
}

void SocketStream::write(ByteView bytes)
{
    if (m_finishing || m_descriptor < 0 || bytes.empty())
        return;
    m_out.append(bytes);
    // A burst that the kernel swallows at the end of the turn still ends the writer's waiting for room.
    if (bytesQueued() > base::kReadChunk)
        m_owesDrained = true;
    if (!m_blocked)
        m_home.turn.add(*this);
}

void SocketStream::setReading(bool reading)
{
    m_reading = reading;
    updateInterest();
}

void SocketStream::finish()
{
    if (m_finishing || m_descriptor < 0)
        return;
    m_finishing = true;
    m_home.turn.add(*this);
}

void SocketStream::close()
{
    if (m_closing || m_descriptor < 0)
        return;
    m_closing = true;
    m_finishing = true;
    updateInterest();
    m_home.turn.add(*this);
}

void SocketStream::abort()
{
    if (m_descriptor < 0)
        return;
    sys::resetOnClose(m_descriptor);
    release();
    m_out.clear();
    m_aborted = true;
    m_home.turn.add(*this);
}

Endpoint SocketStream::local() const
{
    return m_descriptor < 0 ? Endpoint {} : sys::localAddressOf(m_descriptor).endpoint();
}

void SocketStream::onReady(Ready ready)
{
    if (ready.writable && !send())
        return;
    if (ready.readable)
        receive();
    else if (ready.broken && sys::takeError(m_descriptor) != 0)
        die(CloseReason::Reset);
}

void SocketStream::endOfTurn()
{
    if (m_aborted) {
        m_aborted = false;
        if (m_handler)
            m_handler->onClosed(CloseReason::Aborted);
        return;
    }
    if (m_descriptor >= 0)
        std::ignore = send(); // nothing is done behind it
}

void SocketStream::receive()
{
    const std::span<std::byte> scratch = m_home.scratch();
    const sys::IoResult result = sys::readSome(m_descriptor, scratch);
    switch (result.status) {
    case sys::IoStatus::Done:
        if (m_handler && !m_closing)
            m_handler->onBytes(scratch.first(result.bytes));
        return;
    case sys::IoStatus::WouldBlock:
        return;
    case sys::IoStatus::Broken:
        die(CloseReason::Reset);
        return;
    case sys::IoStatus::End:
        m_peerEnded = true;
        updateInterest();
        if (m_handler && !m_closing) {
            const Lifeline::Watch watch(m_lifeline);
            m_handler->onEnd();
            if (watch.isCut() || m_descriptor < 0)
                return;
        }
        concludeIfOver();
        return;
    }
}

bool SocketStream::send()
{
    while (!m_out.empty()) {
        const sys::IoResult result = sys::writeSome(m_descriptor, m_out.view());
        if (result.status == sys::IoStatus::WouldBlock) {
            blocked();
            return true;
        }
        if (result.status != sys::IoStatus::Done) {
            die(CloseReason::Reset);
            return false;
        }
        m_out.consume(result.bytes);
        if (m_blocked)
            m_progressAt = m_home.clock.now();
    }
    return drained();
}

bool SocketStream::drained()
{
    if (m_blocked) {
        m_blocked = false;
        updateInterest();
        stopTimer();
    }
    if (m_owesDrained) {
        m_owesDrained = false;
        if (m_handler && !m_closing) {
            const Lifeline::Watch watch(m_lifeline);
            m_handler->onDrained();
            if (watch.isCut() || m_descriptor < 0)
                return false;
        }
    }
    if (m_finishing && !m_endSent && m_out.empty()) {
        m_endSent = true;
        sys::endWriting(m_descriptor);
    }
    return concludeIfOver();
}

bool SocketStream::concludeIfOver()
{
    if (m_endSent && m_peerEnded) {
        die(CloseReason::Finished);
        return false;
    }
    if (m_endSent && m_closing && m_timer == base::TimerId::None) {
        m_timer = m_home.scheduler.after(m_home.deadlines.linger, [this] {
            m_timer = base::TimerId::None;
            die(CloseReason::Finished);
        });
    }
    return true;
}

void SocketStream::blocked()
{
    m_owesDrained = true;
    if (m_blocked)
        return;
    m_blocked = true;
    m_progressAt = m_home.clock.now();
    updateInterest();
    checkStall();
}

void SocketStream::checkStall()
{
    m_timer = base::TimerId::None;
    const auto stalledFor = m_home.clock.now() - m_progressAt;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_home.deadlines.writeStall - stalledFor);
    if (left.count() <= 0)
        die(CloseReason::WriteStalled);
    else
        m_timer = m_home.scheduler.after(left, [this] { checkStall(); });
}

void SocketStream::die(CloseReason reason)
{
    if (reason != CloseReason::Finished)
        sys::resetOnClose(m_descriptor);
    release();
    m_out.clear();
    if (m_handler)
        m_handler->onClosed(reason); // may destroy us: nothing behind it
}

void SocketStream::release()
{
    stopTimer();
    m_home.turn.remove(*this);
    if (m_open)
        m_home.readiness->remove(m_slot);
    m_open = false;
    sys::closeSocket(m_descriptor);
    m_descriptor = -1;
    m_place.giveBack();
}

void SocketStream::updateInterest()
{
    if (!m_open)
        return;
    const bool read = (m_reading || m_closing) && !m_peerEnded;
    m_home.readiness->change(m_slot, static_cast<Interest>((read ? 1U : 0U) | (m_blocked ? 2U : 0U)));
}

void SocketStream::stopTimer()
{
    if (m_timer != base::TimerId::None)
        m_home.scheduler.cancel(std::exchange(m_timer, base::TimerId::None));
}

} // namespace net
