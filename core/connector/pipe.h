#pragma once
// Carries bytes between two streams until both have ended. Never looks at them.
//
// Back pressure: a side is not read while more than kPipeQueuedMax waits for the other. Half close: the end of one
// side ends the writing half of the other, the opposite direction goes on. A broken side closes the other, which
// still gets what was queued for it. No idle limit: the game pings by itself. Network thread.

#include <core/base/moveonlyfunction.h>
#include <core/net/transport.h>

#include <optional>

namespace connector {

// Which side was first to end or break.
enum class PipeSide {
    Game,
    Server,
    None, // shutDown()
};

struct PipeEnd
{
    PipeSide first = PipeSide::None;
    bool broken = false; // a reset, a stalled reader; false after orderly ends
};

class Pipe
{
public:
    using Ended = base::MoveOnlyFunction<void(PipeEnd)>;

    // `leftover` came from the server behind its answer and goes to the game first. `ended` is the last thing that
    // happens; the pipe may be destroyed inside it.
    Pipe(net::StreamPtr game, net::StreamPtr server, base::ByteView leftover, Ended ended);
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    ~Pipe(); // drops both streams at once

    // Sends what is queued, then closes both; `ended` follows.
    void shutDown();

    [[nodiscard]] quint64 bytesToServer() const noexcept { return m_bytesToServer; }
    [[nodiscard]] quint64 bytesToGame() const noexcept { return m_bytesToGame; }

private:
    class Side final : public net::StreamHandler
    {
    public:
        Side(Pipe &pipe, PipeSide which, net::StreamPtr stream);
        void onBytes(base::ByteView bytes) override;
        void onEnd() override;
        void onDrained() override;
        void onClosed(net::CloseReason reason) override;

        Pipe &pipe;
        PipeSide which;
        net::StreamPtr stream;
        bool isOpen = true;
        bool isPaused = false; // not read because the other side is full
    };

    Side &other(const Side &side) { return &side == &m_game ? m_server : m_game; }
    void forward(Side &from, base::ByteView bytes);
    void resume(Side &side);
    void noteEnd(PipeSide side, bool broken);

    Ended m_ended;
    std::optional<PipeEnd> m_end;
    quint64 m_bytesToServer = 0;
    quint64 m_bytesToGame = 0;
    Side m_game;
    Side m_server;
};

} // namespace connector
