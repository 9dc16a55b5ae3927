#include <core/connector/redirector.h>

#include <core/base/limits.h>
#include <core/connector/log.h>
#include <core/connector/redirectorsession.h>

#include <algorithm>

namespace connector {

using namespace Qt::StringLiterals;

QString describe(RedirectorProblem problem)
{
    switch (problem) {
    case RedirectorProblem::None:
        return u"no problem"_s;
    case RedirectorProblem::CertificateRefused:
        return u"the game refused the certificate"_s;
    case RedirectorProblem::HandshakeFailed:
        return u"the handshake failed"_s;
    case RedirectorProblem::HandshakeSlow:
        return u"the handshake was not done in time"_s;
    case RedirectorProblem::FrameTooLong:
        return u"a packet was too long"_s;
    case RedirectorProblem::FrameSlow:
        return u"no whole packet came in time"_s;
    case RedirectorProblem::CutOff:
        return u"the connection ended before the request"_s;
    case RedirectorProblem::NotReading:
        return u"the other side does not take its answers"_s;
    case RedirectorProblem::Refused:
        return u"too many connections at once"_s;
    }
    Q_UNREACHABLE();
}

Redirector::Redirector(net::Network &network, base::Clock &clock, base::Random &random, const ssl3::Crypto &crypto,
                       const ssl3::ServerIdentity &identity, RedirectorObserver *observer)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_crypto(crypto)
    , m_identity(identity)
    , m_observer(observer)
{}

Redirector::~Redirector()
{
    stop();
}

base::Result<void, net::NetError> Redirector::start(const RedirectorOptions &options)
{
    stop();
    m_target = options.target;
    net::ListenOptions listening;
    listening.address = options.address;
    listening.port = options.port;
    listening.connectionsMax = base::kRedirectorConnectionsMax;
    auto listener = m_network.listen(listening, [this](net::StreamPtr stream) { accept(std::move(stream)); });
    if (!listener)
        return base::failure(listener.error());
    m_listener = *std::move(listener);
    return base::success();
}

void Redirector::stop()
{
    m_listener.reset();
    m_line.clear();
    m_sessions.clear();
    m_gate = HandshakeGate();
}

quint16 Redirector::port() const
{
    return m_listener ? m_listener->port() : quint16(0);
}

void Redirector::accept(net::StreamPtr stream)
{
    ++m_counters.connections;
    const auto now = m_clock.now();
    const auto verdict = m_gate.admit(stream->peer().address, now);
    if (verdict == HandshakeGate::Verdict::Refuse) {
        ++m_counters.refused;
        note(RedirectorProblem::Refused);
        return; // the stream dies here and is reset
    }
    auto session = std::make_unique<RedirectorSession>(*this, std::move(stream), now);
    RedirectorSession *const added = session.get();
    m_sessions.emplace(added, std::move(session));
    if (verdict == HandshakeGate::Verdict::Begin)
        added->begin();
    else
        m_line.push_back(added);
}

void Redirector::handshakeOver(const net::Endpoint &peer)
{
    m_gate.end(peer.address);
    if (!m_line.empty() && m_gate.begin()) {
        RedirectorSession *const next = m_line.front();
        m_line.pop_front();
        next->begin();
    }
}

void Redirector::leftLine(RedirectorSession &session)
{
    m_gate.leave();
    std::erase(m_line, &session);
}

void Redirector::answered(const net::Endpoint &game)
{
    ++m_counters.gamesSeen;
    qCInfo(logConnector) << "redirector: sent a game on";
    if (m_observer != nullptr)
        m_observer->onGameSeen(game);
}

void Redirector::closed(RedirectorSession &session)
{
    if (session.inHandshake())
        handshakeOver(session.peer());
    else if (session.isWaiting())
        leftLine(session);
    m_sessions.erase(&session);
}

void Redirector::note(RedirectorProblem problem, const QString &detail)
{
    if (problem != RedirectorProblem::Refused)
        ++m_counters.problems;
    m_counters.lastProblem = problem;
    const QString text = describe(problem);
    if (const auto swallowed = m_logLimiter.admit(text, m_clock.now())) {
        const QString more = detail.isEmpty() ? QString() : u" (%1)"_s.arg(detail);
        qCWarning(logConnector).noquote().nospace()
            << "redirector: " << text << more << "; " << *swallowed << " more since the last line like this";
    }
    if (m_observer != nullptr)
        m_observer->onRedirectorProblem(problem);
}

} // namespace connector
