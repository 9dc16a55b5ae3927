#include <tests/gameclient/simulatedgame.h>

#include <core/connector/remoteupstream.h>

#include <tests/gameclient/httprelayupstream.h>

namespace gameclient {

using namespace Qt::StringLiterals;

SimulatedGame::SimulatedGame(net::Network &network, base::Clock &clock, base::Random &random,
                             std::shared_ptr<const connector::RedirectorIdentity> identity,
                             SimulatedGameOptions options, Account account, GameClient::Observer trace, Done finished)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_options(std::move(options))
    , m_finished(std::move(finished))
    , m_client(network, clock, random, identity->crypto(), m_options.game)
    , m_timer(network)
{
    m_client.account = std::move(account);
    m_client.setTrace(std::move(trace));
    if (m_options.server.isEmpty()) {
        m_client.local = m_options.ports;
        m_timer.start(m_options.delay, [this] { play(); });
        return;
    }
    m_timer.start(m_options.delay,
                  [this, identity = std::move(identity)]() mutable { startConnector(std::move(identity)); });
}

SimulatedGame::~SimulatedGame() = default;

void SimulatedGame::startConnector(std::shared_ptr<const connector::RedirectorIdentity> identity)
{
    connector::ConnectorOptions wanted;
    wanted.ports = {0, 0, 0, 0, 0, 0};
    wanted.identity = std::move(identity);
    // Several games on one computer: each has a port of its own, where the real one has 3659.
    if (const auto opened = m_client.datagrams.open(0); !opened)
        return end(u"the game's port: "_s + opened.error().detail);
    wanted.gamePort = m_client.datagrams.port();
    m_client.relayState = [this] { return relayState(); };
    m_connector = std::make_unique<connector::Connector>(m_network, m_clock, m_random, std::move(wanted));
    m_connector->setObserver([this](const connector::Status &status) { connectorChanged(status); });
    const auto address = connector::parseServerAddress(m_options.server);
    if (m_options.relay == connector::TunnelForm::Http && address) {
        m_connector->start(std::make_unique<HttpRelayUpstream>(std::make_unique<connector::RemoteUpstream>(
                               m_network, *address, connector::PortsWanted().http)),
                           m_options.server);
    } else {
        m_connector->start(m_options.server);
    }
    m_timer.start(m_options.stepDeadline, [this] { end(u"connector: not ready in time"_s); });
}

GameClient::Relay SimulatedGame::relayState() const
{
    const connector::TunnelStatus tunnel = m_connector->status().tunnel;
    if (tunnel.state == connector::TunnelState::NotOffered)
        return GameClient::Relay::None;
    const bool rightForm = m_options.relay == connector::TunnelForm::None || m_options.relay == tunnel.form;
    return tunnel.state == connector::TunnelState::Open && rightForm ? GameClient::Relay::Up
                                                                     : GameClient::Relay::Opening;
}

void SimulatedGame::connectorChanged(const connector::Status &status)
{
    if (status.ports.tunnel != 0)
        m_client.local.tunnel = status.ports.tunnel;
    if (status.phase == connector::Phase::Ready && !m_runner && !m_leaving) {
        m_client.trace(u"connector ready, redirector on port %1, Blaze on %2"_s.arg(status.ports.redirector)
                           .arg(status.ports.blaze));
        m_client.setRedirector(u"127.0.0.1"_s, status.ports.redirector);
        m_client.local.telemetry = status.ports.telemetry;
        m_client.local.http = status.ports.http;
        m_client.httpFallback = status.server->base;
        m_timer.start(std::chrono::milliseconds(0), [this] { play(); });
    }
    if (status.phase == connector::Phase::Failed && !m_leaving) {
        const QString why = status.lookupError
                                ? u"look-up failed (kind %1) %2"_s.arg(static_cast<int>(status.lookupError->kind))
                                      .arg(status.lookupError->detail)
                            : status.portProblem ? u"port %1 cannot be opened"_s.arg(status.portProblem->port)
                                                 : status.redirectorProblem;
        m_timer.start(std::chrono::milliseconds(0), [this, why] { end(u"connector: "_s + why); });
    }
}

void SimulatedGame::play()
{
    if (m_runner)
        return;
    m_runner = std::make_unique<ScriptRunner>(m_client, m_options.script, m_options.stepDeadline,
                                              [this](const QString &problem) { played(problem); });
}

void SimulatedGame::played(const QString &problem)
{
    if (!problem.isEmpty()) {
        m_timer.start(std::chrono::milliseconds(0), [this, problem] { end(problem); });
        return;
    }
    m_timer.start(m_options.hold, [this] { leave(); });
    // While it stays it is still a strict game: an unanswered or wrong ping is a failure.
    m_client.setTrouble([this](const QString &trouble) {
        m_timer.start(std::chrono::milliseconds(0), [this, trouble] { end(u"hold: "_s + trouble); });
    });
}

void SimulatedGame::leave()
{
    m_client.setTrouble(nullptr);
    m_timer.start(m_options.stepDeadline, [this] { end(u"disconnect: the server does not close"_s); });
    m_client.disconnect([this](const QString &problem) {
        m_timer.start(std::chrono::milliseconds(0),
                      [this, problem] { end(problem.isEmpty() ? problem : u"disconnect: "_s + problem); });
    });
}

void SimulatedGame::end(const QString &problem)
{
    if (std::exchange(m_leaving, true))
        return;
    m_timer.stop();
    auto tell = [this, problem] {
        auto finished = std::move(m_finished);
        finished(problem); // this object may be gone behind here
    };
    if (m_connector)
        m_connector->stop(std::move(tell));
    else
        tell();
}

} // namespace gameclient
