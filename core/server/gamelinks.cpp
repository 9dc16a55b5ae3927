#include <core/server/gamelinks.h>

namespace server {

GameLinks::~GameLinks()
{
    // Sessions may raise notifications for others while they end: every link is still there meanwhile.
    for (const auto &[address, entry] : m_links) {
        if (entry.link->connection())
            m_sessions.closed(entry.link->connection()->id());
    }
}

void GameLinks::add(const session::Arrival &arrival, net::StreamPtr stream, QByteArrayView leftover)
{
    auto link = std::make_unique<GameLink>(std::move(stream), [this](GameLink &dead) { ended(dead); });
    GameLink &added = *link;
    m_links.emplace(&added, Entry {std::move(link), arrival});
    if (m_observer)
        m_observer(arrival, true);
    added.begin(m_sessions.open(arrival, added), leftover);
}

void GameLinks::ended(GameLink &link)
{
    const auto found = m_links.find(&link);
    if (found == m_links.end())
        return;
    const Entry dead = std::move(found->second);
    m_links.erase(found);
    if (dead.link->connection())
        m_sessions.closed(dead.link->connection()->id());
    if (m_observer)
        m_observer(dead.arrival, false);
    if (m_links.empty() && m_becameEmpty)
        m_becameEmpty();
}

} // namespace server
