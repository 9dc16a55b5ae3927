#include <core/connector/pipe.h>

#include <core/base/limits.h>

namespace connector {

Pipe::Side::Side(Pipe &owner, PipeSide side, net::StreamPtr from)
    : pipe(owner)
    , which(side)
    , stream(std::move(from))
{}

void Pipe::Side::onBytes(base::ByteView bytes)
{
    pipe.forward(*this, bytes);
}

void Pipe::Side::onEnd()
{
    pipe.noteEnd(which, false);
    if (Side &peer = pipe.other(*this); peer.isOpen)
        peer.stream->finish();
}

void Pipe::Side::onDrained()
{
    pipe.resume(pipe.other(*this));
}

void Pipe::Side::onClosed(net::CloseReason reason)
{
    isOpen = false;
    pipe.noteEnd(which, reason != net::CloseReason::Finished);
    Side &peer = pipe.other(*this);
    if (peer.isOpen) {
        // What was queued for the other side still reaches it; nothing more can come of this one.
        peer.stream->close();
        return;
    }
    auto ended = std::move(pipe.m_ended);
    ended(*pipe.m_end); // the pipe may be gone behind here
}

Pipe::Pipe(net::StreamPtr game, net::StreamPtr server, base::ByteView leftover, Ended ended)
    : m_ended(std::move(ended))
    , m_game(*this, PipeSide::Game, std::move(game))
    , m_server(*this, PipeSide::Server, std::move(server))
{
    m_game.stream->setHandler(&m_game);
    m_server.stream->setHandler(&m_server);
    if (!leftover.empty()) {
        m_bytesToGame += leftover.size();
        m_game.stream->write(leftover);
    }
    m_game.stream->setReading(true);
    m_server.stream->setReading(true);
}

Pipe::~Pipe() = default;

void Pipe::shutDown()
{
    m_end = PipeEnd {};
    if (m_game.isOpen)
        m_game.stream->close();
    if (m_server.isOpen)
        m_server.stream->close();
}

void Pipe::forward(Side &from, base::ByteView bytes)
{
    Side &to = other(from);
    if (!to.isOpen)
        return;
    (from.which == PipeSide::Game ? m_bytesToServer : m_bytesToGame) += bytes.size();
    to.stream->write(bytes);
    if (to.stream->bytesQueued() <= base::kPipeQueuedMax)
        return;
    from.isPaused = true;
    from.stream->setReading(false);
}

void Pipe::resume(Side &side)
{
    if (!side.isPaused || !side.isOpen)
        return;
    side.isPaused = false;
    side.stream->setReading(true);
}

void Pipe::noteEnd(PipeSide side, bool broken)
{
    if (!m_end)
        m_end = PipeEnd {side, broken};
    else if (m_end->first == side)
        m_end->broken = m_end->broken || broken;
}

} // namespace connector
