// The reports of games on their way to the server: in order, one at a time, never holding a game up.

#include <core/base/limits.h>
#include <core/connector/telemetrydoor.h>
#include <core/connector/telemetrypost.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using connector::TelemetryDoor;

namespace {

constexpr quint16 kPort = 42129;
const QByteArray kTaken = fake::response(200, {});

QByteArray record(const QByteArray &line)
{
    const auto length = static_cast<quint16>(line.size() + 13);
    QByteArray head(10, '\0');
    head += static_cast<char>(length >> 8);
    head += static_cast<char>(length & 0xFF);
    return head + line + '\n';
}

QByteArray body(const QByteArray &key)
{
    return "{\"values\":[[\"" + key + "\",\"[49]\"]]}";
}

class Target final : public connector::TelemetryTarget
{
public:
    explicit Target(net::Network &network)
        : m_network(network)
    {}
    std::unique_ptr<connector::TelemetrySink> openSink(const net::Endpoint & /*game*/) override
    {
        return wanted ? std::make_unique<connector::TelemetryPost>(m_network) : nullptr;
    }
    const connector::ServerInfo *currentServer() const override { return server ? &*server : nullptr; }
    QString association() const override { return token; }

    std::optional<connector::ServerInfo> server;
    QString token;
    bool wanted = true;

private:
    net::Network &m_network;
};

} // namespace

class TestTelemetryDoor : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theRequest();
    void oneAfterTheOther();
    void aRefusalIsNotRepeated();
    void aConnectionClosedForIdleness();
    void aServerThatIsGone();
    void aSilentServer();
    void theOldestGoes();
    void notAGame();
    void whatWaitsIsSentWhenTheGameLeaves();
    void nobodyWantsIt();
    void waitsForTheServer();

private:
    // A game that sends these records.
    fake::Peer &game(const QByteArray &bytes);
    // What the newest connection of the server got behind the first head, taken.
    [[nodiscard]] QByteArray taken();

    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<fake::Server> m_server;
    std::unique_ptr<Target> m_target;
    std::unique_ptr<TelemetryDoor> m_door;
    std::vector<std::unique_ptr<fake::Peer>> m_games;
    QByteArray m_answer;
};

void TestTelemetryDoor::init()
{
    test::failOnWarnings();
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
    m_answer = kTaken;
    m_server = std::make_unique<fake::Server>(*m_network, 80, [this](const QByteArray &) { return m_answer; });
    m_target = std::make_unique<Target>(*m_network);
    m_target->server = connector::ServerInfo {.base = QUrl(u"http://127.0.0.1/sub/"_s), .version = u"1.0.0"_s};
    m_door = std::make_unique<TelemetryDoor>(*m_network, *m_target);
    QVERIFY(m_door->open(kPort));
    QCOMPARE(m_door->port(), kPort);
}

void TestTelemetryDoor::cleanup()
{
    m_games.clear();
    m_door.reset();
    m_target.reset();
    m_server.reset();
    m_network.reset();
    m_time.reset();
}

fake::Peer &TestTelemetryDoor::game(const QByteArray &bytes)
{
    m_games.push_back(
        std::make_unique<fake::Peer>(m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kPort)));
    m_games.back()->send(bytes);
    m_time->settle();
    return *m_games.back();
}

QByteArray TestTelemetryDoor::taken()
{
    return m_server->connections.empty() ? QByteArray() : std::exchange(m_server->connections.back()->received, {});
}

void TestTelemetryDoor::theRequest()
{
    m_target->token = u"tok\r\nen"_s; // what could end the line stays out
    game(record("A=1"));
    QCOMPARE(m_server->requests.size(), std::size_t(1));
    QCOMPARE(m_server->requests[0],
             QByteArray("POST /sub/api/server/telemetry HTTP/1.1\r\ncontent-type: application/json\r\n"
                        "x-association: token\r\naccept: */*\r\nuser-agent: RelayDeck/" RELAYDECK_VERSION "\r\n"
                        "host: 127.0.0.1\r\ncontent-length: 25\r\n\r\n"));
    QCOMPARE(taken(), body("A"));
}

void TestTelemetryDoor::oneAfterTheOther()
{
    m_answer.clear();
    game(record("A=1") + record("B=1"));
    QCOMPARE(taken(), body("A"));
    m_server->connections.back()->send(kTaken);
    m_time->settle();
    // The same connection, and nothing before the answer to the first.
    QCOMPARE(m_server->connections.size(), std::size_t(1));
    const QByteArray second = taken();
    QVERIFY(second.startsWith("POST ") && second.endsWith(body("B")));
    QVERIFY(!second.contains("x-association"));
}

