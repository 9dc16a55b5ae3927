#pragma once
// All game connections of the server with their streams. Network thread.

#include <core/base/log.h>
#include <core/server/gamelink.h>

#include <unordered_map>

namespace server {

class GameLinks
{
public:
    // Both outlive the object.
    GameLinks(session::Sessions &sessions, const base::Clock &clock)
        : m_sessions(sessions)
        , m_clock(clock)
    {}
    GameLinks(const GameLinks &) = delete;
    GameLinks &operator=(const GameLinks &) = delete;
    ~GameLinks();

    // A stream that speaks Blaze from here on; `leftover` are its first bytes.
    void add(const session::Arrival &arrival, net::StreamPtr stream, QByteArrayView leftover);
    [[nodiscard]] bool isEmpty() const noexcept { return m_links.empty(); }
    // Told of every connection when it begins and when it has ended.
    using Observer = std::function<void(const session::Arrival &arrival, bool opened)>;
    void setObserver(Observer observer) { m_observer = std::move(observer); }
    // Called from the event loop when the last link has gone.
    void setEmptyCallback(std::function<void()> callback) { m_becameEmpty = std::move(callback); }

private:
    void ended(GameLink &link);
    void note(const GameLink &link, blaze::CloseCause cause);

    session::Sessions &m_sessions;
    const base::Clock &m_clock;
    base::LogLimiter m_log;
    struct Entry
    {
        std::unique_ptr<GameLink> link;
        session::Arrival arrival;
    };
    std::unordered_map<GameLink *, Entry> m_links;
    Observer m_observer;
    std::function<void()> m_becameEmpty;
};

} // namespace server
