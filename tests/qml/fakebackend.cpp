#include "fakebackend.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace fakes {

namespace {

QDateTime wallNow()
{
    const StillClock clock;
    return QDateTime::fromSecsSinceEpoch(clock.unixSeconds(), Qt::UTC);
}

} // namespace

void FakeBackend::startHosting(const app::HostOptions &o)
{
    options = o;
    asked.append(u"start"_s);
}

void FakeBackend::connectTo(const QString &address)
{
    asked.append(u"connect "_s + address);
}

void FakeBackend::show(const server::Status &status)
{
    m_host = status;
    Q_EMIT hostStatusChanged(status);
}

void FakeBackend::show(const connector::Status &status)
{
    m_join = status;
    Q_EMIT joinStatusChanged(status);
}

void FakeBackend::show(const server::PlayersDelta &delta)
{
    Q_EMIT playersChanged(delta);
}

void FakeBackend::show(const server::GamesDelta &delta)
{
    Q_EMIT gamesChanged(delta);
}

void FakeBackend::show(const server::QueueDelta &delta)
{
    Q_EMIT queueChanged(delta);
}

void FakeBackend::show(const server::QueueExplanation &explanation)
{
    Q_EMIT queueExplained(explanation);
}

void FakeBackend::show(const server::AnnounceResult &result)
{
    Q_EMIT announced(result);
}

void FakeBackend::announce(const server::Audience &to, const QString &text)
{
    audience = to;
    asked.append(u"announce "_s + text);
}

void FakeBackend::explainQueue(std::optional<base::PlayerId> player)
{
    asked.append(player ? u"explain %1"_s.arg(base::number(*player)) : u"explain nobody"_s);
}

server::Status hostStarting()
{
    server::Status status;
    status.phase = server::Phase::Starting;
    status.step = server::StartStep::Ports;
    return status;
}

server::Status hostRunning(std::chrono::seconds since)
{
    server::Status status;
    status.phase = server::Phase::Running;
    status.httpPort = 8080;
    status.portWanted = 80;
    status.connections = 3;
    status.startedAt = wallNow().addSecs(-since.count());
    status.addresses = {{server::AddressKind::ThisNetwork, u"Wi-Fi"_s, u"192.168.1.24:8080"_s},
                        {server::AddressKind::Vpn, u"Tunnel adapter"_s, u"10.8.0.2:8080"_s},
                        {server::AddressKind::ThisPc, u"Loopback"_s, u"127.0.0.1:8080"_s}};
    return status;
}

server::Status hostStopping()
{
    auto status = hostRunning(std::chrono::minutes(134));
    status.phase = server::Phase::Stopping;
    return status;
}

server::Status hostFailed()
{
    server::Status status;
    status.phase = server::Phase::Failed;
    status.error = {server::StartErrorKind::PortTaken,
                    server::StartStep::Ports,
                    u"bind: address already in use"_s,
                    u"nginx (process 812)"_s,
                    80,
                    8080};
    return status;
}

server::PlayersDelta threePlayers()
{
    using server::Activity;
    server::PlayersDelta delta;
    delta.reset = true;
    delta.upserted = {{base::PlayerId {4}, u"Anna"_s, Activity::InGame, wallNow().addSecs(-134 * 60), true},
                      {base::PlayerId {7}, u"Jon"_s, Activity::InGame, wallNow().addSecs(-38 * 60), false},
                      {base::PlayerId {12}, u"Kit Rowan"_s, Activity::InMenu, wallNow().addSecs(-75), false}};
    return delta;
}

connector::Status joinLookingUp()
{
    connector::Status status;
    status.phase = connector::Phase::LookingUp;
    status.address = u"play.example.org"_s;
    return status;
}

connector::Status joinReady()
{
    connector::Status status = joinLookingUp();
    status.phase = connector::Phase::Ready;
    status.server = connector::ServerInfo {QUrl(u"https://play.example.org/"_s), u"0.8.1"_s, u"association"_s, 9032};
    status.lookupMs = 41;
    status.ports = {42127, 42128, 42129, 42130, 42131, 42132};
    status.tunnel = {.state = connector::TunnelState::Open, .form = connector::TunnelForm::Udp, .roundTripMs = 38};
    return status;
}

connector::Status joinLimited()
{
    auto status = joinReady();
    status.ports.http = 0;
    status.portsMissing = {{connector::PortRole::Http, 42131, u"nginx (process 812)"_s, false}};
    status.tunnel = {.state = connector::TunnelState::Waiting, .attempts = 2};
    return status;
}

connector::Status joinInGame()
{
    auto status = joinReady();
    status.phase = connector::Phase::GameConnected;
    status.gameConnections = 1;
    status.bytesToServer = 41'200;
    status.bytesToGame = 1'204'000;
    return status;
}

connector::Status joinReconnecting()
{
    auto status = joinReady();
    status.phase = connector::Phase::Reconnecting;
    status.attempts = 3;
    return status;
}

connector::Status joinFailed(connector::LookupErrorKind kind)
{
    connector::Status status = joinLookingUp();
    status.phase = connector::Phase::Failed;
    status.lookupError = connector::LookupError {kind, u"detail 404"_s, u"http://play.example.org/"_s};
    return status;
}

connector::Status joinPortsTaken()
{
    auto status = joinReady();
    status.phase = connector::Phase::Failed;
    status.ports = {};
    status.portProblem =
        connector::PortProblem {connector::PortRole::Redirector, 42127, u"pocket-relay-client (process 4112)"_s, false};
    return status;
}

QJsonObject usedStore(const QString &theme)
{
    const auto joined = [](qint64 secondsAgo) { return wallNow().addSecs(-secondsAgo).toString(Qt::ISODate); };
    return {{u"theme"_s, theme},
            {u"serverName"_s, u"Anna's deck"_s},
            {u"hostedBefore"_s, true},
            {u"recentServers"_s,
             QJsonArray {QJsonObject {{u"address"_s, u"play.example.org"_s}, {u"joined"_s, joined(38 * 60)}},
                         QJsonObject {{u"address"_s, u"192.168.1.60:8080"_s}, {u"joined"_s, joined(30 * 3600)}},
                         QJsonObject {{u"address"_s, u"203.0.113.7:8080"_s}, {u"joined"_s, joined(6 * 24 * 3600)}}}}};
}

} // namespace fakes
