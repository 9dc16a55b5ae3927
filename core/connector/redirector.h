#pragma once
// The first contact of every game: it connects to gosredirector.ea.com:42127 with SSL 3.0 and asks
// GetServerInstance; we answer with the address of the Blaze port, flush and close. Anything else gets an empty
// response and the connection goes on. The same packets without SSL are served on the same port, told apart by the
// first bytes (16 03 or a high first bit: SSL). Network thread only; everything given to it outlives it.

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/base/random.h>
#include <core/connector/handshakegate.h>
#include <core/net/network.h>
#include <core/ssl3/serveridentity.h>

#include <deque>
#include <memory>
#include <unordered_map>

namespace connector {

class RedirectorSession;

// Where games are sent.
struct RedirectTarget
{
    QString host {QStringLiteral("127.0.0.1")}; // an IPv4 address or a host name
    quint16 port = 42128;
    bool secure = false; // true: the game must speak SSL 3.0 there too
};

struct RedirectorOptions
{
    QHostAddress address {QHostAddress::LocalHost};
    quint16 port = 42127; // 0: any free one
    RedirectTarget target {};
};

// Why a connection ended without an answer.
enum class RedirectorProblem {
    None,
    CertificateRefused, // the game did not accept our certificate
    HandshakeFailed,
    HandshakeSlow, // includes silence
    FrameTooLong,
    FrameSlow,
    CutOff,
    NotReading, // the peer does not take what we send
    Refused,    // limits on connections and handshakes
};

// One line for logs, English.
[[nodiscard]] QString describe(RedirectorProblem problem);

struct RedirectorCounters
{
    quint64 connections = 0;
    quint64 gamesSeen = 0; // connections that asked GetServerInstance and were answered
    quint64 otherRequests = 0;
    quint64 refused = 0;  // by the limits on connections and handshakes
    quint64 problems = 0; // ended without an answer, `refused` not counted
    RedirectorProblem lastProblem = RedirectorProblem::None;
};

// Called on the network thread; must not destroy the Redirector from inside.
class RedirectorObserver
{
public:
    RedirectorObserver() = default;
    RedirectorObserver(const RedirectorObserver &) = delete;
    RedirectorObserver &operator=(const RedirectorObserver &) = delete;
    virtual ~RedirectorObserver() = default;
    virtual void onGameSeen(const net::Endpoint &game) = 0;
    virtual void onRedirectorProblem(RedirectorProblem problem) = 0;
};

class Redirector
{
public:
    Redirector(net::Network &network, base::Clock &clock, base::Random &random, const ssl3::Crypto &crypto,
               const ssl3::ServerIdentity &identity, RedirectorObserver *observer = nullptr);
    Redirector(const Redirector &) = delete;
    Redirector &operator=(const Redirector &) = delete;
    ~Redirector(); // as stop()

    [[nodiscard]] base::Result<void, net::NetError> start(const RedirectorOptions &options);
    // Stops listening and drops open connections.
    void stop();
    // For answers from now on.
    void setTarget(RedirectTarget target) { m_target = std::move(target); }

    [[nodiscard]] quint16 port() const; // 0 when not listening
    [[nodiscard]] const RedirectorCounters &counters() const noexcept { return m_counters; }
    [[nodiscard]] std::size_t connectionsOpen() const noexcept { return m_sessions.size(); }

private:
    friend class RedirectorSession; // uses what was given to us, and calls what stands here
    void accept(net::StreamPtr stream);
    void handshakeOver(const net::Endpoint &peer); // its place goes to the next in line
    void leftLine(RedirectorSession &session);
    void answered(const net::Endpoint &game);
    void closed(RedirectorSession &session); // destroys it
    void note(RedirectorProblem problem, const QString &detail = {});

    net::Network &m_network;
    base::Clock &m_clock;
    base::Random &m_random;
    const ssl3::Crypto &m_crypto;
    const ssl3::ServerIdentity &m_identity;
    RedirectorObserver *m_observer;
    RedirectTarget m_target;
    RedirectorCounters m_counters;
    base::LogLimiter m_logLimiter;
    HandshakeGate m_gate;
    std::deque<RedirectorSession *> m_line; // waiting for a place
    std::unordered_map<RedirectorSession *, std::unique_ptr<RedirectorSession>> m_sessions;
    std::unique_ptr<net::Listener> m_listener;
};

} // namespace connector
