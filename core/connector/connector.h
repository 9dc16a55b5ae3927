#pragma once
// Client mode: stands between a game on this computer and a server. Looks the server up, opens the local ports the
// game talks to, and carries each game connection to the server. Network thread only; made of
//
//   Upstream     where connections lead (a remote server, or the one in this program)
//   Redirector   TCP 42127, SSLv3: tells the game where the Blaze port is; answers by itself
//   BlazeDoor    TCP 42128: one upgraded connection per game connection, bytes both ways
//
// Every local port is bound, on 127.0.0.1 only, before the phase becomes Ready. The redirector's number is fixed in
// the game, so a taken one ends the start (Phase::Failed with portProblem); the Blaze port falls back to any free
// one, because the redirector's answer names it.
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
#include <core/connector/redirector.h>
#include <core/connector/redirectoridentity.h>
#include <core/connector/status.h>
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

struct ConnectorOptions
{
    PortsWanted ports {};
    // Of the redirector. Shared by several connectors of a process, or opened earlier on another thread; when it is
    // not given, the connector opens the one in `identityFolder` itself.
    std::shared_ptr<const RedirectorIdentity> identity {};
    QString identityFolder {};
};

class Connector final : private BlazeDoorObserver, private RedirectorObserver
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
    void openPorts();
    [[nodiscard]] bool openIdentity();
    [[nodiscard]] bool openBlaze();
    [[nodiscard]] bool openRedirector();
    void portFailed(PortRole role, quint16 port, const net::NetError &error);
    void serveGames();
    void loseServer();
    void fail();
    void release(base::MoveOnlyFunction<void()> released);
    void setPhase(Phase phase);
    void changed();

    void onGameArrived() override;
    void onGameOpened(quint64 link) override;
    void onGameFailed(const UpgradeError &error) override;
    void onGameEnded(quint64 link, GameLinkEnd end) override;
    void onGameSeen(const net::Endpoint &game) override;
    void onRedirectorProblem(RedirectorProblem problem) override;

    net::Network &m_network;
    base::Clock &m_clock;
    base::Random &m_random;
    ConnectorOptions m_options;
    Observer m_observer;
    Status m_status;
    Associations m_associations;
    int m_upgradeFailures = 0; // in a row
    bool m_lookingUp = false;
    base::MonotonicTime m_lookupStarted;

    std::unique_ptr<Upstream> m_upstream;
    std::unique_ptr<Operation> m_lookup;
    std::unique_ptr<BlazeDoor> m_blaze;
    std::unique_ptr<Redirector> m_redirector;
    std::list<std::unique_ptr<BlazeDoor>> m_leaving; // stopped, still sending
    base::ScopedTimer m_stepTimer;                   // the next step of a start, or the next try to reach the server
    base::ScopedTimer m_reportTimer;
};

} // namespace connector
