// Tunnels from one simulated game to another, over real loopback sockets: the server's tunnels behind HTTP and UDP,
// whole connectors, games that number their datagrams. And what the server answers at the tunnel's doors.

#include <core/connector/connector.h>
#include <core/connector/remoteupstream.h>
#include <core/connector/serveraddress.h>
#include <core/http/server.h>
#include <core/net/qtnetwork.h>
#include <core/server/serverroutes.h>
#include <core/server/tunnels.h>

#include <tests/gameclient/gamedatagrams.h>
#include <tests/support/answers.h>
#include <tests/support/httpvectorclient.h>
#include <tests/support/quiet.h>

#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using connector::TunnelForm;
using connector::TunnelState;
using gameclient::GameDatagrams;

namespace {

constexpr base::GameId kMatch {5};
const QHostAddress kLoopback(QHostAddress::LocalHost);

server::Config configOnLoopback()
{
    server::Config config;
    config.host = kLoopback;
    config.udpTunnel.port = 0;
    return config;
}

// The tunnels of a server with the routes that lead to them.
class Rig
{
public:
    explicit Rig(const server::Config &from = configOnLoopback())
        : config(from)
    {
        start();
    }
    void start()
    {
        tunnels = std::make_unique<server::Tunnels>(
            server::TunnelSurroundings {config, network, clock, random, tokens, folder.filePath(u"tunnels.json"_s)});
        router = std::make_unique<http::Router>();
        server::ServerRoutes {
            .tokens = tokens,
            .tunnelPort = [this] { return tunnels->announcedPort(); },
            .gameArrived = [](base::Ipv4, std::optional<session::AssociationId>, net::StreamPtr, const QByteArray &) {},
        }
            .addTo(*router);
        tunnels->addTo(*router);
        http = std::make_unique<http::Server>(network, clock, *router);
        if (!http->start({.address = kLoopback, .port = httpPort}))
            qFatal("the HTTP port cannot be had");
        httpPort = http->port();
        tunnels->listen();
    }
    void stop()
    {
        http.reset();
        router.reset();
        tunnels.reset();
    }
    [[nodiscard]] QString address() const { return u"http://127.0.0.1:%1/"_s.arg(httpPort); }

    base::SystemClock clock;
    base::SystemRandom random;
    net::QtNetwork network;
    QTemporaryDir folder;
    server::Config config;
    session::Tokens tokens {base::Secret(QByteArray(64, 'k')), clock, random};
    quint16 httpPort = 0;
    std::unique_ptr<server::Tunnels> tunnels;
    std::unique_ptr<http::Router> router;
    std::unique_ptr<http::Server> http;
};

// A server that says nothing of UDP.
class HttpOnlyUpstream final : public connector::Upstream
{
public:
    HttpOnlyUpstream(net::Network &network, const connector::ServerAddress &address)
        : m_remote(network, address, 42131)
    {}
    std::unique_ptr<connector::Operation> lookUp(LookupDone done) override
    {
        return m_remote.lookUp([done = std::move(done)](auto answer) mutable {
            if (answer)
                answer->tunnelPort.reset();
            done(std::move(answer));
        });
    }
    std::unique_ptr<connector::Operation> openBlaze(const connector::ServerInfo &server, const net::Endpoint &game,
                                                    OpenDone done) override
    {
        return m_remote.openBlaze(server, game, std::move(done));
    }
    std::unique_ptr<connector::Operation> openTunnel(const connector::ServerInfo &server, const QString &association,
                                                     OpenDone done) override
    {
        return m_remote.openTunnel(server, association, std::move(done));
    }

private:
    connector::RemoteUpstream m_remote;
};

// A player: a game and a connector.
class Player
{
public:
    Player(Rig &rig, std::shared_ptr<const connector::RedirectorIdentity> identity, int number)
        : id {static_cast<quint32>(100 + number)}
        , m_rig(rig)
        , game(rig.network)
    {
        if (!game.open(0))
            qFatal("no port for a game");
        game.enterMatch(kMatch, id);
        connector::ConnectorOptions options;
        options.ports = {0, 0, 0, 0, 0, 0};
        options.identity = std::move(identity);
        options.gamePort = game.port();
        m_connector.emplace(rig.network, rig.clock, rig.random, std::move(options));
    }
    void connect(TunnelForm form)
    {
        if (form == TunnelForm::Udp)
            m_connector->start(m_rig.address());
        else
            m_connector->start(
                std::make_unique<HttpOnlyUpstream>(m_rig.network, *connector::parseServerAddress(m_rig.address())),
                u"http only"_s);
        test::waitUntil([this] { return status().state == TunnelState::Open; });
    }
    [[nodiscard]] connector::TunnelStatus status() const { return m_connector->status().tunnel; }
    [[nodiscard]] quint16 hostPort() const { return m_connector->status().ports.tunnel; }
    [[nodiscard]] session::AssociationId association() const
    {
        return *m_rig.tokens.verifyAssociation(m_connector->tunnelAssociation().toLatin1());
    }

