#include <core/connector/connector.h>

#include <core/base/limits.h>
#include <core/base/redacted.h>
#include <core/connector/log.h>
#include <core/connector/remoteupstream.h>
#include <core/connector/upgrade.h>
#include <core/net/localaddresses.h>
#include <core/net/portowner.h>

namespace connector {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logConnector, "app.connector", QtInfoMsg)

namespace {

constexpr std::chrono::milliseconds kSoon {0};

} // namespace

Connector::Connector(net::Network &network, base::Clock &clock, base::Random &random, ConnectorOptions options)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_options(std::move(options))
    , m_tunnel(network, clock, random, m_options.ports.tunnel, m_options.gamePort, *this)
    , m_stepTimer(network)
    , m_reportTimer(network)
{}

Connector::~Connector() = default;

void Connector::setObserver(Observer observer)
{
    m_observer = std::move(observer);
}

void Connector::start(const QString &address)
{
    const auto parsed = parseServerAddress(address);
    if (!parsed) {
        stop();
        m_status.address = address;
        m_status.lookupError = parsed.error();
        setPhase(Phase::Failed);
        return;
    }
    const quint16 httpPort = m_options.ports.http != 0 ? m_options.ports.http : PortsWanted().http;
    begin(std::make_unique<RemoteUpstream>(m_network, *parsed, httpPort), address);
}

void Connector::start(std::unique_ptr<Upstream> upstream, const QString &shown)
{
    begin(std::move(upstream), shown);
}

void Connector::begin(std::unique_ptr<Upstream> upstream, const QString &shown)
{
    stop();
    m_status.address = shown;
    m_upstream = std::move(upstream);
    setPhase(Phase::LookingUp);
    lookUp();
}

void Connector::stop(base::MoveOnlyFunction<void()> stopped)
{
    release(std::move(stopped));
    m_status = {};
    setPhase(Phase::Off);
}

// Everything but the status goes back to how it was before the start.
void Connector::release(base::MoveOnlyFunction<void()> released)
{
    m_stepTimer.stop();
    m_lookup.reset();
    m_lookingUp = false;
    m_tunnel.stop();
    m_redirector.reset();
    m_telemetry.reset();
    m_proxy.reset();
    m_qos.reset();
    m_associations.clear();
    m_upgradeFailures = 0;
    m_firstPauses.reset();
    m_status.ports = {};
    m_status.portsMissing.clear();
    m_status.gameConnections = 0;
    if (!m_blaze) {
        if (released)
            m_network.after(kSoon, std::move(released));
    } else {
        m_leaving.push_back(std::move(m_blaze));
        const auto place = std::prev(m_leaving.end());
        (*place)->stop([this, place, released = std::move(released)]() mutable {
            auto tell = std::move(released);
            m_leaving.erase(place); // this function lives in the door no more: it was moved out before the call
            if (tell)
                tell();
        });
    }
    m_upstream.reset();
}

void Connector::fail()
{
    release({});
    setPhase(Phase::Failed);
}

// --- local ports

void Connector::openPorts()
{
    // Blaze first: from the moment the redirector answers, the game may be there.
    if (!openIdentity() || !openBlaze())
        return;
    openProxy();
    openQos();
    openTelemetry();
    serverChanged();
    if (openRedirector())
        serveGames();
}

bool Connector::openIdentity()
{
    if (m_options.identity)
        return true;
    auto opened = RedirectorIdentity::open(m_options.identityFolder, m_random);
    if (opened) {
        m_options.identity = std::move(*opened);
        return true;
    }
    qCCritical(logConnector).noquote() << "the redirector cannot be started:" << opened.error();
    m_status.redirectorProblem = opened.error();
    fail();
    return false;
}

bool Connector::openBlaze()
{
    const quint16 wanted = m_options.ports.blaze;
    BlazeDoorObserver &self = *this;
    m_blaze = std::make_unique<BlazeDoor>(m_network, self);
    auto opened = m_blaze->open(wanted);
    if (!opened && wanted != 0) {
        qCInfo(logConnector) << "port" << wanted << "cannot be had; the game is told another one";
        opened = m_blaze->open(0);
    }
    if (!opened) {
        portFailed(PortRole::Blaze, wanted, opened.error());
        return false;
    }
    m_status.ports.blaze = m_blaze->port();
    return true;
}

bool Connector::openRedirector()
{
    RedirectorOptions options;
    options.port = m_options.ports.redirector;
    options.target.port = m_blaze->port();
    RedirectorObserver *self = this;
    m_redirector = std::make_unique<Redirector>(m_network, m_clock, m_random, m_options.identity->crypto(),
                                                m_options.identity->identity(), self);
    if (const auto opened = m_redirector->start(options); !opened) {
        portFailed(PortRole::Redirector, options.port, opened.error());
        return false;
    }
    m_status.ports.redirector = m_redirector->port();
    return true;
}

void Connector::openProxy()
{
    m_proxy = std::make_unique<GameProxy>(m_network, m_clock, *m_upstream);
    if (const auto opened = m_proxy->open(m_options.ports.http); !opened) {
        m_proxy.reset();
        return portMissing(PortRole::Http, m_options.ports.http, opened.error());
    }
    m_status.ports.http = m_proxy->port();
}

