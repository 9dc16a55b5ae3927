#include <core/http/server.h>

#include <core/http/connectionset.h>

namespace http {

namespace {
constexpr auto kStopLook = std::chrono::milliseconds(20);
} // namespace

Server::Server(net::Network &network, const base::Clock &clock, RequestHandler &handler, Limits limits)
    : m_network(network)
    , m_clock(clock)
    , m_connections(std::make_unique<ConnectionSet>(network, clock, handler, limits))
    , m_stopTimer(network)
{}

Server::~Server() = default;

base::Result<void, net::NetError> Server::start(const net::ListenOptions &options)
{
    auto listener = m_network.listen(options, [this](net::StreamPtr stream) { m_connections->add(std::move(stream)); });
    if (!listener)
        return base::failure(listener.error());
    m_stopTimer.stop();
    m_connections->endStop();
    m_listener = *std::move(listener);
    return base::success();
}

void Server::stop(std::chrono::milliseconds grace, base::MoveOnlyFunction<void()> stopped)
{
    m_listener.reset();
    m_connections->beginStop();
    m_stopBy = m_clock.now() + grace;
    m_stopped = std::move(stopped);
    m_stopTimer.start(std::chrono::milliseconds(0), [this] { watchStop(); });
}

void Server::adopt(net::StreamPtr stream)
{
    m_connections->add(std::move(stream));
}

quint16 Server::port() const
{
    return m_listener ? m_listener->port() : quint16 {0};
}

int Server::connectionsOpen() const
{
    return m_connections->count();
}

// A short look now and then for the second or so a stop lasts, instead of a report from every connection for ever.
void Server::watchStop()
{
    if (m_connections->hasBusyOnes() && m_clock.now() < m_stopBy) {
        m_stopTimer.start(kStopLook, [this] { watchStop(); });
        return;
    }
    m_connections->clear();
    auto stopped = std::move(m_stopped);
    if (stopped)
        stopped(); // may destroy us: nothing behind it
}

} // namespace http
