#include <core/net/pipestream.h>

#include <algorithm>
#include <utility>

namespace net {

PipeStream::PipeStream(const base::Clock &clock, base::Scheduler &scheduler, PipeOptions options, Endpoint local,
                       Endpoint peer)
    : m_clock(clock)
    , m_options(std::move(options))
    , m_local(std::move(local))
    , m_peer(std::move(peer))
    , m_pump(scheduler)
    , m_fate(scheduler)
    , m_stall(scheduler)
{
    if (m_options.registry) {
        m_id = ++m_options.registry->lastId;
        m_options.registry->open.emplace(m_id, this);
    }
}

std::pair<std::unique_ptr<PipeStream>, std::unique_ptr<PipeStream>>
PipeStream::join(const base::Clock &clock, base::Scheduler &scheduler, const PipeOptions &options,
                 const Endpoint &first, const Endpoint &second)
{
    std::unique_ptr<PipeStream> one(new PipeStream(clock, scheduler, options, first, second));
    std::unique_ptr<PipeStream> two(new PipeStream(clock, scheduler, options, second, first));
    one->m_other = two.get();
    two->m_other = one.get();
    return {std::move(one), std::move(two)};
}

PipeStream::~PipeStream()
{
    if (m_other && !m_dead && !m_endSent) // after our orderly end the other one only notices when it writes
        m_other->dieLater(m_options.latency, CloseReason::Reset);
    leave();
}

void PipeStream::breakNow()
{
    if (!m_dead)
        die(CloseReason::Reset);
}

void PipeStream::setHandler(StreamHandler *handler)
{
    m_handler = handler;
    if (m_other)
        m_other->schedulePump();
}

void PipeStream::write(ByteView bytes)
{
    if (m_finishing || m_dead || bytes.empty())
        return;
    m_out.append(bytes);
    if (bytesQueued() > 0) {
        m_owesDrained = true;
        if (!m_stall.isActive()) {
            m_progressAt = m_clock.now();
            checkStall();
        }
    }
    schedulePump();
}

qsizetype PipeStream::bytesQueued() const
{
    return std::max<qsizetype>(0, static_cast<qsizetype>(m_out.size()) - m_options.kernelBuffer);
}

void PipeStream::setReading(bool reading)
{
    m_reading = reading;
    if (reading && m_other)
        m_other->schedulePump();
}

void PipeStream::finish()
{
    if (m_finishing || m_dead)
        return;
    m_finishing = true;
    schedulePump();
}

void PipeStream::close()
{
    if (m_closing || m_dead)
        return;
    m_closing = true;
    m_finishing = true;
    schedulePump();
    if (m_other)
        m_other->schedulePump(); // what still comes is swallowed
}

void PipeStream::abort()
{
    if (m_dead)
        return;
    if (m_other)
        m_other->dieLater(m_options.latency, CloseReason::Reset);
    leave();
    m_dead = true;
    m_out.clear();
    dieLater(std::chrono::milliseconds(0), CloseReason::Aborted);
}

void PipeStream::schedulePump()
{
    if (!m_dead && !m_pump.isActive() && (!m_out.empty() || (m_finishing && !m_endSent) || m_closing))
        m_pump.start(m_options.latency, [this] { pump(); });
}

// Carries one piece, or our end, over to the other side.
void PipeStream::pump()
{
    if (!m_out.empty()) {
        if (!m_other) {
            die(CloseReason::Reset); // we talk to somebody who has gone
            return;
        }
        if (!m_other->takesBytes())
            return; // it calls again when it does
        const base::ByteBuffer piece = nextPiece();
        const Lifeline::Watch watch(m_lifeline);
        m_other->arrive(piece.view());
        if (watch.isCut() || m_dead)
            return;
        afterProgress();
        if (!watch.isCut())
            schedulePump();
        return;
    }
    if (m_finishing && !m_endSent && (!m_other || m_other->takesBytes())) {
        m_endSent = true;
        const Lifeline::Watch watch(m_lifeline);
        if (m_other)
            m_other->arriveEnd();
        if (watch.isCut() || m_dead)
            return;
    }
    concludeIfOver();
}

base::ByteBuffer PipeStream::nextPiece()
{
    std::size_t size = std::min<std::size_t>(m_out.size(), static_cast<std::size_t>(base::kReadChunk));
    if (m_options.splitter)
        size = 1 + static_cast<std::size_t>(m_options.splitter->below(static_cast<std::uint32_t>(size)));
    base::ByteBuffer piece;
    if (size == m_out.size()) {
        std::swap(piece, m_out);
    } else {
        piece.append(m_out.view().first(size));
        m_out.consume(size);
    }
    return piece;
}

void PipeStream::afterProgress()
{
    m_progressAt = m_clock.now();
    if (bytesQueued() > 0)
        return;
    m_stall.stop();
    if (std::exchange(m_owesDrained, false) && m_handler && !m_closing)
        m_handler->onDrained();
}

void PipeStream::arrive(ByteView bytes)
{
    if (m_handler && !m_closing)
        m_handler->onBytes(bytes);
}

void PipeStream::arriveEnd()
{
    m_peerEnded = true;
    if (m_handler && !m_closing) {
        const Lifeline::Watch watch(m_lifeline);
        m_handler->onEnd();
        if (watch.isCut() || m_dead)
            return;
    }
    concludeIfOver();
}

void PipeStream::concludeIfOver()
{
    if (m_endSent && m_peerEnded)
        dieLater(std::chrono::milliseconds(0), CloseReason::Finished);
    else if (m_endSent && m_closing)
        dieLater(m_options.deadlines.linger, CloseReason::Finished);
}

void PipeStream::checkStall()
{
    const auto stalledFor = m_clock.now() - m_progressAt;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_options.deadlines.writeStall - stalledFor);
    if (left.count() > 0) {
        m_stall.start(left, [this] { checkStall(); });
        return;
    }
    if (m_other)
        m_other->dieLater(m_options.latency, CloseReason::Reset);
    die(CloseReason::WriteStalled);
}

void PipeStream::leave()
{
    if (m_other)
        std::exchange(m_other, nullptr)->m_other = nullptr;
    if (m_options.registry)
        m_options.registry->open.erase(m_id);
    m_place.giveBack();
    m_pump.stop();
    m_stall.stop();
}

void PipeStream::dieLater(std::chrono::milliseconds delay, CloseReason reason)
{
    m_fate.start(delay, [this, reason] { die(reason); });
}

void PipeStream::die(CloseReason reason)
{
    m_dead = true;
    m_fate.stop();
    leave();
    m_out.clear();
    if (m_handler)
        m_handler->onClosed(reason); // may destroy us: nothing behind it
}

} // namespace net
