#pragma once
// One game connection of the server: joins the raw stream behind an upgrade to the Blaze connection of its session.
// Network thread.

#include <core/net/transport.h>
#include <core/session/sessions.h>

#include <functional>
#include <memory>

namespace server {

class GameLink final : public net::StreamHandler, public session::Transport
{
public:
    // `ended` is called once, when the stream is dead; it may destroy the link. `misbehaves` is called before the
    // connection is cut for what the peer did.
    GameLink(net::StreamPtr stream, std::function<void(GameLink &)> ended,
             std::function<void(const GameLink &, blaze::CloseCause)> misbehaves);
    ~GameLink() override;

    // Before this no byte is taken. `leftover` came together with the upgrade request.
    void begin(std::shared_ptr<blaze::Connection> connection, QByteArrayView leftover);
    [[nodiscard]] const std::shared_ptr<blaze::Connection> &connection() const noexcept { return m_connection; }

private:
    void onBytes(net::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;

    void write(base::ByteView bytes) override;
    [[nodiscard]] qsizetype bytesQueued() const override;
    void setReading(bool reading) override;
    void finish() override;
    void close(blaze::CloseCause cause) override;
    void end(session::EndReason reason) override;

    net::StreamPtr m_stream;
    std::function<void(GameLink &)> m_ended;
    std::function<void(const GameLink &, blaze::CloseCause)> m_misbehaves;
    std::shared_ptr<blaze::Connection> m_connection;
};

} // namespace server
