#pragma once
// A net::Stream spoken over another one through SSL 3.0, in either role. Network thread only.
// What is written before the handshake is done waits and leaves right after it. Deadlines run from construction:
// the whole handshake, and (server) the first byte; on either the stream below is aborted and onClosed follows.
// A connection that fails ends with CloseReason::TlsFailed. SSL 3.0 knows no half-open end: once the peer has closed,
// writing is over too.

#include <core/base/scheduler.h>
#include <core/net/lifeline.h>
#include <core/net/transport.h>
#include <core/ssl3/engine.h>

#include <chrono>
#include <memory>

namespace connector {

enum class Ssl3Problem {
    Silent,        // no byte before the silence deadline
    HandshakeSlow, // not open before the handshake deadline
    Failed,        // see the failure
};

// Told about the connection, beside the StreamHandler that gets its bytes. The stream may be destroyed inside either.
class Ssl3Observer
{
public:
    Ssl3Observer() = default;
    Ssl3Observer(const Ssl3Observer &) = delete;
    Ssl3Observer &operator=(const Ssl3Observer &) = delete;
    virtual ~Ssl3Observer() = default;
    virtual void onSsl3Open(ssl3::CipherSuite suite) = 0;
    // Once at most; onClosed of the StreamHandler follows. `failure` only counts with Ssl3Problem::Failed.
    virtual void onSsl3Problem(Ssl3Problem problem, const ssl3::Failure &failure) = 0;
};

struct Ssl3StreamOptions
{
    std::chrono::milliseconds handshakeDeadline {10'000};
    std::chrono::milliseconds silenceDeadline {0}; // 0: none; ends with the first byte
    // False: close() and finish() end the transport without a close_notify, as the published redirector does.
    // A close_notify of the peer is answered in any case.
    bool sendCloseNotify = true;
};

class Ssl3Stream final : public net::Stream, private net::StreamHandler
{
public:
    // `engine` is fresh. `scheduler` and `observer` (may be null) outlive the stream.
    Ssl3Stream(net::StreamPtr below, std::unique_ptr<ssl3::Engine> engine, base::Scheduler &scheduler,
               const Ssl3StreamOptions &options, Ssl3Observer *observer = nullptr);
    ~Ssl3Stream() override = default;

    // For bytes that were read from `below` before this stream took it over. After setHandler(); calls back.
    void feed(base::ByteView bytes) { onBytes(bytes); }

    void setHandler(net::StreamHandler *handler) override { m_handler = handler; }
    void write(base::ByteView bytes) override;
    [[nodiscard]] qsizetype bytesQueued() const override;
    void setReading(bool reading) override;
    void finish() override { requestEnd(Ending::Finish); }
    void close() override { requestEnd(Ending::Close); }
    void abort() override;
    [[nodiscard]] net::Endpoint peer() const override { return m_below->peer(); }
    [[nodiscard]] net::Endpoint local() const override { return m_below->local(); }

private:
    enum class Ending {
        None,
        Finish,
        Close,
    };
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onDrained() override;
    void onClosed(net::CloseReason reason) override;

    // Takes events from the engine as long as the handler reads. May end with this object destroyed.
    void pump();
    [[nodiscard]] std::optional<ssl3::Event> nextEvent();
    void deliver(const ssl3::Event &event);
    void onOpen();
    void onPeerClosed();
    void flush();
    void requestEnd(Ending ending);
    void end();
    void giveUp(Ssl3Problem problem);
    void report(Ssl3Problem problem, const ssl3::Failure &failure = {});

    std::unique_ptr<ssl3::Engine> m_engine;
    Ssl3StreamOptions m_options;
    Ssl3Observer *m_observer;
    net::StreamHandler *m_handler = nullptr;
    base::ByteBuffer m_waiting;     // written before the handshake was done
    Ending m_ending = Ending::None; // asked for
    bool m_closed = false;          // close() has reached the stream below
    bool m_reading = true;
    bool m_pumping = false;
    bool m_belowEnded = false; // and the engine may not know yet
    bool m_problemSeen = false;
    base::ScopedTimer m_handshakeTimer;
    base::ScopedTimer m_silenceTimer;
    base::ScopedTimer m_resumeTimer;
    net::Lifeline m_lifeline;
    net::StreamPtr m_below; // last: goes first
};

} // namespace connector
