// Hosts that leave, and games that go on without them.

#include <core/game/commands/migrategame.h>
#include <core/game/commands/replaygame.h>
#include <core/game/commands/setgamesettings.h>
#include <core/game/commands/updategamehostmigrationstatus.h>
#include <tests/scenario/gametable.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using blaze::Error;
using game::GameState;
using scenario::GameTable;
using scenario::Seat;

class GameMigration : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void aSilentHostHasItsTime()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, b, c});
        host->disconnect();
        QCOMPARE(table.view(id).state, GameState::Migrating);
        QCOMPARE(GameTable::told(c, game::hostMigrationStart).host, b.id());
        table.clear();
        table.advance(std::chrono::milliseconds(9999));
        QVERIFY(!b->hasFrame());
        table.advance(std::chrono::milliseconds(1));
        QCOMPARE(GameTable::heard(b), (QStringList {u"GameStateChange"_s, u"HostMigrationFinished"_s}));
        QCOMPARE(table.view(id).state, GameState::PreGame);
    }

    void nobodyComesInMeanwhile()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const Seat late = table.sit(u"D"_s);
        const Seat searcher = table.sit(u"E"_s);
        const base::GameId id = table.lobby({host, b, c});
        table.leave(id, host);
        QCOMPARE(table.join(late, b), Error::GameFull);
        table.search(searcher);
        QCOMPARE(table.waiting(), QList {searcher.id()});
        // Only the new host says when; others are members and heard, but it changes nothing.
        c->call(game::updateGameHostMigrationStatus, {.game = id});
        QCOMPARE(table.view(id).state, GameState::Migrating);
        QCOMPARE(late->errorOf(game::updateGameHostMigrationStatus, {.game = id}), Error::PermissionDenied);
        b->call(game::updateGameHostMigrationStatus, {.game = id});
        QCOMPARE(table.view(id).state, GameState::PreGame);
        // Whoever waited comes in as soon as the game has arrived.
        QCOMPARE(table.members(id), (QList {b.id(), c.id(), searcher.id()}));
        b->call(game::updateGameHostMigrationStatus, {.game = id});
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    void losingTheNextHostTooBeginsAgain()
    {
        GameTable table;
        const QList<Seat> players {table.sit(u"A"_s), table.sit(u"B"_s), table.sit(u"C"_s), table.sit(u"D"_s)};
        const base::GameId id = table.lobby(players);
        players[0]->call(game::advanceGameState, {.game = id, .state = GameState::InGame});
        players[0]->disconnect();
        table.clear();
        table.advance(std::chrono::seconds(9));
        players[1]->disconnect();
        QCOMPARE(GameTable::told(players[3], game::hostMigrationStart).host, players[2].id());
        table.advance(std::chrono::seconds(9));
        QCOMPARE(table.view(id).state, GameState::Migrating);
        table.advance(std::chrono::seconds(1));
        QCOMPARE(table.view(id).state, GameState::InGame);
        QCOMPARE(table.members(id), (QList {players[2].id(), players[3].id()}));
    }

    void theLastPlayerDoesNotWait()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, b, c});
        host->disconnect();
        QCOMPARE(table.view(id).state, GameState::Migrating);
        c->disconnect();
        QCOMPARE(table.view(id).state, GameState::PreGame);
        QCOMPARE(GameTable::told(b, game::hostMigrationFinished).game, id);
    }

    void anInstantOneDoesNotWait()
    {
        GameTable table({.migration = game::MigrationMode::Instant});
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, b, c});
        table.leave(id, host);
        QCOMPARE(table.view(id).state, GameState::PreGame);
        const QStringList heard = GameTable::heard(c);
        QCOMPARE(heard.mid(heard.size() - 4), (QStringList {u"GameStateChange"_s, u"HostMigrationStart"_s,
                                                            u"GameStateChange"_s, u"HostMigrationFinished"_s}));
    }

    void whatTheNewHostDoesMeanwhileCounts()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, b, c});
        table.leave(id, host);
        QCOMPARE(b->errorOf(game::setGameAttributes, {.attributes = {{"ME3map", "map9"}}, .game = id}), Error::None);
        QCOMPARE(b->errorOf(game::advanceGameState, {.game = id, .state = GameState::InGame}), Error::None);
        QCOMPARE(table.view(id).state, GameState::Migrating);
        table.clear();
        b->call(game::updateGameHostMigrationStatus, {.game = id});
        QCOMPARE(GameTable::told(c, game::gameStateChange).state, GameState::InGame);
        QCOMPARE(table.view(id).state, GameState::InGame);
        QCOMPARE(table.view(id).attributes.value("ME3map"), QByteArray("map9"));
    }

    void aJoinerIsHostOnlyWhenNobodyElseIsThere()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat joiner = table.sit(u"B"_s);
        const Seat connected = table.sit(u"C"_s);
        const base::GameId id = table.create(host);
        table.join(joiner, host);
        table.join(connected, host);
        table.connect(id, host, connected);
        table.leave(id, host);
        QCOMPARE(table.view(id).players.first().id, connected.id());
        table.leave(id, connected);
        QCOMPARE(table.members(id), QList {joiner.id()});
        // It is the host now, so nobody waits for the host to see it.
        table.advance(std::chrono::minutes(5));
        QCOMPARE(table.members(id), QList {joiner.id()});
    }

    void theHostMayHandOver()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s, 0, scenario::Tunnel::Live);
        const Seat b = table.sit(u"B"_s, 0, scenario::Tunnel::Live);
        const Seat c = table.sit(u"C"_s, 0, scenario::Tunnel::Live);
        const base::GameId id = table.lobby({host, b, c});
        QCOMPARE(b->errorOf(game::migrateGame, {.game = id, .host = b.id()}), Error::PermissionDenied);
        QCOMPARE(host->errorOf(game::migrateGame, {.game = id, .host = host.id()}), Error::PlayerNotFound);
        QCOMPARE(host->errorOf(game::migrateGame, {.game = id, .host = base::PlayerId {99}}), Error::PlayerNotFound);
        QCOMPARE(host->errorOf(game::migrateGame, {.game = id, .host = c.id()}), Error::None);
        QCOMPARE(table.members(id), (QList {c.id(), host.id(), b.id()}));
        const game::HostMigrationStart start = GameTable::told(b, game::hostMigrationStart);
        QCOMPARE(start.host, c.id());
        QCOMPARE(start.slot, 2);
        // The tunnels follow: the two have changed places.
        QCOMPARE(table.world.tunnels().at(id, 0), std::optional(c.association));
        QCOMPARE(table.world.tunnels().at(id, 1), std::optional(b.association));
        QCOMPARE(table.world.tunnels().at(id, 2), std::optional(host.association));
        c->call(game::updateGameHostMigrationStatus, {.game = id});
        QCOMPARE(table.view(id).state, GameState::PreGame);
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    // A host that takes its leave says that it has lost everybody. The game goes on without it, and with all others.
    void whatTheOldHostLostIsNotLost_data()
    {
        QTest::addColumn<bool>("leaves");
        QTest::newRow("leaves") << true;
        QTest::newRow("hands over") << false;
    }
    void whatTheOldHostLostIsNotLost()
    {
        QFETCH(const bool, leaves);
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, b, c});
        table.mesh(id, host, b, 0);
        table.mesh(id, host, c, 0);
        if (leaves)
            table.leave(id, host);
        else
            host->call(game::migrateGame, {.game = id, .host = b.id()});
        b->call(game::updateGameHostMigrationStatus, {.game = id});
        const QList<base::PlayerId> members = table.members(id);
        QCOMPARE(members.size(), leaves ? 2 : 3);
        table.advance(2 * base::kMeshGrace);
        QCOMPARE(table.members(id), members);
        // The new host's word counts.
        table.mesh(id, b, c, 0);
        table.advance(base::kMeshGrace);
        QCOMPARE(table.members(id).size(), members.size() - 1);
        QVERIFY(!table.members(id).contains(c.id()));
    }

    void aReplayMeanwhileIsWhatTheyComeBackTo()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, b, c});
        host->call(game::advanceGameState, {.game = id, .state = GameState::InGame});
        table.leave(id, host);
        b->call(game::replayGame, {.game = id});
        QCOMPARE(table.view(id).state, GameState::Migrating);
        b->call(game::updateGameHostMigrationStatus, {.game = id});
        QCOMPARE(table.view(id).state, GameState::PreGame);
    }
};

QTEST_APPLESS_MAIN(GameMigration)
#include "tst_gamemigration.moc"
