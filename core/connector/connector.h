#pragma once
// Client mode: stands between a game on this computer and a server. Looks the server up, opens the local ports the
// game talks to, and carries each game connection to the server. Network thread only; made of
//
//   Upstream     where connections lead (a remote server, or the one in this program)
//   Redirector   TCP 42127, SSLv3: tells the game where the Blaze port is; answers by itself
//   BlazeDoor    TCP 42128: one upgraded connection per game connection, bytes both ways
//   TelemetryDoor TCP 42129: what games report about themselves, handed on; a taken port is no reason not to play
//   GameProxy    TCP 42131: the game's HTTP requests, handed on
//   QosResponder UDP 42130: answers the game's probes by itself
//   TunnelKeeper UDP 42132 and three more: game packets of a match, through one tunnel to the server
//
// Every local port is bound, on 127.0.0.1 only, before the phase becomes Ready. The redirector's number is fixed in
// the game, so a taken one ends the start (Phase::Failed with portProblem); the Blaze port falls back to any free
// one, because the redirector's answer names it. The numbers of HTTP and QoS are told by the server: when one of them
// is taken the game runs without it, and Status::portsMissing says so.
//
// When three game connections in a row could not be handed to the server, or the server ends one and does not answer
// a look-up after it, the phase becomes Reconnecting: the look-up is repeated every kLookupRetryPeriod, and at once
// when the game connects, whose connection waits for its outcome. A Blaze stream is never resumed on a new
// connection; the game itself starts over at the redirector.

#include <core/base/clock.h>
#include <core/base/moveonlyfunction.h>
#include <core/base/random.h>
#include <core/connector/associations.h>
#include <core/connector/blazedoor.h>
#include <core/connector/gameproxy.h>
#include <core/connector/qosresponder.h>
#include <core/connector/redirector.h>
#include <core/connector/redirectoridentity.h>
#include <core/connector/retrypauses.h>
#include <core/connector/status.h>
#include <core/connector/telemetrydoor.h>
#include <core/connector/tunnelkeeper.h>
#include <core/connector/upstream.h>
#include <core/net/network.h>

#include <QString>

#include <functional>
#include <list>
#include <memory>

namespace connector {

// The ports to open; 0 means any free one. Defaults are those the game and every published server know.
struct PortsWanted
{
    quint16 redirector = 42127;
    quint16 blaze = 42128;
    quint16 telemetry = 42129;
    quint16 qos = 42130;
    quint16 http = 42131;
    quint16 tunnel = 42132;
};

// What to do when the very first look-up of a start finds nobody.
enum class FirstLookup {
    Once,      // Phase::Failed; a person reads why and decides
    KeepTrying // stay in Phase::LookingUp and ask again, for as long as it takes
};

struct ConnectorOptions
{
    PortsWanted ports {};
    // Of the redirector. Shared by several connectors of a process, or opened earlier on another thread; when it is
    // not given, the connector opens the one in `identityFolder` itself.
    std::shared_ptr<const RedirectorIdentity> identity {};
    QString identityFolder {};
    // What the game is told as its address in the outside world; nullopt: the server fills in what it sees, see
    // qosresponder.h.
    std::optional<base::Ipv4> publicAddress {};
    // Where the game sends its match packets from and takes them at.
    quint16 gamePort = 3659;
    // An answer that time does not change (a bad address, another kind of server) fails either way.
    FirstLookup firstLookup = FirstLookup::Once;
    bool sendTelemetry = true; // off: the port is open, but what games report goes nowhere
};

class Connector final : private BlazeDoorObserver,
                        private RedirectorObserver,
                        private TelemetryTarget,
                        private TunnelObserver
{
public:
    using Observer = std::function<void(const Status &)>;

    // All references outlive the connector.
    Connector(net::Network &network, base::Clock &clock, base::Random &random, ConnectorOptions options);
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;
    ~Connector() override; // stops without waiting for what is still to be sent

    // Called from the event loop after every change of anything but the byte counters; several changes of one turn
    // arrive as one call. Read status() for current counters.
    void setObserver(Observer observer);

    // Looks up what a person typed and goes on to Ready. A start while running stops first.
    void start(const QString &address);
    // The same with an upstream made elsewhere; `shown` stands in Status::address.
    void start(std::unique_ptr<Upstream> upstream, const QString &shown);
    // Phase::Off and all ports released when the call returns. What has been taken from the game is still sent;
    // `stopped` runs from the event loop when that is done or its time is up.
    void stop(base::MoveOnlyFunction<void()> stopped = {});

    [[nodiscard]] Status status() const;
    // The token tunnels present; null when there is none. See associations.h.
    [[nodiscard]] QString tunnelAssociation() const { return m_associations.forTunnel(); }

private:
    void begin(std::unique_ptr<Upstream> upstream, const QString &shown);
    void lookUp();
    void lookedUp(base::Result<ServerInfo, LookupError> answer);
    void lookupFailed(const LookupError &error);
    void firstLookupFailed(const LookupError &error);
    void openPorts();
    [[nodiscard]] bool openIdentity();
    [[nodiscard]] bool openBlaze();
    [[nodiscard]] bool openRedirector();
    void openTelemetry();
    void openProxy();
    void openQos();
    void portMissing(PortRole role, quint16 port, const net::NetError &error);
    void serverChanged();
    void portFailed(PortRole role, quint16 port, const net::NetError &error);
    void serveGames();
    void loseServer();
    void fail();
    void release(base::MoveOnlyFunction<void()> released);
    void setPhase(Phase phase);
    void changed();

    void onGameArrived() override;
    void onGameOpened(quint64 link, const QString &association) override;
    void onGameFailed(const UpgradeError &error) override;
    void onGameEnded(quint64 link, GameLinkEnd end) override;
    void onGameSeen(const net::Endpoint &game) override;
    void onRedirectorProblem(RedirectorProblem problem) override;
    [[nodiscard]] std::unique_ptr<TelemetrySink> openSink(const net::Endpoint &game) override;
    [[nodiscard]] const ServerInfo *currentServer() const override;
    [[nodiscard]] QString association() const override { return m_associations.forTunnel(); }
    void onTunnelChanged() override { changed(); }
    void onTunnelWantsLookup() override;
    void updateTunnel();

    net::Network &m_network;
    base::Clock &m_clock;
    base::Random &m_random;
    ConnectorOptions m_options;
    Observer m_observer;
    Status m_status;
    Associations m_associations;
    int m_upgradeFailures = 0; // in a row
    RetryPauses m_firstPauses;
    bool m_lookingUp = false;
    base::MonotonicTime m_lookupStarted;

    std::unique_ptr<Upstream> m_upstream;
    TunnelKeeper m_tunnel;
    std::unique_ptr<Operation> m_lookup;
    std::unique_ptr<BlazeDoor> m_blaze;
    std::unique_ptr<GameProxy> m_proxy;
    std::unique_ptr<QosResponder> m_qos;
    std::unique_ptr<Redirector> m_redirector;
    std::unique_ptr<TelemetryDoor> m_telemetry;
    std::list<std::unique_ptr<BlazeDoor>> m_leaving; // stopped, still sending
    base::ScopedTimer m_stepTimer;                   // the next step of a start, or the next try to reach the server
    base::ScopedTimer m_reportTimer;
};

} // namespace connector
