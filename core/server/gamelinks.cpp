#include <core/server/gamelinks.h>

#include <QLoggingCategory>

namespace server {

namespace {

Q_LOGGING_CATEGORY(logGameLinks, "app.server.link", QtInfoMsg)

const char *textOf(blaze::CloseCause cause)
{
    switch (cause) {
    case blaze::CloseCause::FrameTooLong:
        return "a packet longer than the limit";
    case blaze::CloseCause::SlowReader:
        return "it takes nothing while its answers pile up";
    case blaze::CloseCause::Flooded:
        return "it sends without waiting";
    }
    Q_UNREACHABLE();
}

} // namespace

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
    auto link = std::make_unique<GameLink>(
        std::move(stream), [this](GameLink &dead) { ended(dead); },
        [this](const GameLink &bad, blaze::CloseCause cause) { note(bad, cause); });
    GameLink &added = *link;
    m_links.emplace(&added, Entry {std::move(link), arrival});
    if (m_observer)
        m_observer(arrival, true);
    added.begin(m_sessions.open(arrival, added), leftover);
}

// A peer does not choose how much is written about it: it may come again at once.
void GameLinks::note(const GameLink &link, blaze::CloseCause cause)
{
    const char *text = textOf(cause);
    if (const auto swallowed = m_log.admit(QLatin1String(text), m_clock.now())) {
        qCInfo(logGameLinks).nospace() << "closing game connection " << base::number(link.connection()->id()) << ": "
                                       << text << " (" << *swallowed << " more left out)";
    }
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
