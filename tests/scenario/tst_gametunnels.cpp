// Which way players are sent, and who holds which place in the relay.

#include <core/game/commands/getgamedatafromid.h>
#include <tests/scenario/gametable.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::GameTable;
using scenario::Seat;
using scenario::Tunnel;

class GameTunnels : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void aRelayedGamePointsToTheTunnel()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 2, Tunnel::Live);
        const Seat guest = table.sit(u"B"_s, 0, Tunnel::Live);
        const Seat without = table.sit(u"C"_s, 0, Tunnel::None);
        const base::GameId id = table.create(host);
        table.join(guest, host);
        const game::GameData relayed = GameTable::told(guest, game::gameSetup).game;
        QCOMPARE(*relayed.hostAddress.first().get<3>(), game::kTunnelAddress);
        QCOMPARE(relayed.topology, quint8 {1});
        // Where nothing listens nobody is sent.
        table.join(without, host);
        const game::GameData direct = GameTable::told(without, game::gameSetup).game;
        QVERIFY(direct.hostAddress.first().get<2>() != nullptr);
        QCOMPARE(direct.topology, quint8 {0});
        const game::GameView view = table.view(id);
        QCOMPARE(view.topology, game::Topology::Relayed);
        QVERIFY(view.players[1].relayed && !view.players[2].relayed);
    }

    void placesFollowThePlayers()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0, Tunnel::Live);
        const Seat b = table.sit(u"B"_s, 0, Tunnel::Live);
        const Seat c = table.sit(u"C"_s, 0, Tunnel::Live);
        const base::GameId id = table.lobby({host, b, c});
        const scenario::FakeTunnels &tunnels = table.world.tunnels();
        QCOMPARE(tunnels.at(id, 0), std::optional(host.association));
        QCOMPARE(tunnels.at(id, 1), std::optional(b.association));
        QCOMPARE(tunnels.at(id, 2), std::optional(c.association));
        table.leave(id, b);
        QCOMPARE(tunnels.at(id, 1), std::nullopt);
        QCOMPARE(tunnels.at(id, 2), std::optional(c.association));
        table.leave(id, host);
        QCOMPARE(tunnels.at(id, 0), std::optional(c.association));
        QCOMPARE(tunnels.at(id, 2), std::nullopt);
        table.leave(id, c);
        QVERIFY(tunnels.places.empty());
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    void aNewHostIsJudgedAnew()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0);
        const Seat strict = table.sit(u"B"_s, 3);
        const base::GameId id = table.lobby({host, strict});
        QCOMPARE(table.view(id).topology, game::Topology::Direct);
        table.leave(id, host);
        QCOMPARE(table.view(id).topology, game::Topology::Relayed);
    }

    // Whoever looks at a game sees the way to its host of now, as a joiner would be told.
    void aGameIsShownAsItIsNow()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0, Tunnel::Live);
        const Seat strict = table.sit(u"B"_s, 3, Tunnel::Live);
        const Seat onlooker = table.sit(u"C"_s, 0, Tunnel::Live);
        const base::GameId id = table.lobby({host, strict});
        const auto seen = [&onlooker, id]() -> game::ListedGame {
            const game::GetGameDataResponse answer = onlooker->call(game::getGameDataFromId, {.games = {id}});
            return answer.games.first();
        };
        QCOMPARE(seen().topology, quint8 {0});
        table.leave(id, host);
        const game::ListedGame relayed = seen();
        QCOMPARE(relayed.topology, quint8 {1});
        QCOMPARE(*relayed.hostAddress.first().get<3>(), game::kTunnelAddress);
        // Where nothing listens nobody is sent.
        table.world.tunnels().live.erase(strict.association.bytes);
        const game::ListedGame direct = seen();
        QCOMPARE(direct.topology, quint8 {0});
        QVERIFY(direct.hostAddress.first().get<2>() != nullptr);
    }

    void laterJoinersAreRelayedAfterAFailure_data()
    {
        QTest::addColumn<bool>("reported");
        QTest::newRow("nobody ever saw it") << false;
        QTest::newRow("it said so") << true;
    }
    void laterJoinersAreRelayedAfterAFailure()
    {
        QFETCH(const bool, reported);
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0, Tunnel::Live);
        const Seat unlucky = table.sit(u"B"_s, 0, Tunnel::Live);
        const Seat next = table.sit(u"C"_s, 0, Tunnel::Live);
        const base::GameId id = table.create(host);
        table.join(unlucky, host);
        QCOMPARE(GameTable::told(unlucky, game::gameSetup).game.topology, quint8 {0});
        if (reported)
            table.mesh(id, unlucky, host, 0);
        else
            table.advance(std::chrono::seconds(60));
        table.join(next, host);
        QCOMPARE(GameTable::told(next, game::gameSetup).game.topology, quint8 {1});
    }

    // Whoever had reached the host and takes leave loses it too: that says nothing about the way.
    void takingLeaveIsNoFailure()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0, Tunnel::Live);
        const Seat guest = table.sit(u"B"_s, 0, Tunnel::Live);
        const Seat next = table.sit(u"C"_s, 0, Tunnel::Live);
        const base::GameId id = table.lobby({host, guest});
        table.mesh(id, guest, host, 0);
        table.leave(id, guest);
        table.join(next, host);
        QCOMPARE(GameTable::told(next, game::gameSetup).game.topology, quint8 {0});
    }

    void homeAndWorldMeetInTheTunnel()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0, Tunnel::Live);
        const Seat neighbour = table.sit(u"B"_s, 0, Tunnel::Live);
        table.logIn(neighbour, {0xC0A80105});
        table.create(host);
        table.join(neighbour, host);
        QCOMPARE(GameTable::told(neighbour, game::gameSetup).game.topology, quint8 {1});
    }

    // Two connections claim the same installation: the one that came last has the tunnel.
    void oneAssociationHoldsOnePlace()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0, Tunnel::Live);
        const Seat guest = table.sit(u"B"_s, 0, Tunnel::Live);
        const base::GameId first = table.lobby({host, guest});
        Seat twin = table.sit(u"C"_s);
        twin.client = &table.world.connect(std::nullopt, guest.association);
        table.logIn(twin, {0xCB007109});
        const base::GameId second = table.create(twin);
        QCOMPARE(table.world.tunnels().at(second, 0), std::optional(guest.association));
        QCOMPARE(table.world.tunnels().at(first, 1), std::nullopt);
        table.leave(first, guest);
        QCOMPARE(table.world.tunnels().at(second, 0), std::optional(guest.association));
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }
};

QTEST_APPLESS_MAIN(GameTunnels)
#include "tst_gametunnels.moc"
