#include <core/connector/tunnelkeeper.h>

#include <core/base/limits.h>
#include <core/connector/httplink.h>
#include <core/connector/log.h>
#include <core/connector/serveraddress.h>
#include <core/net/portowner.h>

#include <QHostAddress>

namespace connector {

TunnelKeeper::TunnelKeeper(net::Network &network, const base::Clock &clock, base::Random &random, quint16 hostPort,
                           quint16 gamePort, TunnelObserver &observer)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_observer(observer)
    , m_pool(network, hostPort, gamePort, *this)
    , m_portTimer(network)
    , m_retryTimer(network)
    , m_probeTimer(network)
    , m_confirmTimer(network)
{}

TunnelKeeper::~TunnelKeeper() = default;

// --- local side

void TunnelKeeper::openPorts()
{
    const auto opened = m_pool.open();
    if (opened) {
        m_portTimer.stop();
        if (std::exchange(m_status.portProblem, std::nullopt))
            m_observer.onTunnelChanged();
        return;
    }
    if (!m_status.portProblem) {
        PortProblem problem {PortRole::Tunnel, m_pool.hostPort(), {}, false};
        problem.permission = opened.error().kind == net::NetErrorKind::PermissionDenied;
        if (opened.error().kind == net::NetErrorKind::AddressInUse)
            problem.holder = net::programHolding(problem.port, net::PortProtocol::Udp).value_or(QString());
        qCWarning(logConnector).noquote()
            << "port" << problem.port << "of the tunnel cannot be opened:" << opened.error().detail << problem.holder;
        m_status.portProblem = problem;
        m_observer.onTunnelChanged();
    }
    m_portTimer.start(base::kTunnelPortRetryPeriod, [this] { openPorts(); });
}

void TunnelKeeper::onGameDatagram(quint8 index, base::ByteView payload)
{
    m_trafficAt = m_clock.now();
    if (!m_current)
        return;
    ++m_status.packetsToServer;
    m_current->link->send(index, payload);
}

void TunnelKeeper::fromServer(quint8 index, base::ByteView payload)
{
    m_trafficAt = m_clock.now();
    ++m_status.packetsToGame;
    m_pool.send(index, payload);
}

bool TunnelKeeper::isQuiet(std::chrono::milliseconds span) const
{
    return !m_trafficAt || m_clock.now() - *m_trafficAt >= span;
}

// --- what is wanted

void TunnelKeeper::start(Upstream &upstream, const ServerInfo &server, const QString &association)
{
    stop();
    openPorts();
    m_upstream = &upstream;
    m_server = server;
    m_association = association;
    connectNow();
}

void TunnelKeeper::update(const ServerInfo &server, const QString &association, bool gameConnected)
{
    if (!m_upstream)
        return;
    m_gameConnected = gameConnected;
    const bool portChanged = server.tunnelPort != m_server.tunnelPort || server.base != m_server.base;
    const bool tokenChanged = association != m_association;
    m_server = server;
    m_association = association;
    if (portChanged)
        m_udpBlocked = false;
    // A changed port alone leaves a tunnel that works alone.
    if (tokenChanged || (portChanged && !m_current)) {
        dropAll();
        connectNow();
    }
}

void TunnelKeeper::stop()
{
    dropAll();
    m_portTimer.stop();
    m_pool.release();
    m_upstream = nullptr;
    m_gameConnected = false;
    m_udpBlocked = false;
    m_tokenRenewed = false;
    m_pauses.reset();
    m_trafficAt.reset();
    m_status = {};
}

void TunnelKeeper::dropAll()
{
    m_retryTimer.stop();
    m_probeTimer.stop();
    m_confirmTimer.stop();
    m_upgrade.reset();
    m_resolving.reset();
    m_asking.reset();
    m_current.reset();
    m_status.form = TunnelForm::None;
    m_status.roundTripMs = -1;
}

// --- the way there

void TunnelKeeper::connectNow()
{
    m_retryTimer.stop();
    if (!m_upstream->hasOwnTunnels() && m_association.isNull())
        return setState(TunnelState::NotOffered);
    setState(TunnelState::Opening);
    if (m_upstream->hasOwnTunnels())
        openLocal();
    else if (m_server.tunnelPort && !m_udpBlocked)
        findServer();
    else
        openHttp();
}

void TunnelKeeper::openLocal()
{
    auto uplink = std::make_unique<Uplink>(*this);
    uplink->link = m_upstream->openOwnTunnel(*uplink);
    if (uplink->link)
        opened(std::move(uplink));
    else
        retryLater();
}

void TunnelKeeper::findServer()
{
    m_resolving = m_network.resolve(hostOf(m_server.base), [this](auto found) {
        if (found)
            askUdp(*found);
        else
            udpFailed();
    });
}

void TunnelKeeper::askUdp(const QHostAddress &address)
{
    m_asking = std::make_unique<Uplink>(*this);
    auto link = std::make_unique<UdpLink>(m_network, m_clock, net::Endpoint {address, *m_server.tunnelPort},
                                          m_association, *m_asking, [this] { udpOpened(); });
    m_asking->udp = link.get();
    m_asking->link = std::move(link);
}

void TunnelKeeper::udpOpened()
{
    m_udpBlocked = false;
    const bool replaces = m_current != nullptr || m_pauses.tries() > 0;
    auto uplink = std::move(m_asking);
    UdpLink *udp = uplink->udp;
    opened(std::move(uplink));
    if (replaces)
        m_confirmTimer.start(base::kTunnelAskAgain, [udp] { udp->confirm(); });
}

void TunnelKeeper::udpFailed()
{
    m_asking.reset();
    if (m_current)
        return probeLater(); // it was only a try beside the HTTP form
    if (!m_udpBlocked)
        qCInfo(logConnector) << "no answer over UDP; taking the HTTP tunnel";
    m_udpBlocked = true;
    openHttp();
}

void TunnelKeeper::openHttp()
{
    m_upgradeStarted = m_clock.now();
    const auto answered = std::make_shared<bool>(false);
    auto operation = m_upstream->openTunnel(m_server, m_association, [this, answered](auto result) {
        *answered = true;
        httpOpened(std::move(result));
    });
    if (!*answered)
        m_upgrade = std::move(operation);
}

void TunnelKeeper::httpOpened(base::Result<OpenedStream, UpgradeError> result)
{
    if (result) {
        m_status.error.reset();
        auto uplink = std::make_unique<Uplink>(*this);
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now() - m_upgradeStarted);
        uplink->link =
            std::make_unique<HttpLink>(m_network, m_clock, std::move(result->stream), result->leftover, took, *uplink);
        return opened(std::move(uplink));
    }
    m_status.error = result.error();
    // 400: it does not know the token, because it has another key now.
    const bool tokenRefused = result.error().status == 400;
    // Without an answer of the server nothing is known about UDP either, and a token it does not know gets none there.
    if (result.error().status == 0 || tokenRefused)
        m_udpBlocked = false;
    retryLater();
    if (m_gameConnected)
        return;
    bool wantsLookup = m_pauses.tries() % base::kTunnelFailuresBeforeLookup == 0;
    // Each look-up brings a fresh token, and that starts anew at once. When the fresh one is refused too, tokens are
    // not the reason, and the pauses must count: else we would ask the server as fast as it can answer.
    if (tokenRefused && !std::exchange(m_tokenRenewed, true))
        wantsLookup = true;
    if (wantsLookup)
        m_observer.onTunnelWantsLookup(); // may call update(), which starts anew
}