void TestTelemetryDoor::aRefusalIsNotRepeated()
{
    m_answer = fake::response(404, "nothing here");
    fake::Peer &peer = game(record("A=1"));
    QCOMPARE(m_server->requests.size(), std::size_t(1));
    std::ignore = taken();
    peer.send(record("B=1"));
    m_time->settle();
    QVERIFY(taken().endsWith(body("B")));
    QVERIFY(!peer.closed);
}

void TestTelemetryDoor::aConnectionClosedForIdleness()
{
    fake::Peer &peer = game(record("A=1"));
    m_server->connections.back()->stream->close();
    peer.send(record("B=1")); // on its way while the server ends
    m_time->settle();
    QCOMPARE(m_server->connections.size(), std::size_t(2));
    QCOMPARE(taken(), body("B"));
}

void TestTelemetryDoor::aServerThatIsGone()
{
    m_server->stop();
    fake::Peer &peer = game(record("A=1"));
    m_time->advance(base::kTelemetryPostDeadline + 1s);
    m_server->start();
    peer.send(record("B=1"));
    m_time->settle();
    QCOMPARE(m_server->requests.size(), std::size_t(1)); // the first is lost
    QCOMPARE(taken(), body("B"));
}

void TestTelemetryDoor::aSilentServer()
{
    m_answer.clear();
    game(record("A=1") + record("B=1"));
    m_time->advance(base::kTelemetryPostDeadline - 1ms);
    QCOMPARE(m_server->requests.size(), std::size_t(1));
    m_time->advance(100ms);
    QCOMPARE(m_server->requests.size(), std::size_t(2));
    QCOMPARE(taken(), body("B"));
}

void TestTelemetryDoor::theOldestGoes()
{
    m_answer.clear();
    QByteArray all = record("FIRST=1"); // leaves at once
    for (int i = 0; i < base::kTelemetryRecordsQueuedMax; ++i)
        all += record("K" + QByteArray::number(i) + "=1");
    fake::Peer &peer = game(all);
    QCOMPARE(taken(), body("FIRST"));
    peer.send(record("LAST=1")); // one more than can wait
    m_time->settle();
    QByteArrayList keys;
    for (int i = 0; i < base::kTelemetryRecordsQueuedMax; ++i) {
        m_server->connections.back()->send(kTaken);
        m_time->settle();
        const QByteArray got = taken();
        keys.append(got.mid(got.indexOf("[[\"") + 3).split('"').first());
    }
    QCOMPARE(keys.first(), QByteArray("K1"));
    QCOMPARE(keys.last(), QByteArray("LAST"));
    m_server->connections.back()->send(kTaken);
    m_time->settle();
    QCOMPARE(taken(), QByteArray());
}

void TestTelemetryDoor::notAGame()
{
    fake::Peer &peer = game("GET / HTTP/1.1\r\n\r\n");
    QVERIFY(peer.closed);
    QCOMPARE(m_server->requests.size(), std::size_t(0));
}

void TestTelemetryDoor::whatWaitsIsSentWhenTheGameLeaves()
{
    m_answer.clear();
    fake::Peer &peer = game(record("A=1") + record("B=1"));
    peer.stream->close();
    m_time->advance(5ms);
    std::ignore = taken();
    m_server->connections.back()->send(kTaken);
    m_time->settle();
    QVERIFY(taken().endsWith(body("B")));
    m_server->connections.back()->send(kTaken);
    m_time->advance(5s);
    QVERIFY(m_server->connections.back()->ended || m_server->connections.back()->closed);
}

void TestTelemetryDoor::nobodyWantsIt()
{
    m_target->wanted = false;
    fake::Peer &peer = game(record("A=1"));
    QVERIFY(!peer.closed);
    QCOMPARE(m_server->requests.size(), std::size_t(0));
}

void TestTelemetryDoor::waitsForTheServer()
{
    const auto server = std::exchange(m_target->server, std::nullopt);
    fake::Peer &peer = game(record("A=1"));
    QCOMPARE(m_server->requests.size(), std::size_t(0));
    m_target->server = server;
    peer.send(record("B=1"));
    m_time->settle();
    QCOMPARE(m_server->requests.size(), std::size_t(1));
    const QByteArray got = taken();
    QVERIFY(got.startsWith(body("A")));
    QVERIFY(got.endsWith(body("B")));
}

QTEST_GUILESS_MAIN(TestTelemetryDoor)
#include "tst_telemetrydoor.moc"
