#pragma once
// The whole server in one object: storage, accounts, sessions, content and HTTP, joined to the network it is given.
// The only place that knows the concrete classes. Network thread only; it may be started and stopped any number of
// times. Nothing is written before the database has been checked, and nothing is announced before it listens.

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/net/localaddresses.h>
#include <core/net/network.h>
#include <core/server/config.h>
#include <core/server/datafolder.h>
#include <core/server/status.h>
#include <core/tunnel/link.h>

#include <QSslConfiguration>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace server {

class Services;
struct ServiceReports;

// What to do when the wanted port cannot be had.
enum class PortPolicy {
    Exact,    // fail, and propose another
    NextFree, // take the next one: 8080 to 8089, then any
};

struct StartOptions
{
    quint16 port = 0; // 0 with useConfiguredPort: the configuration's
    bool useConfiguredPort = true;
    PortPolicy portPolicy = PortPolicy::Exact;
};

class Server
{
public:
    using StatusObserver = std::function<void(const Status &)>;
    using PlayersObserver = std::function<void(const PlayersDelta &)>;
    using GamesObserver = std::function<void(const GamesDelta &)>;
    using QueueObserver = std::function<void(const QueueDelta &)>;
    using ExplanationObserver = std::function<void(const QueueExplanation &)>;

    // All references outlive the server.
    Server(Config config, DataFolder folder, net::Network &network, const base::Clock &clock, base::Random &random);
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;
    ~Server(); // stops without waiting for players; what was acknowledged is on disk

    // Called from the event loop, several changes of one turn as one call; players at most ten times a second.
    void setObservers(StatusObserver status, PlayersObserver players);
    // Likewise, each at most ten times a second.
    void setGamesObservers(GamesObserver games, QueueObserver queue, ExplanationObserver explained);

    // Ends in Phase::Running or Phase::Failed. Ignored unless stopped or failed.
    void start(const StartOptions &options);
    // Players get their last answers, the listener closes, the database is flushed; `stopped` comes later, once.
    void stop(base::MoveOnlyFunction<void()> stopped = {});

    // Says `text` to players who are in their games now.
    [[nodiscard]] AnnounceResult announce(const Audience &audience, const QString &text);

    // From now on the observer is told why this waiting player has no game; nullopt: of nobody. Forgotten at a stop.
    void explainQueue(std::optional<base::PlayerId> player);

    [[nodiscard]] const Status &status() const noexcept { return m_status; }
    // One game connection without a socket, for the connector of this program; nullptr unless running.
    // `game` is where the game itself connects from.
    [[nodiscard]] net::StreamPtr openLocal(const net::Endpoint &game);
    // What that game reports about itself: keys and values as a connector posts them. False unless running.
    bool takeTelemetry(const QList<std::pair<QString, QString>> &pairs);
    // The same for an HTTP request of the game.
    [[nodiscard]] net::StreamPtr openLocalHttp(const net::Endpoint &game);
    // The tunnel of these connections, for the connector of this program; nullptr unless running.
    [[nodiscard]] std::unique_ptr<tunnel::Link> openLocalTunnel(tunnel::LinkHandler &handler);

private:
    void prepare();
    [[nodiscard]] ServiceReports reports();
    void listen();
    void announce();
    void portRefused(const net::NetError &error);
    void fail(StartError error);
    void finishStop();
    void changed();

    Config m_config;
    DataFolder m_folder;
    net::Network &m_network;
    const base::Clock &m_clock;
    base::Random &m_random;
    StatusObserver m_statusObserver;
    PlayersObserver m_playersObserver;
    GamesObserver m_gamesObserver;
    QueueObserver m_queueObserver;
    ExplanationObserver m_explanationObserver;

    Status m_status;
    std::vector<quint16> m_portsToTry;
    std::optional<QSslConfiguration> m_tls;
    QList<net::LocalAddress> m_local;
    std::vector<base::MoveOnlyFunction<void()>> m_stopped;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Services> m_failed; // of a start that failed, until the next turn
    base::ScopedTimer m_reportTimer;
    base::ScopedTimer m_turnTimer; // the next step of a start or stop, from the event loop
};

} // namespace server