    base::PlayerId id;

private:
    Rig &m_rig;

public:
    GameDatagrams game;

private:
    std::optional<connector::Connector> m_connector;
};

} // namespace

class TunnelsTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aMatchHalfAndHalf();
    void restartedServerIsNotNoticed();
    void restartWithLessRoom();
    void ownTunnelOfTheProgram();
    void doors_data();
    void doors();
    void upgradedDoor();
    void announcedPort();
    void portTaken();
    void savedTunnels();

private:
    // Everybody sends `bursts` bursts to the host and the host to everybody; nothing may be lost or go astray.
    void play(const std::vector<std::unique_ptr<Player>> &players, int bursts);
    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
};

void TunnelsTest::initTestCase()
{
    base::SystemRandom random;
    auto identity = connector::RedirectorIdentity::open({}, random);
    QVERIFY(identity.hasValue());
    m_identity = *identity;
}

void TunnelsTest::play(const std::vector<std::unique_ptr<Player>> &players, int bursts)
{
    Player &host = *players[0];
    const auto missing = [&] {
        quint64 all = 0;
        for (std::size_t i = 1; i < players.size(); ++i)
            all += host.game.missingFrom(players[i]->game) + players[i]->game.missingFrom(host.game);
        return all;
    };
    for (int burst = 0; burst < bursts; ++burst) {
        for (std::size_t i = 1; i < players.size(); ++i)
            players[i]->game.send(host.id, 5, 200 + burst);
        test::waitUntil([&] { return missing() == 0; });
        for (std::size_t i = 1; i < players.size(); ++i)
            host.game.send(players[i]->id, 5, GameDatagrams::kSizeMax);
        test::waitUntil([&] { return missing() == 0; });
    }
    for (const auto &player : players) {
        const gameclient::DatagramCounts counts = player->game.totals();
        QCOMPARE(counts.lost, 0U);
        QCOMPARE(counts.duplicated, 0U);
        QCOMPARE(counts.misdelivered, 0U);
        QCOMPARE(counts.malformed, 0U);
        QCOMPARE(counts.unsent, 0U);
    }
}

void TunnelsTest::aMatchHalfAndHalf()
{
    Rig rig;
    std::vector<std::unique_ptr<Player>> players;
    for (int i = 0; i < 4; ++i) {
        const TunnelForm form = i % 2 == 0 ? TunnelForm::Udp : TunnelForm::Http;
        players.push_back(std::make_unique<Player>(rig, m_identity, i));
        players.back()->connect(form);
        QCOMPARE(players.back()->status().form, form);
        QVERIFY(rig.tunnels->hasLiveTunnel(players.back()->association()));
        rig.tunnels->map(kMatch, i, players.back()->association());
    }
    for (std::size_t i = 1; i < players.size(); ++i)
        players[i]->game.addPeer(players[0]->id, players[i]->hostPort());
    play(players, 10);
    QVERIFY(players[0]->status().inMatch);
    // Within the budget nothing was dropped anywhere.
    for (const tunnel::PartyView &party : rig.tunnels->relay().parties()) {
        QCOMPARE(party.counters.droppedOverBudget, 0U);
        QCOMPARE(party.counters.droppedOut, 0U);
        QCOMPARE(party.counters.droppedUndeliverable, 0U);
        QCOMPARE(party.game, kMatch);
    }
}

void TunnelsTest::restartedServerIsNotNoticed()
{
    Rig rig;
    std::vector<std::unique_ptr<Player>> players;
    for (int i = 0; i < 2; ++i) {
        players.push_back(std::make_unique<Player>(rig, m_identity, i));
        players.back()->connect(TunnelForm::Udp);
        rig.tunnels->map(kMatch, i, players.back()->association());
    }
    players[1]->game.addPeer(players[0]->id, players[1]->hostPort());
    play(players, 1);
    const quint16 port = rig.tunnels->udpPort();
    rig.stop();
    rig.config.udpTunnel.port = port;
    rig.start();
    QCOMPARE(rig.tunnels->udpPort(), port);
    QCOMPARE(rig.tunnels->relay().tunnelsOpen(), 2U);
    for (int i = 0; i < 2; ++i)
        rig.tunnels->map(kMatch, i, players.at(i)->association());
    // The host is heard first: until then nothing is sent to where it was.
    players[0]->game.send(players[1]->id, 1, 100);
    test::waitUntil([&] {
        return players[1]->game.missingFrom(players[0]->game) == 0 ||
               rig.tunnels->hasLiveTunnel(players[0]->association());
    });
    players[1]->game.send(players[0]->id, 1, 100);
    test::waitUntil([&] { return players[0]->game.missingFrom(players[1]->game) == 0; });
    QCOMPARE(players[0]->status().form, TunnelForm::Udp);
    QVERIFY(rig.tunnels->hasLiveTunnel(players[1]->association()));
}

