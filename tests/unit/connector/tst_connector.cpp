// The connector as a whole under manual time: phases, ports, what happens when the server goes and comes.

#include <core/base/limits.h>
#include <core/connector/connector.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using connector::Connector;
using connector::LookupErrorKind;
using connector::Phase;
using connector::UpgradeErrorKind;

namespace {

constexpr quint16 kRedirectorPort = 42127;
constexpr quint16 kBlazePort = 42128;

} // namespace

class ConnectorTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void becomesReady();
    void badAddress();
    void lookupFails();
    void keepsTrying();
    void keepsTryingOnlyWhatMayPass();
    void stopEndsTheTrying();
    void redirectorPortTaken();
    void blazePortFallsBack();
    void freePorts();
    void loopbackOnly();
    void carriesGame();
    void gameWaitsUnread();
    void gameGoesAtOnce();
    void upgradeFailureClosesGame();
    void threeFailuresLeadToLookups();
    void failuresMustBeInARow();
    void recoversWhenGameConnects();
    void recoversByItself();
    void serverHangsUp();
    void serverHangsUpAndIsThere();
    void newAssociation();
    void associationOfTheUpgrade();
    void stopSendsWhatIsQueued();
    void stopHasALimit();
    void stopAndStartAgain();
    void stopDuringLookup();
    void destroyedWhileRunning();
    void inProcess();
    void inProcessStopped();
    void manyGames();

private:
    void makeConnector(const connector::PortsWanted &ports = {},
                       connector::FirstLookup firstLookup = connector::FirstLookup::Once);
    void startAndSettle(const QString &address = u"10.0.0.5"_s);
    [[nodiscard]] std::unique_ptr<fake::Peer> gameConnects();
    [[nodiscard]] QByteArray answerRequest(const QByteArray &request) const;
    [[nodiscard]] connector::Status status() const { return m_connector->status(); }
    [[nodiscard]] int lookupsSeen() const;

    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
    base::SystemRandom m_random;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<fake::Server> m_server;
    std::unique_ptr<Connector> m_connector;
    QByteArray m_association;
    QByteArray m_upgradeAnswer;
    QList<Phase> m_phases;
};

void ConnectorTest::initTestCase()
{
    auto identity = connector::RedirectorIdentity::open({}, m_random);
    QVERIFY2(identity.hasValue(), identity.hasValue() ? "" : qPrintable(identity.error()));
    m_identity = *identity;
}

void ConnectorTest::init()
{
    test::failOnWarnings();
    m_association = "token-1";
    m_upgradeAnswer = fake::kSwitching;
    m_phases.clear();
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
    m_server = std::make_unique<fake::Server>(*m_network, quint16(80),
                                              [this](const QByteArray &request) { return answerRequest(request); });
    makeConnector();
}

void ConnectorTest::cleanup()
{
    m_connector.reset();
    m_server.reset();
    m_time->settle();
    QCOMPARE(m_network->streamsOpen(), 0);
    m_network.reset();
    m_time.reset();
}

void ConnectorTest::makeConnector(const connector::PortsWanted &ports, connector::FirstLookup firstLookup)
{
    connector::ConnectorOptions options;
    options.ports = ports;
    options.firstLookup = firstLookup;
    options.identity = m_identity;
    m_connector = std::make_unique<Connector>(*m_network, *m_time, m_random, std::move(options));
    m_connector->setObserver([this](const connector::Status &status) {
        if (m_phases.isEmpty() || m_phases.last() != status.phase)
            m_phases.append(status.phase);
    });
}

void ConnectorTest::startAndSettle(const QString &address)
{
    m_connector->start(address);
    m_time->settle();
}

std::unique_ptr<fake::Peer> ConnectorTest::gameConnects()
{
    auto stream = m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), status().ports.blaze);
    return stream ? std::make_unique<fake::Peer>(std::move(stream)) : nullptr;
}

