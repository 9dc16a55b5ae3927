#include <app/engine.h>
#include <app/localupstream.h>

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(logEngine, "app.engine", QtInfoMsg)

namespace app {

using namespace Qt::StringLiterals;

namespace {

connector::ConnectorOptions connectorOptions(const EngineOptions &options)
{
    const server::ConnectorPorts &ports = options.config.connector.ports;
    return {.ports = {.redirector = ports.redirector,
                      .blaze = ports.blaze,
                      .telemetry = ports.telemetry,
                      .qos = ports.qos,
                      .http = ports.http,
                      .tunnel = ports.tunnel},
            .identityFolder = options.dataFolder,
            .gamePort = options.config.connector.gamePort,
            .firstLookup = options.firstLookup,
            .sendTelemetry = options.config.connector.telemetry};
}

} // namespace

Engine::Engine(EngineOptions options)
    : m_options(std::move(options))
    , m_server(m_options.config, server::DataFolder(m_options.dataFolder), m_network, m_clock, m_random)
    , m_connector(m_network, m_clock, m_random, connectorOptions(m_options))
{
    m_server.setObservers([this](const server::Status &status) { hostChanged(status); },
                          [this](const server::PlayersDelta &delta) { Q_EMIT playersChanged(delta); });
    m_server.setGamesObservers(
        [this](const server::GamesDelta &delta) { Q_EMIT gamesChanged(delta); },
        [this](const server::QueueDelta &delta) { Q_EMIT queueChanged(delta); },
        [this](const server::QueueExplanation &explanation) { Q_EMIT queueExplained(explanation); });
    m_connector.setObserver([this](const connector::Status &status) { Q_EMIT joinStatusChanged(status); });
}

Engine::~Engine() = default;

void Engine::startHosting(const HostOptions &options)
{
    m_hosting = options;
    m_joinWhenRunning = options.playOnThisPc;
    startServer();
}

void Engine::startServer()
{
    const bool named = m_hosting.port != 0;
    m_server.start(
        {.port = m_hosting.port,
         .useConfiguredPort = !named,
         .portPolicy = named || m_options.portIsFixed ? server::PortPolicy::Exact : server::PortPolicy::NextFree});
}

void Engine::stopHosting()
{
    m_joinWhenRunning = false;
    if (m_joinedOwn)
        disconnectFromServer();
    m_server.stop();
}

void Engine::restartHosting()
{
    if (m_restarting)
        return;
    m_restarting = true;
    m_server.stop([this] {
        m_restarting = false;
        startServer();
    });
}

void Engine::connectTo(const QString &address)
{
    m_joinWhenRunning = false;
    m_joinedOwn = false;
    m_connector.start(address);
}

void Engine::joinOwnServer()
{
    m_joinedOwn = true;
    m_connector.start(std::make_unique<LocalUpstream>(m_server), tr("this PC"));
}

void Engine::disconnectFromServer()
{
    m_joinedOwn = false;
    m_connector.stop();
}

void Engine::announce(const server::Audience &audience, const QString &text)
{
    Q_EMIT announced(m_server.announce(audience, text));
}

void Engine::explainQueue(std::optional<base::PlayerId> player)
{
    m_server.explainQueue(player);
}

void Engine::shutDown()
{
    if (m_stopsAwaited > 0)
        return; // under way: a second wish must not make the first half count for both
    m_stopsAwaited = 2;
    m_connector.stop([this] { stopStep(); });
    m_server.stop([this] { stopStep(); });
}

void Engine::stopStep()
{
    if (--m_stopsAwaited == 0)
        Q_EMIT finished();
}

void Engine::hostChanged(const server::Status &status)
{
    Q_EMIT hostStatusChanged(status);
    if (status.phase == server::Phase::Running && std::exchange(m_joinWhenRunning, false))
        joinOwnServer();
}

} // namespace app
