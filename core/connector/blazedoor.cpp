#include <core/connector/blazedoor.h>

#include <core/base/limits.h>

#include <algorithm>
#include <vector>

namespace connector {

BlazeDoor::BlazeDoor(net::Network &network, BlazeDoorObserver &observer)
    : m_network(network)
    , m_observer(observer)
    , m_stopTimer(network)
{}

BlazeDoor::~BlazeDoor() = default;

base::Result<void, net::NetError> BlazeDoor::open(quint16 port)
{
    const net::ListenOptions options {
        .address = QHostAddress(QHostAddress::LocalHost),
        .port = port,
        .connectionsMax = base::kConnectorPipesMax,
    };
    auto listener = m_network.listen(options, [this](net::StreamPtr stream) { accept(std::move(stream)); });
    if (!listener)
        return base::failure(listener.error());
    m_listener = std::move(*listener);
    return base::success();
}

void BlazeDoor::accept(net::StreamPtr stream)
{
    const quint64 id = ++m_lastId;
    GameLinkObserver &self = *this;
    m_links.emplace(id, std::make_unique<GameLink>(id, std::move(stream), self));
    m_observer.onGameArrived();
}

void BlazeDoor::upgradeAll(Upstream &upstream, const ServerInfo &server)
{
    // Links come and go while an upstream answers at once, so they are found again by their number.
    std::vector<quint64> waiting;
    for (const auto &[id, link] : m_links) {
        if (link->isWaiting())
            waiting.push_back(id);
    }
    for (const quint64 id : waiting) {
        if (const auto found = m_links.find(id); found != m_links.end() && found->second->isWaiting())
            found->second->open(upstream, server);
    }
}

void BlazeDoor::dropWaiting()
{
    std::erase_if(m_links, [](const auto &entry) { return entry.second->isWaiting(); });
}

void BlazeDoor::stop(base::MoveOnlyFunction<void()> done)
{
    m_stopping = true;
    m_stopped = std::move(done);
    m_listener.reset();
    for (const auto &[id, link] : m_links)
        link->shutDown();
    m_stopTimer.start(m_links.empty() ? std::chrono::milliseconds(0) : base::kConnectorStopDeadline,
                      [this] { finishStop(); });
}

void BlazeDoor::finishStop()
{
    m_links.clear();
    auto done = std::move(m_stopped);
    if (done)
        done(); // this object may be gone behind here
}

void BlazeDoor::remove(GameLink &link)
{
    m_bytesToServerBefore += link.bytesToServer();
    m_bytesToGameBefore += link.bytesToGame();
    m_links.erase(link.id());
    if (m_stopping && m_links.empty())
        m_stopTimer.start(std::chrono::milliseconds(0), [this] { finishStop(); });
}

void BlazeDoor::onLinkOpened(GameLink &link)
{
    if (!m_stopping)
        m_observer.onGameOpened(link.id(), link.association());
}

void BlazeDoor::onLinkFailed(GameLink &link, const UpgradeError &error)
{
    remove(link);
    if (!m_stopping)
        m_observer.onGameFailed(error);
}

void BlazeDoor::onLinkEnded(GameLink &link, GameLinkEnd end)
{
    const quint64 id = link.id();
    const bool wasOpen = link.isPiped();
    remove(link);
    if (wasOpen && !m_stopping)
        m_observer.onGameEnded(id, end);
}

int BlazeDoor::gamesPiped() const
{
    return static_cast<int>(
        std::count_if(m_links.begin(), m_links.end(), [](const auto &entry) { return entry.second->isPiped(); }));
}

quint64 BlazeDoor::bytesToServer() const
{
    quint64 sum = m_bytesToServerBefore;
    for (const auto &[id, link] : m_links)
        sum += link->bytesToServer();
    return sum;
}

quint64 BlazeDoor::bytesToGame() const
{
    quint64 sum = m_bytesToGameBefore;
    for (const auto &[id, link] : m_links)
        sum += link->bytesToGame();
    return sum;
}

} // namespace connector
