#pragma once
// One connection to the redirector: tells SSL from plain by the first bytes, lets the handshake happen, answers
// frames. Owned by its Redirector, which it asks to be destroyed as its last act.

#include <core/blaze/framereader.h>
#include <core/connector/redirector.h>
#include <core/connector/ssl3stream.h>

namespace connector {

class RedirectorSession final : private net::StreamHandler, private Ssl3Observer
{
public:
    // `accepted` is when the connection came: the handshake's deadline counts from there.
    RedirectorSession(Redirector &owner, net::StreamPtr stream, base::MonotonicTime accepted);
    ~RedirectorSession() override = default;

    // Starts reading. Until then the connection waits in line, no longer than for a handshake.
    void begin();
    // Whether it has begun and still holds its place among the handshakes.
    [[nodiscard]] bool inHandshake() const noexcept
    {
        return m_stage == Stage::Sniffing || m_stage == Stage::Handshake;
    }
    [[nodiscard]] bool isWaiting() const noexcept { return m_stage == Stage::Waiting; }
    [[nodiscard]] const net::Endpoint &peer() const noexcept { return m_peer; }

private:
    enum class Stage {
        Waiting,
        Sniffing,
        Handshake,
        Frames,
        Ending, // answered, or given up: nothing more is read
    };
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    void onSsl3Open(ssl3::CipherSuite suite) override;
    void onSsl3Problem(Ssl3Problem problem, const ssl3::Failure &failure) override;

    void sniff(base::ByteView bytes);
    void startSsl();
    void startFrames();
    void restartFrameTimer();
    void readFrames(base::ByteView bytes);
    void handle(const blaze::Frame &frame);
    void answer(const blaze::Frame &frame);
    void giveUp(RedirectorProblem problem);
    void leaveStage(Stage next);

    Redirector &m_owner;
    net::Endpoint m_peer;
    base::MonotonicTime m_accepted;
    Stage m_stage = Stage::Waiting;
    base::ByteBuffer m_sniffed;
    blaze::FrameReader m_reader;
    base::ScopedTimer m_deadline; // of the stage
    base::ScopedTimer m_silence;
    base::ScopedTimer m_lifetime;
    net::StreamPtr m_stream; // last: goes first
};

} // namespace connector
