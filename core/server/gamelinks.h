#pragma once
// All game connections of the server with their streams. Network thread.

#include <core/server/gamelink.h>

#include <unordered_map>

namespace server {

class GameLinks
{
public:
    explicit GameLinks(session::Sessions &sessions) // outlives the object
        : m_sessions(sessions)
    {}
    GameLinks(const GameLinks &) = delete;
    GameLinks &operator=(const GameLinks &) = delete;
    ~GameLinks();

    // A stream that speaks Blaze from here on; `leftover` are its first bytes.
    void add(const session::Arrival &arrival, net::StreamPtr stream, QByteArrayView leftover);
    [[nodiscard]] bool isEmpty() const noexcept { return m_links.empty(); }
    // Called from the event loop when the last link has gone.
    void setEmptyCallback(std::function<void()> callback) { m_becameEmpty = std::move(callback); }

private:
    void ended(GameLink &link);

    session::Sessions &m_sessions;
    std::unordered_map<GameLink *, std::unique_ptr<GameLink>> m_links;
    std::function<void()> m_becameEmpty;
};

} // namespace server
