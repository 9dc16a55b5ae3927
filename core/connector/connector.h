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
#include <core/connector/status.h>
#include <core/connector/upstream.h>
#include <core/net/network.h>

#include <QString>

#include <functional>
#include <memory>

namespace connector {

class BlazeDoor;
class RedirectorDoor;
enum class GameLinkEnd;

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
    PortsWanted ports;
    QString identityFolder; // holds the redirector's key and certificate; made there on first start
};

class Connector
{
public:
    using Observer = std::function<void(const Status &)>;

    // All references outlive the connector.
    Connector(net::Network &network, const base::Clock &clock, base::Random &random, ConnectorOptions options);
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;
    ~Connector(); // stops without waiting for what is still to be sent

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
    void portFailed(PortRole role, quint16 port, const net::NetError &error);
    void serveGames();
    void loseServer();
    void gameArrived();
    void linkOpened(quint64 link);
    void linkFailed(const UpgradeError &error);
    void linkEnded(quint64 link, GameLinkEnd end);
    void fail();
    void closeDoors();
    void setPhase(Phase phase);
    void changed();

    net::Network &m_network;
    const base::Clock &m_clock;
    base::Random &m_random;
    ConnectorOptions m_options;
    Observer m_observer;
    Status m_status;
    Associations m_associations;
    int m_upgradeFailures = 0; // in a row
    base::MonotonicTime m_lookupStarted;

    std::unique_ptr<Upstream> m_upstream;
    std::unique_ptr<Operation> m_lookup;
    std::unique_ptr<RedirectorDoor> m_redirector;
    std::unique_ptr<BlazeDoor> m_blaze;
    base::ScopedTimer m_retryTimer;
    base::ScopedTimer m_reportTimer;
};

} // namespace connector
