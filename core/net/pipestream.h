#pragma once
// One end of two joined streams inside this process. What one writes the other reads, later, from the scheduler.
// Behaves as a TCP stream does: a bounded "kernel" buffer per direction, half close, reset, write stall.

#include <core/base/bytebuffer.h>
#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/base/scheduler.h>
#include <core/net/connectionquota.h>
#include <core/net/lifeline.h>
#include <core/net/qtnetwork.h>
#include <core/net/transport.h>

#include <chrono>
#include <map>
#include <memory>

namespace net {

class PipeStream;

// The open ends of one network, in order of creation.
struct PipeRegistry
{
    quint64 lastId = 0;
    std::map<quint64, PipeStream *> open;
};

struct PipeOptions
{
    std::chrono::milliseconds latency {0};
    base::Random *splitter = nullptr; // with it bytes arrive in pieces of random size
    qsizetype kernelBuffer = 64 * 1024;
    StreamDeadlines deadlines {};
    std::shared_ptr<PipeRegistry> registry {};
};

class PipeStream final : public Stream
{
public:
    // `first` and `second` are where the ends seem to be.
    [[nodiscard]] static std::pair<std::unique_ptr<PipeStream>, std::unique_ptr<PipeStream>>
    join(const base::Clock &clock, base::Scheduler &scheduler, const PipeOptions &options, const Endpoint &first,
         const Endpoint &second);
    ~PipeStream() override;

    void hold(QuotaPlace place) { m_place = std::move(place); }
    // The connection breaks: onClosed(Reset) comes at once.
    void breakNow();

    void setHandler(StreamHandler *handler) override;
    void write(ByteView bytes) override;
    [[nodiscard]] qsizetype bytesQueued() const override;
    void setReading(bool reading) override;
    void finish() override;
    void close() override;
    void abort() override;
    [[nodiscard]] Endpoint peer() const override { return m_peer; }
    [[nodiscard]] Endpoint local() const override { return m_local; }

private:
    PipeStream(const base::Clock &clock, base::Scheduler &scheduler, PipeOptions options, Endpoint local,
               Endpoint peer);
    void schedulePump();
    void pump();
    [[nodiscard]] bool takesBytes() const { return (m_handler && m_reading) || m_closing; }
    [[nodiscard]] base::ByteBuffer nextPiece();
    void afterProgress();
    void arrive(ByteView bytes);
    void arriveEnd();
    void concludeIfOver();
    void checkStall();
    void leave(); // the other end must do without us
    void dieLater(std::chrono::milliseconds delay, CloseReason reason);
    void die(CloseReason reason);

    const base::Clock &m_clock;
    PipeOptions m_options;
    quint64 m_id = 0;
    Endpoint m_local;
    Endpoint m_peer;
    PipeStream *m_other = nullptr; // nullptr: gone
    StreamHandler *m_handler = nullptr;
    base::ByteBuffer m_out;
    Lifeline m_lifeline;
    QuotaPlace m_place;
    base::ScopedTimer m_pump;
    base::ScopedTimer m_fate;
    base::ScopedTimer m_stall;
    base::MonotonicTime m_progressAt;
    bool m_reading = true;
    bool m_owesDrained = false;
    bool m_finishing = false;
    bool m_endSent = false;
    bool m_peerEnded = false;
    bool m_closing = false;
    bool m_dead = false;
};

} // namespace net
