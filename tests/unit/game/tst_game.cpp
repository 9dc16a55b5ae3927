// One game: slots and tunnel indices that stay, the next host, attributes and bans within their bounds, deadlines.

#include <tests/support/quiet.h>
#include <tests/unit/game/gamerig.h>

#include <QTest>

using namespace Qt::StringLiterals;
using base::PlayerId;
using game::PlayerState;

class TestGame : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreTheLowestFree()
    {
        test::GameRig rig;
        for (const quint32 id : {1, 2, 3, 4})
            rig.add(id);
        QVERIFY(!rig.game.hasSeat());
        for (const game::GamePlayer &player : rig.game.players()) {
            QCOMPARE(player.slot, static_cast<int>(base::number(player.id)) - 1);
            QCOMPARE(player.tunnelIndex, player.slot);
        }
    }

    void leavingFreesExactlyOnesOwn()
    {
        test::GameRig rig;
        for (const quint32 id : {1, 2, 3})
            rig.add(id);
        const game::GamePlayer gone = rig.game.take(PlayerId {2});
        QCOMPARE(gone.slot, 1);
        QCOMPARE(rig.game.find(PlayerId {3})->slot, 2);
        QCOMPARE(rig.game.find(PlayerId {2}), nullptr);
        const game::GamePlayer &next = rig.add(4);
        QCOMPARE(next.slot, 1);
        QCOMPARE(next.tunnelIndex, 1);
    }

    void aNewcomerNeverGetsTheHostsIndex()
    {
        test::GameRig rig;
        rig.add(1);
        rig.add(2);
        static_cast<void>(rig.game.take(PlayerId {1}));
        rig.game.electHost().tunnelIndex = 0;
        const game::GamePlayer &next = rig.add(3);
        QCOMPARE(next.slot, 0);
        QCOMPARE(next.tunnelIndex, 1);
        QCOMPARE(rig.game.host().slot, 1);
    }

    void whoeverIsConnectedIsTheNextHost()
    {
        test::GameRig rig;
        rig.add(1, PlayerState::Connecting);
        rig.add(2, PlayerState::Connecting);
        rig.add(3, PlayerState::Connected);
        rig.add(4, PlayerState::Connected);
        QCOMPARE(rig.game.electHost().id, PlayerId {3});
        QVERIFY(rig.game.isHost(PlayerId {3}));
        // The others keep their order.
        QCOMPARE(rig.game.players()[1].id, PlayerId {1});
        QCOMPARE(rig.game.players()[3].id, PlayerId {4});
    }

    void withoutAnybodyConnectedTheOldestIs()
    {
        test::GameRig rig;
        rig.add(7, PlayerState::Connecting);
        rig.add(3, PlayerState::Connecting);
        QCOMPARE(rig.game.electHost().id, PlayerId {7});
    }

    void attributesAreMerged()
    {
        test::GameRig rig;
        QVERIFY(rig.game.mergeAttributes({{"ME3map", "map2"}, {"ME3privacy", "PRIVATE"}}));
        QVERIFY(!rig.game.profile().isPublic);
        QVERIFY(rig.game.mergeAttributes({{"ME3privacy", "PUBLIC"}, {"x", ""}}));
        QVERIFY(rig.game.profile().isPublic);
        QCOMPARE(rig.game.attributes(), (game::Attributes {{"ME3map", "map2"}, {"ME3privacy", "PUBLIC"}, {"x", ""}}));
    }

    void tooManyAttributesChangeNothing()
    {
        test::GameRig rig;
        for (int i = 0; i < base::kGameAttributesMax; ++i)
            QVERIFY(rig.game.mergeAttributes({{QByteArray::number(i), "a"}}));
        const game::Attributes before = rig.game.attributes();
        QVERIFY(!rig.game.mergeAttributes({{"0", "changed"}, {"one more", "a"}}));
        QCOMPARE(rig.game.attributes(), before);
        QVERIFY(rig.game.mergeAttributes({{"0", "changed"}}));
    }

    void theOldestBanIsForgotten()
    {
        test::GameRig rig;
        for (quint32 i = 0; i < base::kGameBansMax; ++i)
            rig.game.ban(PlayerId {i});
        rig.game.ban(PlayerId {0});
        QVERIFY(rig.game.isBanned(PlayerId {0}));
        rig.game.ban(PlayerId {100'000});
        QVERIFY(!rig.game.isBanned(PlayerId {0}));
        QVERIFY(rig.game.isBanned(PlayerId {1}));
        QVERIFY(rig.game.isBanned(PlayerId {100'000}));
    }

    void theEarliestDeadlineWakes()
    {
        test::GameRig rig;
        int woken = 0;
        const auto watch = [&] { rig.game.watchDeadlines(rig.time.now(), [&](base::GameId) { ++woken; }); };
        rig.add(1);
        watch();
        QCOMPARE(rig.time.timersPending(), std::size_t {0});
        rig.add(2).joinDeadline = rig.time.now() + std::chrono::seconds(60);
        rig.game.migrationDeadline = rig.time.now() + std::chrono::seconds(10);
        watch();
        watch();
        QCOMPARE(rig.time.timersPending(), std::size_t {1});
        rig.time.advance(std::chrono::milliseconds(9999));
        QCOMPARE(woken, 0);
        rig.time.advance(std::chrono::milliseconds(1));
        QCOMPARE(woken, 1);
        rig.game.migrationDeadline.reset();
        watch();
        rig.time.advance(std::chrono::seconds(50));
        QCOMPARE(woken, 2);
    }

    void aViewShowsTheHostFirst()
    {
        test::GameRig rig;
        rig.add(1);
        rig.add(2).relayed = true;
        rig.game.makeHost(PlayerId {2});
        const game::GameView view = rig.game.view();
        QCOMPARE(view.id, base::GameId {1});
        QCOMPARE(view.players.size(), 2);
        QVERIFY(view.players[0].host && !view.players[1].host);
        QCOMPARE(view.players[0].id, PlayerId {2});
        QCOMPARE(view.players[0].slot, 1);
        QVERIFY(view.players[0].relayed && view.players[0].network);
    }
};

QTEST_APPLESS_MAIN(TestGame)
#include "tst_game.moc"
