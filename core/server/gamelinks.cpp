#include <core/server/gamelinks.h>

namespace server {

GameLinks::~GameLinks()
{
    // Sessions may raise notifications for others while they end: every link is still there meanwhile.
    for (const auto &[address, link] : m_links) {
        if (link->connection())
            m_sessions.closed(link->connection()->id());
    }
}

void GameLinks::add(const session::Arrival &arrival, net::StreamPtr stream, QByteArrayView leftover)
{
    auto link = std::make_unique<GameLink>(std::move(stream), [this](GameLink &dead) { ended(dead); });
    GameLink &added = *link;
    m_links.emplace(&added, std::move(link));
    added.begin(m_sessions.open(arrival, added), leftover);
}

void GameLinks::ended(GameLink &link)
{
    const auto found = m_links.find(&link);
    if (found == m_links.end())
        return;
    const auto dead = std::move(found->second);
    m_links.erase(found);
    if (dead->connection())
        m_sessions.closed(dead->connection()->id());
    if (m_links.empty() && m_becameEmpty)
        m_becameEmpty();
}

} // namespace server
