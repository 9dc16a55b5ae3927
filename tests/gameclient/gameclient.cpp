#include <tests/gameclient/gameclient.h>

#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>

#include <cstdlib>

namespace gameclient {

namespace {

constexpr std::uint16_t kErrorTimeout = 0x4005;

} // namespace

using namespace Qt::StringLiterals;

GameClient::GameClient(net::Network &network, base::Clock &clock, base::Random &random, const ssl3::Crypto &crypto,
                       GameClientOptions options)
    : datagrams(network)
    , m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_crypto(crypto)
    , m_options(std::move(options))
    , m_pingTimer(network)
    , m_retryTimer(network)
{}

GameClient::~GameClient() = default;

void GameClient::trace(const QString &line)
{
    if (m_trace)
        m_trace(line);
}

void GameClient::findServer(Done done)
{
    if (m_options.direct)
        return done({});
    m_query = std::make_unique<RedirectorQuery>(
        m_network, m_random, m_crypto, m_options.redirectorHost, m_options.redirectorPort,
        [this, done = std::move(done)](base::Result<BlazeAddress, QString> answer) mutable {
            if (!answer)
                return done(answer.error());
            m_blaze = *answer;
            trace(u"redirected to %1:%2"_s.arg(m_blaze.host).arg(m_blaze.port));
            done({});
        });
}

void GameClient::connectBlaze(Done done)
{
    const auto use = [this](net::StreamPtr stream) {
        m_link = std::make_unique<BlazeLink>(std::move(stream), [this](const QString &problem) { linkEnded(problem); });
    };
    if (m_options.direct) {
        m_upgrade = std::make_unique<DirectUpgrade>(m_network, *m_options.direct,
                                                    [use, done = std::move(done)](auto stream) mutable {
                                                        if (!stream)
                                                            return done(stream.error());
                                                        use(std::move(*stream));
                                                        done({});
                                                    });
        return;
    }
    net::ConnectOptions options;
    options.host = m_blaze.host;
    options.port = m_blaze.port;
    m_attempt = m_network.connectTo(options, [use, done = std::move(done)](auto stream) mutable {
        if (!stream)
            return done(u"no connection to the Blaze port: "_s + stream.error().detail);
        use(std::move(*stream));
        done({});
    });
}

void GameClient::disconnect(Done done)
{
    m_pingTimer.stop();
    if (!m_link)
        return done({});
    if (m_link->notificationsUnclaimed() > 0)
        return done(u"%1 notifications came that nothing had caused"_s.arg(m_link->notificationsUnclaimed()));
    m_disconnected = std::move(done);
    m_link->close();
}

void GameClient::linkEnded(const QString &problem)
{
    m_pingTimer.stop();
    m_retryTimer.stop();
    isPostAuthed = false;
    const auto ended = std::move(m_link); // dies at the end of this function
    if (auto disconnected = std::move(m_disconnected))
        return disconnected(problem);
    if (m_trouble)
        m_trouble(problem);
}

void GameClient::ask(const CommandId &command, const tdf::Fields &body, Check check, Done done,
                     std::vector<CommandId> causes)
{
    if (!m_link)
        return done(u"not connected"_s);
    m_link->ask(
        command, body,
        [name = QString::fromLatin1(command.name), check = std::move(check),
         done = std::move(done)](const Answer &answer) mutable {
            if (answer.error != 0)
                return done(u"%1 was refused with error 0x%2"_s.arg(name).arg(answer.error, 0, 16));
            done(check(answer.body));
        },
        std::move(causes));
}

void GameClient::askWhileBusy(const CommandId &command, const tdf::Fields &body, BlazeLink::Answered then)
{
    m_link->ask(command, body, [this, command, body, then = std::move(then)](const Answer &answer) mutable {
        if (answer.error != kErrorTimeout)
            return then(answer);
        trace(u"the server is busy; trying again"_s);
        // Not all at the same moment again.
        const std::chrono::milliseconds pause(300 + m_random.below(700));
        m_retryTimer.start(pause, [this, command, body, then = std::move(then)]() mutable {
            askWhileBusy(command, body, std::move(then));
        });
    });
}

void GameClient::askPatiently(const CommandId &command, const tdf::Fields &body, Check check, Done done)
{
    if (!m_link)
        return done(u"not connected"_s);
    askWhileBusy(command, body,
                 [name = QString::fromLatin1(command.name), check = std::move(check),
                  done = std::move(done)](const Answer &answer) mutable {
                     if (answer.error != 0)
                         return done(u"%1 was refused with error 0x%2"_s.arg(name).arg(answer.error, 0, 16));
                     done(check(answer.body));
                 });
}

void GameClient::askRefused(const CommandId &command, const tdf::Fields &body, std::uint16_t error, Done done)
{
    if (!m_link)
        return done(u"not connected"_s);
    askWhileBusy(
        command, body,
        [name = QString::fromLatin1(command.name), error, done = std::move(done)](const Answer &answer) mutable {
            if (answer.error != error) {
                return done(u"%1 should be refused with error 0x%2, and gave 0x%3"_s.arg(name)
                                .arg(error, 0, 16)
                                .arg(answer.error, 0, 16));
            }
            done({});
        });
}

void GameClient::await(const CommandId &notification, BlazeLink::Notified then)
{
    if (m_link)
        m_link->await(notification, std::move(then));
}

void GameClient::awaitOne(std::vector<CommandId> notifications, BlazeLink::OneNotified then)
{
    if (m_link)
        m_link->awaitOne(std::move(notifications), std::move(then));
}

void GameClient::sendPing(Done done)
{
    // Both computers may have their clocks wrong, but not by more than a day.
    const std::int64_t now = m_clock.unixSeconds();
    ask(
        cmd::kPing, {},
        [this, now](const tdf::Fields &body) {
            QString problem;
            FieldCheck(body, u"Ping"_s, problem).integer("STIM");
            if (problem.isEmpty() && std::abs(static_cast<std::int64_t>(body.find("STIM")->toInteger()) - now) > 86'400)
                problem = u"Ping.STIM is not the time"_s;
            ++m_pingsAnswered;
            return problem;
        },
        std::move(done));
}

void GameClient::httpGet(const QByteArray &target, HttpCheck check, Done done)
{
    const bool direct = local.http == 0;
    const QString host = direct ? httpFallback.host() : u"127.0.0.1"_s;
    const auto port = direct ? static_cast<quint16>(httpFallback.port(80)) : local.http;
    m_http = std::make_unique<HttpGet>(
        m_network, host, port, target,
        [check = std::move(check), done = std::move(done)](base::Result<HttpAnswer, QString> answer) mutable {
            done(answer ? check(*answer) : answer.error());
        });
}

void GameClient::sendTelemetry(const QByteArray &message, Done done)
{
    if (local.telemetry == 0) {
        trace(u"the connector has no telemetry port"_s);
        return done({});
    }
    m_telemetry = std::make_unique<TelemetryLink>(m_network, local.telemetry, message, std::move(done));
}

void GameClient::startPinging(std::chrono::milliseconds period)
{
    m_pingEvery = period;
    pingLater();
}

void GameClient::pingLater()
{
    m_pingTimer.start(m_pingEvery, [this] {
        pingLater();
        sendPing([this](const QString &problem) {
            if (!problem.isEmpty() && m_trouble)
                m_trouble(problem);
        });
    });
}

} // namespace gameclient
