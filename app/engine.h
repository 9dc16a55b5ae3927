#pragma once
// Server and connector of this program together, on the network thread: what the window drives through a Backend and
// the headless program drives itself. Made, used and destroyed on the thread whose event loop runs them.

#include <app/backend.h>

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/connector/connector.h>
#include <core/net/qtnetwork.h>
#include <core/server/server.h>

#include <QObject>

namespace app {

struct EngineOptions
{
    server::Config config;
    QString dataFolder;
    // The port was said by the operator (configuration or command line): then no other one is taken instead.
    bool portIsFixed = false;
    connector::FirstLookup firstLookup = connector::FirstLookup::Once;
};

class Engine : public QObject
{
    Q_OBJECT
public:
    explicit Engine(EngineOptions options);
    ~Engine() override;

    void startHosting(const app::HostOptions &options);
    void stopHosting();
    void restartHosting();
    void connectTo(const QString &address);
    void disconnectFromServer();
    // Answered by announced(), always.
    void announce(const server::Audience &audience, const QString &text);
    void explainQueue(std::optional<base::PlayerId> player);
    // Stops everything in order; `finished` follows.
    void shutDown();

    [[nodiscard]] const server::Status &hostStatus() const { return m_server.status(); }
    [[nodiscard]] connector::Status joinStatus() const { return m_connector.status(); }

Q_SIGNALS:
    void hostStatusChanged(const server::Status &status);
    void playersChanged(const server::PlayersDelta &delta);
    void gamesChanged(const server::GamesDelta &delta);
    void queueChanged(const server::QueueDelta &delta);
    void queueExplained(const server::QueueExplanation &explanation);
    void announced(const server::AnnounceResult &result);
    void joinStatusChanged(const connector::Status &status);
    void finished();

private:
    void hostChanged(const server::Status &status);
    void startServer();
    void joinOwnServer();
    void stopStep();

    EngineOptions m_options;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    net::QtNetwork m_network;
    server::Server m_server;
    connector::Connector m_connector;
    HostOptions m_hosting;
    bool m_joinWhenRunning = false;
    bool m_joinedOwn = false; // the connector leads to the server of this program
    bool m_restarting = false;
    int m_stopsAwaited = 0;
};

} // namespace app