QByteArray ConnectorTest::answerRequest(const QByteArray &request) const
{
    if (request.startsWith("GET /api/server/tunnel "))
        return fake::kSwitchingTunnel;
    return request.startsWith("GET /api/server HTTP") ? fake::response(200, fake::details(m_association))
                                                      : m_upgradeAnswer;
}

int ConnectorTest::lookupsSeen() const
{
    return static_cast<int>(
        std::count_if(m_server->requests.begin(), m_server->requests.end(),
                      [](const auto &request) { return request.startsWith("GET /api/server HTTP"); }));
}

void ConnectorTest::becomesReady()
{
    QCOMPARE(status().phase, Phase::Off);
    startAndSettle();
    QCOMPARE(status().phase, Phase::Ready);
    QCOMPARE(status().server->version, u"0.8.1"_s);
    QCOMPARE(status().ports.redirector, kRedirectorPort);
    QCOMPARE(status().ports.blaze, kBlazePort);
    QCOMPARE(status().ports.http, quint16 {42131});
    QCOMPARE(status().ports.qos, quint16 {42130});
    QCOMPARE(status().address, u"10.0.0.5"_s);
    QVERIFY(status().lookupMs >= 0);
    QCOMPARE(m_phases, (QList {Phase::LookingUp, Phase::Preparing, Phase::Ready}));
}

void ConnectorTest::badAddress()
{
    startAndSettle(u"ftp://h"_s);
    QCOMPARE(status().phase, Phase::Failed);
    QCOMPARE(status().lookupError->kind, LookupErrorKind::UnsupportedScheme);
    QCOMPARE(status().address, u"ftp://h"_s);
    QVERIFY(m_server->requests.empty());
}

void ConnectorTest::lookupFails()
{
    m_server->stop();
    startAndSettle();
    QCOMPARE(status().phase, Phase::Failed);
    QCOMPARE(status().lookupError->kind, LookupErrorKind::Refused);
    QCOMPARE(int(status().ports.redirector), 0);
    // Nothing keeps trying behind the user's back; a new start does.
    m_server->start();
    m_time->advance(std::chrono::minutes(5));
    QCOMPARE(status().phase, Phase::Failed);
    startAndSettle();
    QCOMPARE(status().phase, Phase::Ready);
    QVERIFY(!status().lookupError);
}

void ConnectorTest::keepsTrying()
{
    makeConnector({}, connector::FirstLookup::KeepTrying);
    m_server->stop();
    startAndSettle();
    const int pauses[] {1, 2, 4, 8, 15, 30, 30, 30}; // seconds
    int attempts = 0;
    for (const int pause : pauses) {
        QCOMPARE(status().phase, Phase::LookingUp);
        QCOMPARE(status().attempts, ++attempts);
        QCOMPARE(status().lookupError->kind, LookupErrorKind::Refused);
        const auto next = std::chrono::milliseconds(status().nextAttemptMs);
        QVERIFY2(next >= std::chrono::milliseconds(800 * pause) && next <= std::chrono::milliseconds(1200 * pause),
                 qPrintable(u"%1 ms"_s.arg(next.count())));
        m_time->advance(next - std::chrono::milliseconds(1));
        QCOMPARE(status().attempts, attempts);
        m_time->advance(std::chrono::milliseconds(1));
    }
    m_server->start();
    m_time->advance(std::chrono::seconds(36));
    QCOMPARE(status().phase, Phase::Ready);
    QCOMPARE(status().attempts, 0);
    QCOMPARE(status().nextAttemptMs, -1);
    QVERIFY(!status().lookupError);
    // The next absence begins with the shortest pause.
    m_server->stop();
    startAndSettle();
    QVERIFY(status().nextAttemptMs <= 1200);
}

void ConnectorTest::keepsTryingOnlyWhatMayPass()
{
    makeConnector({}, connector::FirstLookup::KeepTrying);
    startAndSettle(u"ftp://h"_s);
    QCOMPARE(status().phase, Phase::Failed);
    m_server->stop();
    fake::Server other(*m_network, 80,
                       [](const QByteArray &) { return QByteArray("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"); });
    startAndSettle();
    QCOMPARE(status().phase, Phase::Failed);
    QCOMPARE(status().lookupError->kind, LookupErrorKind::NotJson);
    other.stop();
}

