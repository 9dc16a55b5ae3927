// Coming into games and out of them: who may, what is refused, what the others hear.

#include <core/game/commands/banplayer.h>
#include <core/game/commands/destroygame.h>
#include <core/game/commands/ejecthost.h>
#include <core/game/commands/leavegamebygroup.h>
#include <core/session/commands/authentication/logout.h>
#include <tests/scenario/gametable.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using blaze::Error;
using game::RemoveReason;
using scenario::GameTable;
using scenario::Seat;

class GameMembers : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void joiningIsRefusedInOrder()
    {
        GameTable table;
        const QList<Seat> players {table.sit(u"A"_s), table.sit(u"B"_s), table.sit(u"C"_s), table.sit(u"D"_s)};
        const Seat &host = players[0];
        const Seat outsider = table.sit(u"E"_s);
        const Seat offline {.account = table.world.accounts().add(u"f@example.org"_s, u"F"_s, "password")};
        QCOMPARE(table.join(host, offline), Error::JoinPlayerFailed);
        QCOMPARE(table.join(host, outsider), Error::InvalidGameId);
        QCOMPARE(table.join(host, host), Error::InvalidGameId);
        const base::GameId id = table.lobby(players);
        QCOMPARE(table.join(outsider, players[2]), Error::GameFull);
        QCOMPARE(table.join(players[1], host), Error::AlreadyGameMember);
        QCOMPARE(table.join(host, host), Error::AlreadyGameMember);
        host->call(game::banPlayer, {.game = id, .players = {outsider.id()}});
        QCOMPARE(table.join(outsider, host), Error::PlayerBanned);
        QCOMPARE(outsider->errorOf(game::joinGame, {.game = base::GameId {77}, .target = {}}), Error::InvalidGameId);
        QCOMPARE(table.members(id).size(), 4);
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    void aGameCanBeNamedInsteadOfAPlayer()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.create(host);
        QCOMPARE(guest->errorOf(game::joinGame, {.game = id, .target = {}}), Error::None);
        QCOMPARE(table.members(id), (QList {host.id(), guest.id()}));
    }

    // The old game's farewell comes behind the answer and before the new game's welcome.
    void joiningLeavesTheOldGameFirst()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat other = table.sit(u"B"_s);
        const Seat walker = table.sit(u"C"_s);
        const base::GameId first = table.lobby({host, walker});
        const base::GameId second = table.create(other);
        QCOMPARE(table.join(walker, other), Error::None);
        QCOMPARE(GameTable::heard(walker),
                 (QStringList {u"UserSessionExtendedDataUpdate"_s, u"PlayerRemoved"_s, u"UserRemoved"_s, u"UserAdded"_s,
                               u"UserUpdated"_s, u"GameSetup"_s, u"UserSessionExtendedDataUpdate"_s}));
        QCOMPARE(table.members(first), QList {host.id()});
        QCOMPARE(table.members(second), (QList {other.id(), walker.id()}));
        QCOMPARE(GameTable::told(host, game::playerRemoved).reason, RemoveReason::PlayerLeft);
    }

    void creatingLeavesTheOldGameAndTheQueue()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId first = table.lobby({host, guest});
        const base::GameId second = table.create(host);
        QCOMPARE(table.members(first), QList {guest.id()});
        QCOMPARE(table.members(second), QList {host.id()});
        const Seat searcher = table.sit(u"C"_s);
        table.search(searcher, {{"ME3_gameMapMatchRule", {"map9"}}});
        QCOMPARE(table.waiting(), QList {searcher.id()});
        table.create(searcher);
        QVERIFY(table.waiting().isEmpty());
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    void aRefusedJoinChangesNothing()
    {
        GameTable table;
        const QList<Seat> full {table.sit(u"A"_s), table.sit(u"B"_s), table.sit(u"C"_s), table.sit(u"D"_s)};
        table.lobby(full);
        const Seat host = table.sit(u"E"_s);
        const base::GameId own = table.create(host);
        QCOMPARE(table.join(host, full[0]), Error::GameFull);
        QCOMPARE(table.members(own), QList {host.id()});
        QVERIFY(GameTable::heard(host).isEmpty());
    }

    void leavingTwiceIsASuccess()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host, guest});
        QCOMPARE(table.leave(id, guest), Error::None);
        table.clear();
        QCOMPARE(table.leave(id, guest), Error::None);
        QCOMPARE(table.remove(id, host, guest, 8), Error::None);
        QVERIFY(!host->hasFrame() && !guest->hasFrame());
        QCOMPARE(table.leave(id, host), Error::None);
        QVERIFY(!table.exists(id));
        QCOMPARE(table.leave(id, host), Error::InvalidGameId);
    }

    void contextAndReasonArePassedOn()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const Seat third = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, guest, third});
        host->call(game::removePlayer, {.context = 4711, .game = id, .player = guest.id(), .reason = 200});
        const game::PlayerRemoved told = GameTable::told(guest, game::playerRemoved);
        QCOMPARE(told.context, quint64 {4711});
        QCOMPARE(told.reason, RemoveReason::PlayerLeft);
        table.clear();
        third->call(game::leaveGameByGroup, {.context = 1, .game = id});
        QCOMPARE(GameTable::told(host, game::playerRemoved).reason, RemoveReason::GroupLeft);
        QCOMPARE(table.members(id), QList {host.id()});
    }

    void aJoinerWhomNobodySeesIsRemoved()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat seen = table.sit(u"B"_s);
        const Seat unseen = table.sit(u"C"_s);
        const base::GameId id = table.create(host);
        table.join(seen, host);
        table.connect(id, host, seen);
        table.join(unseen, host);
        table.clear();
        table.advance(std::chrono::seconds(59));
        QVERIFY(!host->hasFrame());
        table.advance(std::chrono::seconds(1));
        QCOMPARE(GameTable::told(unseen, game::playerRemoved).reason, RemoveReason::JoinTimeout);
        QCOMPARE(table.members(id), (QList {host.id(), seen.id()}));
        table.advance(std::chrono::minutes(10));
        QCOMPARE(table.members(id), (QList {host.id(), seen.id()}));
    }

    void aLostConnectionMayComeBack()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host, guest});
        table.mesh(id, host, guest, 0);
        table.advance(std::chrono::seconds(20));
        table.mesh(id, host, guest, 2);
        QVERIFY(!guest->hasFrame());
        table.advance(std::chrono::seconds(60));
        QCOMPARE(table.members(id).size(), 2);
        table.mesh(id, host, guest, 0);
        table.mesh(id, host, host, 0);
        table.advance(std::chrono::seconds(30));
        QCOMPARE(GameTable::told(guest, game::playerRemoved).reason, RemoveReason::PeerConnectionLost);
        QCOMPARE(table.members(id), QList {host.id()});
    }

    void everyMeshTargetCounts()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.create(host);
        table.join(b, host);
        table.join(c, host);
        table.clear();
        // What the joiners say about the host alone does not count.
        table.mesh(id, b, host, 2);
        QVERIFY(!host->hasFrame());
        host->call(game::updateMeshConnection, {.game = id, .targets = {{b.id(), 2}, {c.id(), 2}, {b.id(), 2}}});
        QCOMPARE(GameTable::heard(b), (QStringList {u"GamePlayerStateChange"_s, u"PlayerJoinCompleted"_s,
                                                    u"GamePlayerStateChange"_s, u"PlayerJoinCompleted"_s}));
        for (const game::GamePlayerView &player : table.view(id).players)
            QCOMPARE(player.state, game::PlayerState::Connected);
    }

    void aDestroyedGameIsAnnounced()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host, guest});
        QCOMPARE(guest->errorOf(game::destroyGame, {.game = id}), Error::PermissionDenied);
        QCOMPARE(host->call(game::destroyGame, {.game = id}).game, id);
        for (const Seat &player : {host, guest}) {
            QCOMPARE(GameTable::told(player, game::gameRemoved).game, id);
            QVERIFY(!player->session().player()->game);
        }
        QVERIFY(!table.exists(id));
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    void aStoppingServerAnnouncesEveryGame()
    {
        GameTable table;
        const Seat a = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        table.lobby({a, b});
        table.create(c);
        table.world.gameService().destroyAll();
        for (const Seat &player : {a, b, c})
            QCOMPARE(GameTable::told(player, game::gameRemoved).reason, quint64 {4});
        QCOMPARE(table.world.gameService().count(), 0);
    }

    void aHostCanBeEjected()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host, guest});
        host->call(game::ejectHost, {.game = id});
        QCOMPARE(GameTable::told(guest, game::playerRemoved).reason, RemoveReason::HostEjected);
        QCOMPARE(table.members(id), QList {guest.id()});
    }

    void bansLastAsLongAsTheGame()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host, guest});
        host->call(game::banPlayer, {.context = 5, .game = id, .players = {guest.id(), host.id()}});
        const game::PlayerRemoved told = GameTable::told(guest, game::playerRemoved);
        QCOMPARE(told.reason, RemoveReason::KickedAndBanned);
        QCOMPARE(told.context, quint64 {5});
        table.search(guest);
        QCOMPARE(table.waiting(), QList {guest.id()});
        QCOMPARE(table.members(id), QList {host.id()});
        table.leave(id, host);
        const base::GameId next = table.create(host);
        QCOMPARE(table.members(next), (QList {host.id(), guest.id()}));
    }

    void goingTellsWhy()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat c = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, b, c});
        b->call(session::authentication::logout);
        QCOMPARE(GameTable::told(host, game::playerRemoved).reason, RemoveReason::PlayerLeft);
        table.clear();
        c->disconnect();
        QCOMPARE(GameTable::told(host, game::playerRemoved).reason, RemoveReason::ServerConnectionLost);
        QCOMPARE(table.members(id), QList {host.id()});
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    // Logging in again on the same connection, and elsewhere, while in a game.
    void loggingInAgainLeavesTheGame()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host, guest});
        guest->call(session::authentication::silentLogin, {table.world.tokens().issueSession(guest.id())});
        QCOMPARE(table.members(id), QList {host.id()});
        scenario::Client &elsewhere = table.world.loggedIn(host.account);
        QVERIFY(!table.exists(id));
        table.world.time().settle();
        QVERIFY(host->isClosed());
        // The new session is the one that is found.
        Seat again {.client = &elsewhere, .account = host.account};
        const base::GameId next = table.create(again);
        QCOMPARE(table.join(guest, again), Error::None);
        QCOMPARE(table.members(next).size(), 2);
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }
};

QTEST_APPLESS_MAIN(GameMembers)
#include "tst_gamemembers.moc"
