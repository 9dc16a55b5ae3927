#pragma once
// One simulated game. Holds what a game holds (the connection, the account, what the server told) and offers what all
// steps need; what a game does is in the steps (steps.h), which a script strings together (script.h). Runs on any
// net::Network, real or in memory. Network thread.

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/net/network.h>
#include <core/ssl3/crypto.h>

#include <tests/gameclient/account.h>
#include <tests/gameclient/blazelink.h>
#include <tests/gameclient/directupgrade.h>
#include <tests/gameclient/gamedatagrams.h>
#include <tests/gameclient/httpget.h>
#include <tests/gameclient/redirectorquery.h>
#include <tests/gameclient/telemetrylink.h>

#include <functional>
#include <memory>
#include <optional>

namespace gameclient {

// How a step ends: empty when all went well, else what went wrong, in one sentence without secrets.
using Done = base::MoveOnlyFunction<void(const QString &problem)>;

struct GameClientOptions
{
    // Where the redirector is, as the hosts entry of a player's computer would say.
    QString redirectorHost = QStringLiteral("127.0.0.1");
    quint16 redirectorPort = 42127;
    // Instead of both: upgrade at the server itself, without a connector.
    std::optional<QUrl> direct;
    // Version of the big configuration the game has; another one is fetched. A fresh installation has none.
    QByteArray cachedConfiguration {};
};

// The local ports of the connector, as far as it has them, and the game's own. A game on a player's computer knows
// these numbers; only where several play on one computer are there others.
struct LocalPorts // 0: the connector does not have it
{
    quint16 telemetry = 42129;
    quint16 http = 42131;
    quint16 tunnel = 42132; // stands for the host of the match
    quint16 game = 3659;
};

class GameClient
{
public:
    using Observer = std::function<void(const QString &line)>;

    // References outlive the client.
    GameClient(net::Network &network, base::Clock &clock, base::Random &random, const ssl3::Crypto &crypto,
               GameClientOptions options);
    GameClient(const GameClient &) = delete;
    GameClient &operator=(const GameClient &) = delete;
    ~GameClient();

    // Told one line for each thing worth reading; never a secret.
    void setTrace(Observer trace) { m_trace = std::move(trace); }
    // Told when the connection ends or offends outside of a step's own waiting.
    void setTrouble(std::function<void(const QString &problem)> trouble) { m_trouble = std::move(trouble); }
    [[nodiscard]] std::function<void(const QString &problem)> takeTrouble() { return std::move(m_trouble); }

    // For a connector whose port is known only later; before the first step.
    void setRedirector(const QString &host, quint16 port)
    {
        m_options.redirectorHost = host;
        m_options.redirectorPort = port;
    }

    // --- for steps
    void findServer(Done done); // redirector; skipped with `direct`
    void connectBlaze(Done done);
    void disconnect(Done done); // in order, from our side
    // Looks at the body of an answer without an error; what is wrong with it, or empty.
    using Check = base::MoveOnlyFunction<QString(const tdf::Fields &)>;
    void ask(const CommandId &command, const tdf::Fields &body, Check check, Done done,
             std::vector<CommandId> causes = {});
    // The same for requests that hash a password: a busy server says "time out", and a player tries again.
    void askPatiently(const CommandId &command, const tdf::Fields &body, Check check, Done done);
    // The same where an error is what should come.
    void askRefused(const CommandId &command, const tdf::Fields &body, std::uint16_t error, Done done);
    void await(const CommandId &notification, BlazeLink::Notified then);
    void awaitOne(std::vector<CommandId> notifications, BlazeLink::OneNotified then);
    // One GET to the connector's local HTTP port, or to `httpFallback` when the connector has none. `check`: what is
    // wrong with the answer, or empty.
    using HttpCheck = base::MoveOnlyFunction<QString(const HttpAnswer &)>;
    void httpGet(const QByteArray &target, HttpCheck check, Done done);
    // Hands bytes to the connector's telemetry port and ends; nothing may come back.
    void sendTelemetry(const QByteArray &message, Done done);
    void startPinging(std::chrono::milliseconds period);
    void sendPing(Done done);
    void trace(const QString &line);

    [[nodiscard]] bool isConnected() const noexcept { return m_link != nullptr; }
    [[nodiscard]] BlazeLink *link() noexcept { return m_link.get(); }
    [[nodiscard]] base::Random &random() noexcept { return m_random; }
    [[nodiscard]] net::Network &network() noexcept { return m_network; }
    [[nodiscard]] base::Clock &clock() noexcept { return m_clock; }
    [[nodiscard]] const GameClientOptions &options() const noexcept { return m_options; }
    [[nodiscard]] int pingsAnswered() const noexcept { return m_pingsAnswered; }

    Account account;
    QByteArray sessionKey; // of the last login
    QByteArray authToken;  // of the last GetAuthToken, for the calls over HTTP
    LocalPorts local;
    GameDatagrams datagrams;
    // Whether game packets reach others through the connector. Not set: who cannot tell takes a tunnel port for a yes.
    enum class Relay { Opening, None, Up };
    std::function<Relay()> relayState;
    [[nodiscard]] Relay relay() const
    {
        return relayState ? relayState() : local.tunnel != 0 ? Relay::Up : Relay::None;
    }
    tdf::Fields services; // TELE and TICK as PostAuth told them
    QUrl httpFallback;    // the server's own address
    tdf::Fields userData; // the extended data of ourselves as last told, without the game we are in
    std::chrono::seconds pingPeriod {15};
    bool isPostAuthed = false; // the session sees its own notifications

private:
    void askWhileBusy(const CommandId &command, const tdf::Fields &body, BlazeLink::Answered then);
    void linkEnded(const QString &problem);
    void pingLater();

    net::Network &m_network;
    base::Clock &m_clock;
    base::Random &m_random;
    const ssl3::Crypto &m_crypto;
    GameClientOptions m_options;
    Observer m_trace;
    std::function<void(const QString &)> m_trouble;
    BlazeAddress m_blaze;
    int m_pingsAnswered = 0;
    std::chrono::milliseconds m_pingEvery {0};
    Done m_disconnected;
    std::unique_ptr<RedirectorQuery> m_query;
    std::unique_ptr<DirectUpgrade> m_upgrade;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    std::unique_ptr<BlazeLink> m_link;
    std::unique_ptr<HttpGet> m_http;
    std::unique_ptr<TelemetryLink> m_telemetry;
    base::ScopedTimer m_pingTimer;
    base::ScopedTimer m_retryTimer;
};

} // namespace gameclient