// What finds no room after a restart does not push out what was there a moment before.
void TunnelsTest::restartWithLessRoom()
{
    Rig rig;
    std::vector<std::unique_ptr<Player>> players;
    for (int i = 0; i < 3; ++i) {
        players.push_back(std::make_unique<Player>(rig, m_identity, i));
        players.back()->connect(TunnelForm::Udp);
    }
    const quint16 port = rig.tunnels->udpPort();
    rig.stop();
    players.clear(); // nobody asks anew
    rig.config.udpTunnel.port = port;
    rig.config.limits.tunnels = 2;
    const auto saved = server::TunnelStore(rig.folder.filePath(u"tunnels.json"_s)).load();
    QVERIFY(saved);
    QCOMPARE(saved->tunnels.size(), 3U);
    rig.start();
    QCOMPARE(rig.tunnels->relay().tunnelsOpen(), 2U);
    QVERIFY(rig.tunnels->relay().find(saved->tunnels[0].association));
    QVERIFY(rig.tunnels->relay().find(saved->tunnels[1].association));
}

void TunnelsTest::ownTunnelOfTheProgram()
{
    Rig rig;
    struct Handler final : tunnel::LinkHandler
    {
        void onFrame(quint8 from, tunnel::ByteView payload) override { got.append({from, base::toByteArray(payload)}); }
        void onLinkLost() override { lost = true; }
        QList<std::pair<int, QByteArray>> got;
        bool lost = false;
    } handler;
    const auto own = rig.tunnels->openLocal(handler);
    QVERIFY(own);
    Player guest(rig, m_identity, 1);
    guest.connect(TunnelForm::Http);
    rig.tunnels->map(kMatch, 0, rig.tunnels->localAssociation());
    rig.tunnels->map(kMatch, 1, guest.association());
    QVERIFY(rig.tunnels->hasLiveTunnel(rig.tunnels->localAssociation()));
    guest.game.addPeer(base::PlayerId {1}, guest.hostPort());
    guest.game.send(base::PlayerId {1}, 3, 64);
    test::waitUntil([&] { return handler.got.size() == 3; });
    QCOMPARE(handler.got.first().first, 1);
    rig.stop();
    test::waitUntil([&] { return handler.lost; });
}

void TunnelsTest::doors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray upgrade = "Connection: Upgrade\r\nUpgrade: tunnel\r\n";
    QTest::newRow("plain GET") << "GET /api/server/tunnel HTTP/1.1\r\nHost: x\r\n\r\n"_ba << 426
                               << "Connection upgrade required"_ba;
    QTest::newRow("bad token and no upgrade")
        << "GET /api/server/tunnel HTTP/1.1\r\nHost: x\r\nX-Association: nonsense\r\n\r\n"_ba << 426
        << "Connection upgrade required"_ba;
    QTest::newRow("POST") << "POST /api/server/tunnel HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"_ba << 405
                          << ""_ba;
    QTest::newRow("no token") << "GET /api/server/tunnel HTTP/1.1\r\nHost: x\r\n" + upgrade + "\r\n"
                              << 400 << "Missing association token"_ba;
    QTest::newRow("bad token") << "GET /api/server/tunnel HTTP/1.1\r\nHost: x\r\n" + upgrade +
                                      "X-Association: nonsense\r\n\r\n"
                               << 400 << "Missing association token"_ba;
}

namespace {

// The HTTP client waits with an event loop of its own; the server's is this thread's, which that loop serves.
test::HttpAnswer answerTo(const Rig &rig, const QByteArray &request)
{
    test::HttpVectorClient client(rig.httpPort);
    client.send(request);
    const auto answer = client.answer(true);
    if (!answer)
        qFatal("no answer");
    return *answer;
}

} // namespace

void TunnelsTest::doors()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Rig rig;
    const test::HttpAnswer answer = answerTo(rig, request);
    QCOMPARE(answer.status, status);
    if (!body.isEmpty())
        QCOMPARE(answer.body, body);
}