void ConnectorTest::stopEndsTheTrying()
{
    makeConnector({}, connector::FirstLookup::KeepTrying);
    m_server->stop();
    startAndSettle();
    QCOMPARE(status().attempts, 1);
    m_connector->stop();
    m_server->start();
    m_time->advance(std::chrono::minutes(5));
    QCOMPARE(status().phase, Phase::Off);
    QCOMPARE(lookupsSeen(), 0);
}

void ConnectorTest::redirectorPortTaken()
{
    fake::Server other(*m_network, kRedirectorPort, [](const QByteArray &) { return QByteArray(); });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^port 42127 cannot be opened"_s));
    startAndSettle();
    QCOMPARE(status().phase, Phase::Failed);
    QVERIFY(status().portProblem);
    QCOMPARE(status().portProblem->role, connector::PortRole::Redirector);
    QCOMPARE(status().portProblem->port, kRedirectorPort);
    QVERIFY(!status().portProblem->permission);
    // The Blaze port that had been opened before is free again.
    QVERIFY(!m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kBlazePort));
    other.stop();
    startAndSettle();
    QCOMPARE(status().phase, Phase::Ready);
    QVERIFY(!status().portProblem);
}

void ConnectorTest::blazePortFallsBack()
{
    fake::Server other(*m_network, kBlazePort, [](const QByteArray &) { return QByteArray(); });
    startAndSettle();
    QCOMPARE(status().phase, Phase::Ready);
    QVERIFY(status().ports.blaze != 0 && status().ports.blaze != kBlazePort);
    const auto game = gameConnects();
    m_time->settle();
    QCOMPARE(status().phase, Phase::GameConnected);
    other.stop();
}

void ConnectorTest::freePorts()
{
    makeConnector({0, 0, 0, 0, 0, 0});
    startAndSettle();
    QCOMPARE(status().phase, Phase::Ready);
    QVERIFY(status().ports.redirector != 0);
    QVERIFY(status().ports.blaze != 0);
    const auto game = gameConnects();
    m_time->settle();
    // The game is told the HTTP port every published server knows, whatever our own are.
    QVERIFY(m_server->requests.back().contains("\r\nx-pocket-relay-port: 42131\r\n"));
}

void ConnectorTest::loopbackOnly()
{
    struct Recorder final : net::Network
    {
        explicit Recorder(net::Network &other)
            : below(other)
        {}
        base::TimerId after(std::chrono::milliseconds delay, net::MoveOnlyFunction<void()> callback) override
        {
            return below.after(delay, std::move(callback));
        }
        void cancel(base::TimerId id) override { below.cancel(id); }
        base::Result<std::unique_ptr<net::Listener>, net::NetError> listen(const net::ListenOptions &options,
                                                                           AcceptCallback accepted) override
        {
            addresses.append(options.address);
            return below.listen(options, std::move(accepted));
        }
        std::unique_ptr<net::ConnectAttempt> connectTo(const net::ConnectOptions &options,
                                                       ConnectCallback done) override
        {
            return below.connectTo(options, std::move(done));
        }
        base::Result<std::unique_ptr<net::DatagramSocket>, net::NetError>
        bindDatagram(const QHostAddress &address, quint16 port, net::DatagramHandler &handler) override
        {
            if (port != 0) // others go out to the server and must be able to
                addresses.append(address);
            return below.bindDatagram(address, port, handler);
        }
        std::pair<net::StreamPtr, net::StreamPtr> makePipe(const net::Endpoint &a, const net::Endpoint &b) override
        {
            return below.makePipe(a, b);
        }
        net::Network &below;
        QList<QHostAddress> addresses;
    };
    Recorder recorder(*m_network);
    connector::ConnectorOptions options;
    options.identity = m_identity;
    Connector local(recorder, *m_time, m_random, std::move(options));
    local.start(u"10.0.0.5"_s);
    m_time->settle();
    QCOMPARE(local.status().phase, Phase::Ready);
    QVERIFY(recorder.addresses.size() >= 5); // redirector, Blaze, telemetry, HTTP, QoS
    for (const QHostAddress &address : std::as_const(recorder.addresses))
        QCOMPARE(address, QHostAddress(QHostAddress::LocalHost));
}

