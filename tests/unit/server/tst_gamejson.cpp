// A running game as the web API shows it.

#include <core/server/routes/gamejson.h>
#include <tests/support/quiet.h>

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using server::gameJson;
using server::GamePlayers;

namespace {

game::GameView someGame()
{
    session::NetworkData network;
    network.address = session::AddressUnion::of<2>(
        session::AddressPair {.external = {{0xCB007109}, 3659}, .internal = {{0xC0A80004}, 3660}});
    network.qos = {.downstreamBps = 1, .natType = 0, .upstreamBps = 4'294'967'295};
    network.hardwareFlags = 0x1;
    network.latencies = {12, 0};
    game::GameView game;
    game.id = static_cast<base::GameId>(1);
    game.state = game::GameState::InGame;
    game.settings = 287;
    game.attributes = {{"ME3map", "map2"}, {"A\"b", "\xC3\xA9"}};
    game.players = {{.id = base::PlayerId(7), .name = u"Host"_s, .host = true, .network = network},
                    {.id = base::PlayerId(2), .name = u"Gone"_s, .network = std::nullopt},
                    {.id = base::PlayerId(3), .name = u"New"_s, .network = session::NetworkData {}}};
    game.createdAt = base::WallTime(std::chrono::milliseconds(1'741'981'200'250));
    return game;
}

QJsonObject shown(const game::GameView &game, GamePlayers players)
{
    QJsonParseError error {};
    const QJsonObject object = QJsonDocument::fromJson(gameJson(game, players), &error).object();
    if (error.error != QJsonParseError::NoError)
        qFatal("no JSON: %s", qPrintable(error.errorString()));
    return object;
}

} // namespace

class TestGameJson : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void wholeText()
    {
        game::GameView game = someGame();
        game.players = {};
        QCOMPARE(gameJson(game, GamePlayers::Names),
                 QByteArray("{\"id\":1,\"state\":\"InGame\",\"setting\":287,\"attributes\":{\"A\\\"b\":\"\xC3\xA9\","
                            "\"ME3map\":\"map2\"},\"players\":[],\"total_players\":0,"
                            "\"created_at\":\"2025-03-14T19:40:00.250Z\"}"));
    }
    void hiddenPlayers()
    {
        const QJsonObject game = shown(someGame(), GamePlayers::Hidden);
        QVERIFY(game[u"players"_s].isNull());
        QCOMPARE(game[u"total_players"_s].toInt(), 3);
    }
    void names()
    {
        const QJsonObject game = shown(someGame(), GamePlayers::Names);
        QCOMPARE(game[u"players"_s][0],
                 QJsonValue(
                     QJsonObject {{u"player_id"_s, 7}, {u"display_name"_s, u"Host"_s}, {u"net"_s, QJsonValue::Null}}));
    }
    void network()
    {
        const QJsonValue players = shown(someGame(), GamePlayers::WithNetwork)[u"players"_s];
        const QByteArray expected =
            R"({"addr":{"external":{"address":"203.0.113.9","port":3659},)"
            R"("internal":{"address":"192.168.0.4","port":3660}},"qos":{"dbps":1,"natt":"Open","ubps":4294967295},)"
            R"("hardware_flags":"VOIP_HEADSET_STATUS","ping_site_latency":[12,0]})";
        QCOMPARE(players[0][u"net"_s].toObject(), QJsonDocument::fromJson(expected).object());
        QVERIFY(players[1][u"net"_s].isNull()); // the session is gone
        // Nothing was said yet.
        const QByteArray unset = R"({"addr":null,"qos":{"dbps":0,"natt":"Unknown","ubps":0},)"
                                 R"("hardware_flags":"","ping_site_latency":[]})";
        QCOMPARE(players[2][u"net"_s].toObject(), QJsonDocument::fromJson(unset).object());
    }
    void words_data()
    {
        QTest::addColumn<quint32>("state");
        QTest::addColumn<QString>("word");
        QTest::newRow("0") << 0x00U << u"NewState"_s;
        QTest::newRow("1") << 0x01U << u"Initializing"_s;
        QTest::newRow("2") << 0x02U << u"InactiveVirtual"_s;
        QTest::newRow("3") << 0x03U << u"ConnectionVerification"_s;
        QTest::newRow("4") << 0x04U << u"PostGame"_s;
        QTest::newRow("5") << 0x05U << u"Migrating"_s;
        QTest::newRow("6") << 0x06U << u"Destructing"_s;
        QTest::newRow("7") << 0x07U << u"Resettable"_s;
        QTest::newRow("9") << 0x09U << u"Unresponsive"_s;
        QTest::newRow("16") << 0x10U << u"GameGroupInitialized"_s;
        QTest::newRow("130") << 0x82U << u"PreGame"_s;
        QTest::newRow("131") << 0x83U << u"InGame"_s;
        QTest::newRow("nobody knows") << 0x55U << u"NewState"_s;
    }
    void words()
    {
        QFETCH(quint32, state);
        QFETCH(QString, word);
        game::GameView game = someGame();
        game.state = static_cast<game::GameState>(state);
        QCOMPARE(shown(game, GamePlayers::Hidden)[u"state"_s].toString(), word);
    }
    void flagsAndNatTypes_data()
    {
        QTest::addColumn<int>("flags");
        QTest::addColumn<QString>("flagWords");
        QTest::addColumn<quint32>("nat");
        QTest::addColumn<QString>("natWord");
        QTest::newRow("none, moderate") << 0 << QString() << 1U << u"Moderate"_s;
        QTest::newRow("unknown bit") << 0x2 << u"0x2"_s << 2U << u"StrictSequential"_s;
        QTest::newRow("highest bit") << 0x80 << u"0x80"_s << 3U << u"Strict"_s;
        QTest::newRow("both kinds") << 0x83 << u"VOIP_HEADSET_STATUS | 0x82"_s << 4U << u"Unknown"_s;
        QTest::newRow("nobody knows the type") << 0 << QString() << 77U << u"Unknown"_s;
    }
    void flagsAndNatTypes()
    {
        QFETCH(int, flags);
        QFETCH(QString, flagWords);
        QFETCH(quint32, nat);
        QFETCH(QString, natWord);
        game::GameView game = someGame();
        game.players[0].network->hardwareFlags = static_cast<quint8>(flags);
        game.players[0].network->qos.natType = nat;
        const QJsonValue net = shown(game, GamePlayers::WithNetwork)[u"players"_s][0][u"net"_s];
        QCOMPARE(net[u"hardware_flags"_s].toString(), flagWords);
        QCOMPARE(net[u"qos"_s][u"natt"_s].toString(), natWord);
    }
};

QTEST_GUILESS_MAIN(TestGameJson)
#include "tst_gamejson.moc"