void TunnelsTest::upgradedDoor()
{
    Rig rig;
    test::HttpVectorClient client(rig.httpPort);
    // The published connector sends it as the second request of one connection, and frames may follow at once.
    client.send("GET /api/server HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto lookup = client.answer(true);
    QVERIFY(lookup);
    const QByteArray token = QJsonDocument::fromJson(lookup->body)[u"association"_s].toString().toLatin1();
    client.send(
        "GET /api/server/tunnel HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tunnel\r\nX-Association: " +
        token + "\r\n\r\n" + QByteArray::fromHex("ff0000"));
    const auto answer = client.answer(false);
    QVERIFY(answer);
    QCOMPARE(answer->status, 101);
    QCOMPARE(answer->header("upgrade"), "tunnel"_ba);
    const auto association = rig.tokens.verifyAssociation(token);
    QVERIFY(association);
    test::waitUntil([&] {
        const tunnel::Tunnel *open = rig.tunnels->relay().find(*association);
        return open && open->hasAnsweredKeepAlive();
    });
}

void TunnelsTest::announcedPort()
{
    const auto portIn = [](const Rig &rig) {
        return QJsonDocument::fromJson(
            answerTo(rig, "GET /api/server HTTP/1.1\r\nHost: x\r\n\r\n").body)[u"tunnel_port"_s];
    };
    {
        const Rig rig;
        QCOMPARE(portIn(rig), QJsonValue(rig.tunnels->udpPort()));
    }
    server::Config config = configOnLoopback();
    config.udpTunnel.externalPort = 19'032;
    {
        const Rig rig(config);
        QCOMPARE(portIn(rig), QJsonValue(19'032));
    }
    config.tunnel = server::TunnelMode::Disabled;
    {
        const Rig rig(config);
        QCOMPARE(portIn(rig), QJsonValue(QJsonValue::Null));
        QCOMPARE(int(rig.tunnels->udpPort()), 0);
    }
    config.tunnel = server::TunnelMode::Always;
    config.udpTunnel.enabled = false;
    {
        const Rig rig(config);
        QCOMPARE(portIn(rig), QJsonValue(QJsonValue::Null));
    }
}

void TunnelsTest::portTaken()
{
    const Rig first;
    server::Config config = configOnLoopback();
    config.udpTunnel.port = first.tunnels->udpPort();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^no UDP tunnel: port"_s));
    const Rig second(config); // runs on without
    QCOMPARE(int(second.tunnels->udpPort()), 0);
    QVERIFY(!second.tunnels->announcedPort());
}

void TunnelsTest::savedTunnels()
{
    server::SavedTunnels saved {.port = 9032, .savedAt = 1'742'000'000};
    saved.tunnels.push_back({tunnel::TunnelId {0}, {}, net::SocketAddress::of(QHostAddress(u"203.0.113.9"_s), 1)});
    saved.tunnels.push_back(
        {tunnel::TunnelId {0xFFFFFFFE}, {}, net::SocketAddress::of(QHostAddress(u"2001:db8::7"_s), 65'535)});
    saved.tunnels.back().association.bytes.fill(std::byte {0xAB});
    const auto read = server::TunnelStore::fromJson(server::TunnelStore::toJson(saved));
    QVERIFY(read);
    QCOMPARE(read->port, saved.port);
    QCOMPARE(read->savedAt, saved.savedAt);
    QCOMPARE(read->tunnels, saved.tunnels);
    for (const QByteArray &damaged : {""_ba, "[]"_ba, "{}"_ba, R"({"port":0,"tunnels":[]})"_ba, R"({"port":9032})"_ba})
        QVERIFY(!server::TunnelStore::fromJson(damaged));
    // Single entries that make no sense are left out.
    const auto partly = server::TunnelStore::fromJson(
        R"({"port":9032,"saved":1,"tunnels":[7,{"id":-1},{"id":4294967295},)"
        R"({"id":5,"association":"00","address":"1.2.3.4","port":1},)"
        R"({"id":5,"association":"00112233445566778899aabbccddeeff","address":"nowhere","port":1},)"
        R"({"id":5,"association":"00112233445566778899aabbccddeeff","address":"1.2.3.4","port":0},)"
        R"({"id":5,"association":"00112233445566778899aabbccddeeff","address":"1.2.3.4","port":77}]})"_ba);
    QVERIFY(partly);
    QCOMPARE(partly->tunnels.size(), 1U);
    server::SavedTunnels many {.port = 1, .savedAt = 1};
    tunnel::SavedTunnel longest = saved.tunnels[1];
    longest.address = net::SocketAddress::of(QHostAddress(u"2001:db8:1111:2222:3333:4444:5555:6666"_s), 65'535);
    many.tunnels.assign(base::kTunnelsSavedMax, longest);
    const QByteArray atTheLimit = server::TunnelStore::toJson(many);
    QVERIFY(atTheLimit.size() < base::kTunnelFileMax);
    QCOMPARE(server::TunnelStore::fromJson(atTheLimit)->tunnels.size(), base::kTunnelsSavedMax);
    many.tunnels.push_back(longest);
    QVERIFY(server::TunnelStore::toJson(many) == atTheLimit); // never more than can be read again
}

QTEST_GUILESS_MAIN(TunnelsTest)
#include "tst_tunnels.moc"
