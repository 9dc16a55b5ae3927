#pragma once
// One game connection: waits unread until a stream to the server stands, then becomes a pipe. When none can be had
// the game's socket is closed without a byte; the game starts over by itself. Network thread.

#include <core/connector/pipe.h>
#include <core/connector/upstream.h>

namespace connector {

class GameLink;

enum class GameLinkEnd {
    GameLeft,
    ServerLeft,
    Stopped,
};

class GameLinkObserver
{
public:
    GameLinkObserver() = default;
    GameLinkObserver(const GameLinkObserver &) = delete;
    GameLinkObserver &operator=(const GameLinkObserver &) = delete;
    virtual ~GameLinkObserver() = default;
    virtual void onLinkOpened(GameLink &link) = 0;
    // After either of these the link is dead and may be destroyed, also from inside the call.
    virtual void onLinkFailed(GameLink &link, const UpgradeError &error) = 0;
    virtual void onLinkEnded(GameLink &link, GameLinkEnd end) = 0;
};

class GameLink final : private net::StreamHandler
{
public:
    GameLink(quint64 id, net::StreamPtr game, GameLinkObserver &observer);
    ~GameLink() override; // drops everything at once

    // Asks the upstream for a stream. Once, while waiting.
    void open(Upstream &upstream, const ServerInfo &server);
    // Sends what is queued, then ends; onLinkEnded(Stopped) follows from the event loop.
    void shutDown();

    [[nodiscard]] quint64 id() const noexcept { return m_id; }
    // The token its stream was asked for with; null when there was none.
    [[nodiscard]] const QString &association() const noexcept { return m_association; }
    [[nodiscard]] bool isWaiting() const noexcept { return m_game && !m_opening; }
    [[nodiscard]] bool isPiped() const noexcept { return m_pipe.has_value(); }
    [[nodiscard]] quint64 bytesToServer() const { return m_pipe ? m_pipe->bytesToServer() : 0; }
    [[nodiscard]] quint64 bytesToGame() const { return m_pipe ? m_pipe->bytesToGame() : 0; }

private:
    void opened(base::Result<OpenedStream, UpgradeError> result);
    void pipeEnded(PipeEnd end);
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;

    quint64 m_id;
    GameLinkObserver &m_observer;
    QString m_association;
    bool m_opening = false;
    bool m_stopping = false;
    net::StreamPtr m_game; // until the pipe has it
    std::unique_ptr<Operation> m_operation;
    std::optional<Pipe> m_pipe;
};

} // namespace connector