void Connector::openQos()
{
    m_qos = std::make_unique<QosResponder>(m_network);
    if (const auto opened = m_qos->open(m_options.ports.qos); !opened) {
        m_qos.reset();
        return portMissing(PortRole::Qos, m_options.ports.qos, opened.error());
    }
    m_status.ports.qos = m_qos->port();
}

// A port without which a game can still be played.
void Connector::portMissing(PortRole role, quint16 port, const net::NetError &error)
{
    PortProblem problem {role, port, {}, error.kind == net::NetErrorKind::PermissionDenied};
    const auto protocol = role == PortRole::Qos ? net::PortProtocol::Udp : net::PortProtocol::Tcp;
    if (error.kind == net::NetErrorKind::AddressInUse)
        problem.holder = net::programHolding(port, protocol).value_or(QString());
    qCInfo(logConnector).noquote() << "going on without port" << port << error.detail << problem.holder;
    m_status.portsMissing.append(problem);
}

void Connector::serverChanged()
{
    if (m_proxy)
        m_proxy->setServer(*m_status.server);
    if (m_qos)
        m_qos->setAddress(qosAddress(*m_status.server, net::localAddresses(), m_options.publicAddress));
}

void Connector::openTelemetry()
{
    TelemetryTarget &self = *this;
    m_telemetry = std::make_unique<TelemetryDoor>(m_network, self);
    if (const auto opened = m_telemetry->open(m_options.ports.telemetry); !opened) {
        m_telemetry.reset();
        return portMissing(PortRole::Telemetry, m_options.ports.telemetry, opened.error());
    }
    m_status.ports.telemetry = m_telemetry->port();
}

std::unique_ptr<TelemetrySink> Connector::openSink(const net::Endpoint &game)
{
    return m_options.sendTelemetry && m_upstream ? m_upstream->openTelemetry(game) : nullptr;
}

const ServerInfo *Connector::currentServer() const
{
    return m_status.server ? &*m_status.server : nullptr;
}

void Connector::portFailed(PortRole role, quint16 port, const net::NetError &error)
{
    PortProblem problem {role, port, {}, error.kind == net::NetErrorKind::PermissionDenied};
    if (error.kind == net::NetErrorKind::AddressInUse)
        problem.holder = net::programHolding(port, net::PortProtocol::Tcp).value_or(QString());
    qCWarning(logConnector).noquote() << "port" << port << "cannot be opened:" << error.detail << problem.holder;
    m_status.portProblem = problem;
    fail();
}

// --- games

void Connector::serveGames()
{
    updateTunnel();
    setPhase(m_status.gameConnections > 0 ? Phase::GameConnected : Phase::Ready);
    m_blaze->upgradeAll(*m_upstream, *m_status.server);
}

void Connector::onGameArrived()
{
    if (m_status.phase == Phase::Reconnecting) {
        if (!m_lookingUp)
            lookUp();
        return; // it waits for the outcome
    }
    // Before Ready the ports are being opened; whoever is that quick waits for serveGames().
    if (m_status.phase == Phase::Ready || m_status.phase == Phase::GameConnected)
        m_blaze->upgradeAll(*m_upstream, *m_status.server);
}

void Connector::onGameOpened(quint64 link, const QString &association)
{
    m_upgradeFailures = 0;
    m_status.upgradeProblem.clear();
    m_status.upgradeError.reset();
    m_status.redirectorProblem.clear();
    ++m_status.gameConnections;
    m_associations.opened(link, association);
    updateTunnel();
    if (m_status.phase == Phase::Ready)
        setPhase(Phase::GameConnected);
    changed();
}

void Connector::onGameFailed(const UpgradeError &error)
{
    m_status.upgradeError = error;
    m_status.upgradeProblem = describe(error);
    ++m_upgradeFailures;
    changed();
    if (m_upgradeFailures >= base::kUpgradeFailuresBeforeLookup && m_status.phase != Phase::Reconnecting)
        loseServer();
}

void Connector::onGameEnded(quint64 link, GameLinkEnd end)
{
    --m_status.gameConnections;
    m_associations.ended(link);
    updateTunnel();
    if (m_status.phase == Phase::GameConnected && m_status.gameConnections == 0)
        setPhase(Phase::Ready);
    changed();
    // The server hung up: it may be gone. Asking now means that the player reads so before trying again.
    if (end == GameLinkEnd::ServerLeft && !m_lookingUp && m_status.phase != Phase::Reconnecting)
        lookUp();
}

void Connector::onGameSeen(const net::Endpoint & /*game*/)
{
    m_status.redirectorProblem.clear();
    changed();
    // The game comes to the Blaze port next; the answer may be here by then.
    if (m_status.phase == Phase::Reconnecting && !m_lookingUp)
        lookUp();
}

void Connector::onRedirectorProblem(RedirectorProblem problem)
{
    m_status.redirectorProblem = describe(problem);
    changed();
}

// --- reports

Status Connector::status() const
{
    Status status = m_status;
    if (m_blaze) {
        status.bytesToServer = m_blaze->bytesToServer();
        status.bytesToGame = m_blaze->bytesToGame();
    }
    status.tunnel = m_tunnel.status();
    status.ports.tunnel = m_tunnel.port();
    return status;
}

void Connector::setPhase(Phase phase)
{
    m_status.phase = phase;
    changed();
}

void Connector::changed()
{
    if (m_observer && !m_reportTimer.isActive())
        m_reportTimer.start(kSoon, [this] { m_observer(status()); });
}

} // namespace connector