void TunnelKeeper::opened(std::unique_ptr<Uplink> uplink)
{
    m_current = std::move(uplink);
    m_tokenRenewed = false;
    m_openedAt = m_clock.now();
    m_confirmTimer.stop();
    switch (m_current->link->form()) {
    case tunnel::Form::Udp:
        m_status.form = TunnelForm::Udp;
        break;
    case tunnel::Form::Http:
        m_status.form = TunnelForm::Http;
        break;
    case tunnel::Form::Local:
        m_status.form = TunnelForm::Local;
        break;
    }
    const auto roundTrip = m_current->link->roundTrip();
    m_status.roundTripMs =
        roundTrip ? std::chrono::duration_cast<std::chrono::milliseconds>(*roundTrip).count() : qint64 {-1};
    m_probeTimer.stop();
    if (m_status.form == TunnelForm::Http && m_server.tunnelPort)
        probeLater();
    setState(TunnelState::Open);
}

// Between matches only.
void TunnelKeeper::probeLater()
{
    m_probeTimer.start(base::kTunnelUdpRetryPeriod, [this] {
        if (isQuiet(base::kTunnelQuietBeforeSwitch) && m_server.tunnelPort)
            findServer();
        else
            probeLater();
    });
}

void TunnelKeeper::lost(Uplink &uplink)
{
    if (&uplink == m_asking.get())
        return udpFailed();
    const bool wasUdp = uplink.udp != nullptr;
    qCInfo(logConnector) << "the tunnel was lost; opening it again";
    // One that did not last is a failure: else a server that takes tunnels and drops them would be asked all the time.
    if (m_clock.now() - m_openedAt >= base::kTunnelLasted)
        m_pauses.reset();
    dropAll();
    if (!wasUdp)
        return retryLater();
    // It has asked for as long as makes sense.
    m_udpBlocked = true;
    connectNow();
}

void TunnelKeeper::retryLater()
{
    m_upgrade.reset();
    m_retryTimer.start(m_pauses.next(m_random), [this] { connectNow(); });
    setState(TunnelState::Waiting);
}

// --- what is seen

TunnelStatus TunnelKeeper::status() const
{
    TunnelStatus status = m_status;
    status.attempts = status.state == TunnelState::Open ? 0 : static_cast<int>(m_pauses.tries());
    status.inMatch = !isQuiet(base::kTunnelInMatch);
    return status;
}

void TunnelKeeper::setState(TunnelState state)
{
    m_status.state = state;
    m_observer.onTunnelChanged();
}

} // namespace connector