void ConnectorTest::carriesGame()
{
    startAndSettle();
    const auto game = gameConnects();
    game->send("first packet");
    m_time->settle();
    QCOMPARE(status().phase, Phase::GameConnected);
    QCOMPARE(status().gameConnections, 1);
    fake::Connection &link = *m_server->connections.back();
    QCOMPARE(link.received, "first packet"_ba);
    QVERIFY(m_server->requests.back().contains("\r\nx-association: token-1\r\n"));
    link.send("answer");
    m_time->settle();
    QCOMPARE(game->received, "answer"_ba);
    QCOMPARE(status().bytesToServer, 12U);
    QCOMPARE(status().bytesToGame, 6U);
    game->stream->close();
    m_time->settle();
    QVERIFY(link.ended);
    link.stream->close();
    m_time->settle();
    QCOMPARE(status().phase, Phase::Ready);
    QCOMPARE(status().gameConnections, 0);
    QCOMPARE(status().bytesToServer, 12U); // still counted
    QCOMPARE(lookupsSeen(), 1);            // the game left: nothing to look into
}

void ConnectorTest::gameWaitsUnread()
{
    m_upgradeAnswer.clear(); // the server takes its time
    startAndSettle();
    const auto game = gameConnects();
    game->send(QByteArray(200'000, 'x'));
    m_time->settle();
    QVERIFY(game->stream->bytesQueued() > 0); // only the system's buffer took some
    QCOMPARE(status().phase, Phase::Ready);
    fake::Connection &link = *m_server->connections.back();
    QCOMPARE(link.received, QByteArray()); // nothing behind the request
    link.send(fake::kSwitching + "hello");
    m_time->settle();
    QCOMPARE(link.received.size(), 200'000);
    QCOMPARE(game->received, "hello"_ba);
}

void ConnectorTest::gameGoesAtOnce()
{
    startAndSettle();
    const auto game = gameConnects();
    game->stream->close();
    m_time->settle();
    // One upgrade is made all the same, then ended.
    QCOMPARE(m_server->requests.size(), 2U);
    QVERIFY(m_server->connections.back()->ended);
    m_server->connections.back()->stream->close();
    m_time->settle();
    QCOMPARE(status().phase, Phase::Ready);
    QVERIFY(!status().upgradeError);
}

void ConnectorTest::upgradeFailureClosesGame()
{
    m_upgradeAnswer = fake::response(426, "");
    startAndSettle();
    const auto game = gameConnects();
    game->send("lost");
    m_time->settle();
    QVERIFY(game->closed);
    QCOMPARE(game->received, QByteArray());
    QCOMPARE(status().phase, Phase::Ready);
    QCOMPARE(status().upgradeError->kind, UpgradeErrorKind::UpgradeRemoved);
    QVERIFY(status().upgradeProblem.contains(u"426"_s));
    // The next success clears it.
    m_upgradeAnswer = fake::kSwitching;
    const auto again = gameConnects();
    m_time->settle();
    QCOMPARE(status().phase, Phase::GameConnected);
    QVERIFY(!status().upgradeError);
    QVERIFY(status().upgradeProblem.isEmpty());
}

void ConnectorTest::threeFailuresLeadToLookups()
{
    startAndSettle();
    m_server->stop();
    for (int i = 1; i <= base::kUpgradeFailuresBeforeLookup; ++i) {
        QCOMPARE(status().phase, Phase::Ready);
        if (i == base::kUpgradeFailuresBeforeLookup)
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^the server does not take game connections"_s));
        const auto game = gameConnects();
        m_time->settle();
        QVERIFY(game->closed);
        QCOMPARE(status().upgradeError->kind, UpgradeErrorKind::Refused);
    }
    QCOMPARE(status().phase, Phase::Reconnecting);
    QCOMPARE(status().attempts, 1); // the first at once
    QCOMPARE(status().lookupError->kind, LookupErrorKind::Refused);
    m_time->advance(base::kLookupRetryPeriod - std::chrono::milliseconds(1));
    QCOMPARE(status().attempts, 1);
    m_time->advance(std::chrono::milliseconds(1));
    QCOMPARE(status().attempts, 2);
    m_time->advance(3 * base::kLookupRetryPeriod);
    QCOMPARE(status().attempts, 5);
    QCOMPARE(status().ports.redirector, kRedirectorPort); // the ports stay open for the game
}

void ConnectorTest::failuresMustBeInARow()
{
    startAndSettle();
    for (int round = 0; round < 3; ++round) {
        m_upgradeAnswer = fake::response(502, "");
        for (int i = 1; i < base::kUpgradeFailuresBeforeLookup; ++i) {
            const auto game = gameConnects();
            m_time->settle();
        }
        m_upgradeAnswer = fake::kSwitching;
        const auto game = gameConnects();
        m_time->settle();
        QCOMPARE(status().phase, Phase::GameConnected);
        game->stream->abort();
        m_time->advance(std::chrono::seconds(5));
    }
    QCOMPARE(lookupsSeen(), 1);
}

void ConnectorTest::recoversWhenGameConnects()
{
    threeFailuresLeadToLookups();
    m_server->start();
    m_association = "token-2";
    const auto game = gameConnects(); // asks at once, and is the first to be served
    game->send("hello again");
    m_time->settle();
    QCOMPARE(status().phase, Phase::GameConnected);
    QCOMPARE(status().attempts, 0);
    QVERIFY(!status().lookupError);
    QVERIFY(!game->closed);
    QCOMPARE(m_server->connections.back()->received, "hello again"_ba);
    QVERIFY(m_server->requests.back().contains("x-association: token-2"));
}

void ConnectorTest::recoversByItself()
{
    threeFailuresLeadToLookups();
    m_server->start();
    m_time->advance(base::kLookupRetryPeriod);
    QCOMPARE(status().phase, Phase::Ready);
    // Three more failures are needed before it asks again.
    m_upgradeAnswer = fake::response(502, "");
    const auto game = gameConnects();
    m_time->settle();
    QCOMPARE(status().phase, Phase::Ready);
}

void ConnectorTest::serverHangsUp()
{
    startAndSettle();
    const auto game = gameConnects();
    m_time->settle();
    QCOMPARE(status().phase, Phase::GameConnected);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^the server is away"_s));
    m_server->stop();
    m_time->settle();
    QVERIFY(game->ended);
    game->stream->close();
    m_time->settle();
    QCOMPARE(status().gameConnections, 0);
    QCOMPARE(status().phase, Phase::Reconnecting);
    m_server->start();
    m_time->advance(base::kLookupRetryPeriod);
    QCOMPARE(status().phase, Phase::Ready);
}

void ConnectorTest::serverHangsUpAndIsThere()
{
    startAndSettle();
    const auto game = gameConnects();
    m_time->settle();
    m_association = "token-2";
    m_server->connections.back()->stream->close();
    m_time->settle();
    game->stream->close();
    m_time->settle();
    QCOMPARE(status().phase, Phase::Ready);
    QCOMPARE(lookupsSeen(), 2);
    QCOMPARE(status().server->association, u"token-2"_s);
}

void ConnectorTest::newAssociation()
{
    startAndSettle();
    QCOMPARE(m_connector->tunnelAssociation(), u"token-1"_s);
    const auto first = gameConnects();
    m_time->settle();
    const auto second = gameConnects();
    m_time->settle();
    m_association = "token-2";
    m_server->connections.back()->stream->close(); // the second one; the connector asks again
    m_time->settle();
    second->stream->close();
    m_time->settle();
    QCOMPARE(status().server->association, u"token-2"_s);
    // The first game's connection still goes by the old token, and so must its tunnel.
    QCOMPARE(m_connector->tunnelAssociation(), u"token-1"_s);
    const auto third = gameConnects();
    m_time->settle();
    QVERIFY(m_server->requests.back().contains("x-association: token-2"));
    QCOMPARE(m_connector->tunnelAssociation(), u"token-1"_s);
    first->stream->abort();
    m_time->advance(std::chrono::seconds(5));
    QCOMPARE(m_connector->tunnelAssociation(), u"token-2"_s);
}

// The server knows a game by the token of its upgrade, also when a look-up brings another one before the answer.
void ConnectorTest::associationOfTheUpgrade()
{
    startAndSettle();
    const auto first = gameConnects();
    m_time->settle();
    fake::Connection &firstLink = *m_server->connections.back();
    m_upgradeAnswer.clear(); // the server takes its time
    const auto second = gameConnects();
    m_time->settle();
    QVERIFY(m_server->requests.back().contains("x-association: token-1"));
    fake::Connection &secondLink = *m_server->connections.back();
    m_association = "token-2";
    firstLink.stream->close(); // the connector asks again
    m_time->settle();
    first->stream->close();
    m_time->settle();
    QCOMPARE(status().server->association, u"token-2"_s);
    QCOMPARE(m_connector->tunnelAssociation(), u"token-2"_s); // nobody is connected
    secondLink.send(fake::kSwitching);
    m_time->settle();
    QCOMPARE(status().gameConnections, 1);
    QCOMPARE(m_connector->tunnelAssociation(), u"token-1"_s);
}

void ConnectorTest::stopSendsWhatIsQueued()
{
    startAndSettle();
    const auto game = gameConnects();
    m_time->settle();
    fake::Connection &link = *m_server->connections.back();
    link.stream->setReading(false);
    game->send(QByteArray(150'000, 's'));
    m_time->settle();
    bool stopped = false;
    m_connector->stop([&stopped] { stopped = true; });
    QCOMPARE(status().phase, Phase::Off);
    QCOMPARE(int(status().ports.blaze), 0);
    // Ports are free at once.
    QVERIFY(!m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kBlazePort));
    QVERIFY(!m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kRedirectorPort));
    m_time->settle();
    QVERIFY(!stopped);
    link.stream->setReading(true);
    m_time->advance(base::kConnectorStopDeadline);
    QVERIFY(stopped);
    QCOMPARE(link.received.size(), 150'000);
    QVERIFY(link.ended || link.closed);
}

void ConnectorTest::stopHasALimit()
{
    startAndSettle();
    const auto game = gameConnects();
    m_time->settle();
    m_server->connections.back()->stream->setReading(false);
    game->send(QByteArray(300'000, 's'));
    m_time->settle();
    bool stopped = false;
    m_connector->stop([&stopped] { stopped = true; });
    m_time->advance(base::kConnectorStopDeadline - std::chrono::milliseconds(1));
    QVERIFY(!stopped);
    m_time->advance(std::chrono::milliseconds(1));
    QVERIFY(stopped);
}

void ConnectorTest::stopAndStartAgain()
{
    startAndSettle();
    const auto game = gameConnects();
    m_time->settle();
    m_connector->stop();
    m_connector->start(u"10.0.0.5"_s);
    m_time->settle();
    QCOMPARE(status().phase, Phase::Ready);
    QCOMPARE(status().gameConnections, 0);
    QCOMPARE(status().ports.blaze, kBlazePort);
    const auto again = gameConnects();
    m_time->advance(std::chrono::seconds(10)); // the old connection is gone by now and counts no more
    QCOMPARE(status().phase, Phase::GameConnected);
    QCOMPARE(status().gameConnections, 1);
}

void ConnectorTest::stopDuringLookup()
{
    m_connector->start(u"10.0.0.5"_s);
    bool stopped = false;
    m_connector->stop([&stopped] { stopped = true; });
    m_time->advance(std::chrono::minutes(1));
    QVERIFY(stopped);
    QCOMPARE(status().phase, Phase::Off);
    QCOMPARE(m_phases, QList {Phase::Off});
}

void ConnectorTest::destroyedWhileRunning()
{
    startAndSettle();
    const auto game = gameConnects();
    m_time->settle();
    m_connector.reset();
    m_time->advance(std::chrono::seconds(10));
    QVERIFY(game->closed);
}

namespace {

// What the server of this program supplies: no HTTP, streams made in the process.
class LocalUpstream final : public connector::Upstream
{
public:
    explicit LocalUpstream(net::Network &network)
        : m_network(network)
    {}
    std::unique_ptr<connector::Operation> lookUp(LookupDone done) override
    {
        if (running)
            done(connector::ServerInfo {QUrl(u"http://127.0.0.1/"_s), u"0.9.0"_s, {}, {}});
        else
            done(base::failure(connector::LookupError {LookupErrorKind::Refused, {}, {}}));
        return nullptr;
    }
    std::unique_ptr<connector::Operation> openBlaze(const connector::ServerInfo & /*server*/, const net::Endpoint &game,
                                                    OpenDone done) override
    {
        if (!running) {
            done(base::failure(connector::UpgradeError {UpgradeErrorKind::ServerStopped, 0, {}}));
            return nullptr;
        }
        auto ends = m_network.makePipe(game, {QHostAddress(QHostAddress::LocalHost), 0});
        servers.push_back(std::make_unique<fake::Peer>(std::move(ends.second)));
        done(connector::OpenedStream {std::move(ends.first), {}});
        return nullptr;
    }
    bool running = true;
    std::vector<std::unique_ptr<fake::Peer>> servers;

private:
    net::Network &m_network;
};

} // namespace

void ConnectorTest::inProcess()
{
    auto upstream = std::make_unique<LocalUpstream>(*m_network);
    LocalUpstream &server = *upstream;
    m_connector->start(std::move(upstream), u"this computer"_s);
    m_time->settle();
    QCOMPARE(status().phase, Phase::Ready);
    QCOMPARE(status().address, u"this computer"_s);
    const auto game = gameConnects();
    game->send("hello");
    m_time->settle();
    QCOMPARE(status().phase, Phase::GameConnected);
    QCOMPARE(server.servers.size(), 1U);
    QCOMPARE(server.servers.front()->received, "hello"_ba);
    QVERIFY(server.servers.front()->stream->peer().isLoopback());
    QVERIFY(m_server->requests.empty());
}

void ConnectorTest::inProcessStopped()
{
    auto upstream = std::make_unique<LocalUpstream>(*m_network);
    LocalUpstream &server = *upstream;
    m_connector->start(std::move(upstream), u"this computer"_s);
    m_time->settle();
    server.running = false;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^the server does not take game connections"_s));
    for (int i = 0; i < base::kUpgradeFailuresBeforeLookup; ++i) {
        const auto game = gameConnects();
        m_time->settle();
        QVERIFY(game->closed);
    }
    QCOMPARE(status().phase, Phase::Reconnecting);
    QCOMPARE(status().upgradeError->kind, UpgradeErrorKind::ServerStopped);
    server.running = true;
    m_time->advance(base::kLookupRetryPeriod);
    QCOMPARE(status().phase, Phase::Ready);
}

void ConnectorTest::manyGames()
{
    startAndSettle();
    std::vector<std::unique_ptr<fake::Peer>> games;
    for (int i = 0; i < base::kConnectorPipesMax; ++i)
        games.push_back(gameConnects());
    m_time->settle();
    QCOMPARE(status().gameConnections, base::kConnectorPipesMax);
    const auto oneMore = gameConnects();
    m_time->settle();
    QVERIFY(!oneMore || oneMore->closed);
    QCOMPARE(status().gameConnections, base::kConnectorPipesMax);
    games.pop_back();
    m_time->advance(std::chrono::seconds(5));
    const auto another = gameConnects();
    m_time->settle();
    QCOMPARE(status().gameConnections, base::kConnectorPipesMax);
    QVERIFY(another && !another->closed);
}

QTEST_GUILESS_MAIN(ConnectorTest)
#include "tst_connector.moc"
