#include <core/server/reachable.h>
#include <core/server/server.h>
#include <core/server/services.h>
#include <core/server/tlsfiles.h>

#include <core/net/localaddresses.h>
#include <core/net/portowner.h>

#include <QDir>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(logServer, "app.server", QtInfoMsg)

namespace server {

namespace {

// Answers under way are given this long at a stop; players need no more than to read "connection lost".
constexpr std::chrono::milliseconds kStopGrace {1500};
constexpr quint16 kPortsBehindTaken[] {8080, 8081, 8082, 8083, 8084, 8085, 8086, 8087, 8088, 8089, 0};

StartErrorKind kindOf(net::NetErrorKind kind)
{
    switch (kind) {
    case net::NetErrorKind::AddressInUse:
        return StartErrorKind::PortTaken;
    case net::NetErrorKind::PermissionDenied:
        return StartErrorKind::PortPermission;
    case net::NetErrorKind::AddressNotAvailable:
        return StartErrorKind::AddressNotAvailable;
    default:
        return StartErrorKind::Other;
    }
}

} // namespace

Server::Server(Config config, DataFolder folder, net::Network &network, const base::Clock &clock, base::Random &random)
    : m_config(std::move(config))
    , m_folder(std::move(folder))
    , m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_reportTimer(network)
    , m_turnTimer(network)
{}

Server::~Server() = default;

void Server::setObservers(StatusObserver status, PlayersObserver players)
{
    m_statusObserver = std::move(status);
    m_playersObserver = std::move(players);
}

void Server::setGamesObservers(GamesObserver games, QueueObserver queue, ExplanationObserver explained)
{
    m_gamesObserver = std::move(games);
    m_queueObserver = std::move(queue);
    m_explanationObserver = std::move(explained);
}

void Server::explainQueue(std::optional<base::PlayerId> player)
{
    if (m_services)
        m_services->explainQueue(player);
}

void Server::start(const StartOptions &options)
{
    if (m_status.phase != Phase::Stopped && m_status.phase != Phase::Failed)
        return;
    const quint16 wanted = options.useConfiguredPort ? m_config.port : options.port;
    m_portsToTry = {wanted};
    if (options.portPolicy == PortPolicy::NextFree && wanted != 0) {
        for (const quint16 port : kPortsBehindTaken) {
            if (port != wanted)
                m_portsToTry.push_back(port);
        }
    }
    m_status = {.phase = Phase::Starting, .step = StartStep::Database, .portWanted = wanted};
    changed();
    // From the event loop, so that whoever asked sees Starting first.
    m_turnTimer.start(std::chrono::milliseconds(0), [this] { prepare(); });
}

void Server::prepare()
{
    if (!QDir().mkpath(m_folder.path()))
        return fail({.kind = StartErrorKind::FolderNotWritable, .detail = m_folder.path()});
    auto tls = loadTls(m_config);
    if (!tls)
        return fail(tls.error());
    m_tls = *std::move(tls);
    const auto key = m_folder.loadSecret(m_random);
    if (!key)
        return fail(key.error());
    m_local = net::localAddresses();
    m_services = std::make_unique<Services>(Surroundings {m_config, m_folder, m_network, m_clock, m_random}, *key,
                                            lanAddress(m_local), reports());
    m_services->openDatabase([this](const base::Result<void, StartError> &opened) {
        if (m_status.phase != Phase::Starting)
            return; // stopped meanwhile
        if (!opened)
            return fail(opened.error());
        m_status.step = StartStep::Ports;
        changed();
        listen();
    });
}

ServiceReports Server::reports()
{
    return {.players =
                [this](const PlayersDelta &delta) {
                    if (m_playersObserver)
                        m_playersObserver(delta);
                },
            .connections =
                [this](int connections) {
                    m_status.connections = connections;
                    changed();
                },
            .games = {.games =
                          [this](const GamesDelta &delta) {
                              if (m_gamesObserver)
                                  m_gamesObserver(delta);
                          },
                      .queue =
                          [this](const QueueDelta &delta) {
                              if (m_queueObserver)
                                  m_queueObserver(delta);
                          },
                      .explained =
                          [this](const QueueExplanation &explanation) {
                              if (m_explanationObserver)
                                  m_explanationObserver(explanation);
                          }}};
}

void Server::listen()
{
    std::optional<net::NetError> first;
    for (const quint16 port : m_portsToTry) {
        const auto listening = m_services->listen(port, m_tls ? &*m_tls : nullptr);
        if (listening)
            return announce();
        if (!first)
            first = listening.error();
        // Another port would not help against anything else.
        if (listening.error().kind != net::NetErrorKind::AddressInUse &&
            listening.error().kind != net::NetErrorKind::PermissionDenied)
            break;
    }
    portRefused(*first);
}

void Server::portRefused(const net::NetError &error)
{
    StartError refused {
        .kind = kindOf(error.kind), .step = StartStep::Ports, .detail = error.detail, .port = m_status.portWanted};
    if (refused.kind == StartErrorKind::PortTaken)
        refused.portHolder = net::programHolding(refused.port, net::PortProtocol::Tcp).value_or(QString());
    if (refused.kind == StartErrorKind::PortTaken || refused.kind == StartErrorKind::PortPermission)
        refused.portProposed = net::freePortNear(refused.port, net::PortProtocol::Tcp, m_config.host);
    fail(refused);
}

void Server::announce()
{
    m_status.step = StartStep::Addresses;
    m_status.httpPort = m_services->httpPort();
    m_status.udpTunnelPort = m_services->udpTunnelPort();
    m_status.tls = m_tls.has_value();
    m_status.addresses = reachableAddresses(m_local, m_config.host, m_status.httpPort, m_status.tls);
    m_status.startedAt = QDateTime::fromSecsSinceEpoch(m_clock.unixSeconds(), Qt::UTC);
    m_status.phase = Phase::Running;
    qCInfo(logServer) << "hosting on port" << m_status.httpPort;
    for (const ReachableAddress &address : std::as_const(m_status.addresses))
        qCInfo(logServer).noquote() << "  reachable at" << address.address << "through" << address.adapter;
    changed();
}

void Server::fail(StartError error)
{
    // From the event loop: the answer that told of the failure may be on the stack.
    m_failed = std::move(m_services);
    m_turnTimer.start(std::chrono::milliseconds(0), [this] { m_failed.reset(); });
    error.step = m_status.step;
    qCCritical(logServer).noquote() << "could not start:" << error.detail;
    m_status.phase = Phase::Failed;
    m_status.error = std::move(error);
    changed();
}

void Server::stop(base::MoveOnlyFunction<void()> stopped)
{
    if (stopped)
        m_stopped.push_back(std::move(stopped));
    if (m_status.phase == Phase::Stopping)
        return;
    m_status.phase = Phase::Stopping;
    changed();
    const auto finish = [this] { finishStop(); };
    if (m_services)
        m_services->end(kStopGrace, finish);
    else
        m_turnTimer.start(std::chrono::milliseconds(0), finish);
}

void Server::finishStop()
{
    if (m_services)
        qCInfo(logServer) << "hosting has ended";
    m_services.reset(); // commits what the storage still holds
    m_failed.reset();
    m_status = {.phase = Phase::Stopped, .portWanted = m_status.portWanted};
    if (m_playersObserver)
        m_playersObserver({.reset = true});
    if (m_gamesObserver)
        m_gamesObserver({.reset = true});
    if (m_queueObserver)
        m_queueObserver({.reset = true});
    changed();
    for (auto &callback : std::exchange(m_stopped, {}))
        callback();
}

bool Server::takeTelemetry(const QList<std::pair<QString, QString>> &pairs)
{
    if (m_status.phase != Phase::Running)
        return false;
    m_services->takeTelemetry(pairs);
    return true;
}

net::StreamPtr Server::openLocal(const net::Endpoint &game)
{
    if (m_status.phase != Phase::Running)
        return nullptr;
    return m_services->openLocal(game);
}

net::StreamPtr Server::openLocalHttp(const net::Endpoint &game)
{
    if (m_status.phase != Phase::Running)
        return nullptr;
    return m_services->openLocalHttp(game);
}

std::unique_ptr<tunnel::Link> Server::openLocalTunnel(tunnel::LinkHandler &handler)
{
    if (m_status.phase != Phase::Running)
        return nullptr;
    return m_services->openLocalTunnel(handler);
}

AnnounceResult Server::announce(const Audience &audience, const QString &text)
{
    if (m_status.phase != Phase::Running)
        return {.error = AnnounceError::NotHosting};
    return m_services->announce(audience, text);
}

void Server::changed()
{
    if (!m_reportTimer.isActive())
        m_reportTimer.start(std::chrono::milliseconds(0), [this] {
            if (m_statusObserver)
                m_statusObserver(m_status);
        });
}

} // namespace server
