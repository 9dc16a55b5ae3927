#pragma once
// An HTTP server: one listener, its connections and their deadlines. All on the thread of its Network. A connection
// answers its requests one after the other; pipelined ones wait their turn. Idle connections hold a few hundred
// bytes and share one timer. An upgraded connection leaves the server with its stream and keeps nothing here.

#include <core/base/clock.h>
#include <core/base/limits.h>
#include <core/base/scheduler.h>
#include <core/http/exchange.h>
#include <core/net/network.h>

#include <chrono>
#include <memory>

namespace http {

struct ServerLimits
{
    std::chrono::milliseconds headDeadline = base::kHttpHeadDeadline; // whole head; also for a first byte at all
    std::chrono::milliseconds bodyDeadline = base::kHttpBodyDeadline;
    std::chrono::milliseconds idleDeadline = base::kHttpIdleDeadline; // between requests
};

class ConnectionSet;

class Server
{
public:
    using Limits = ServerLimits;

    Server(net::Network &network, const base::Clock &clock, RequestHandler &handler, Limits limits = {});
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;
    ~Server(); // drops all connections

    [[nodiscard]] base::Result<void, net::NetError> start(const net::ListenOptions &options);
    // Stops listening, closes idle connections, lets answers under way finish (with "connection: close") for at most
    // `grace`, then drops the rest. `stopped` comes later, once, from the event loop.
    void stop(std::chrono::milliseconds grace, base::MoveOnlyFunction<void()> stopped);

    // A connection from elsewhere: an in-process pipe, a test.
    void adopt(net::StreamPtr stream);

    [[nodiscard]] bool isListening() const { return m_listener != nullptr; }
    [[nodiscard]] quint16 port() const;        // 0 when not listening
    [[nodiscard]] int connectionsOpen() const; // without the upgraded ones

private:
    void watchStop();

    net::Network &m_network;
    const base::Clock &m_clock;
    std::unique_ptr<ConnectionSet> m_connections;
    std::unique_ptr<net::Listener> m_listener;
    base::ScopedTimer m_stopTimer;
    base::MonotonicTime m_stopBy;
    base::MoveOnlyFunction<void()> m_stopped;
};

} // namespace http
