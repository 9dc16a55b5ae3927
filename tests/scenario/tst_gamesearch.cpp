// Searches: the queue, its notices and times, and which game is found.

#include <core/game/commands/cancelmatchmaking.h>
#include <core/game/commands/setgamesettings.h>
#include <tests/scenario/gametable.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using blaze::Error;
using scenario::GameTable;
using scenario::Seat;

namespace {
const game::SearchRule kMapNine {"ME3_gameMapMatchRule", {"map9"}};
}

class GameSearch : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void whoeverWaitsIsToldHowItGoes()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat searcher = table.sit(u"B"_s);
        table.create(host);
        table.search(searcher, {kMapNine});
        QCOMPARE(GameTable::told(searcher, game::matchmakingAsyncStatus).statuses.first().find.games, 1U);
        QVERIFY(!searcher->hasFrame());
        table.advance(std::chrono::seconds(30));
        QCOMPARE(GameTable::heard(searcher), QStringList(3, u"MatchmakingAsyncStatus"_s));
    }

    void aSearchEndsInItsTime_data()
    {
        QTest::addColumn<quint64>("asked");
        QTest::addColumn<int>("seconds");
        QTest::newRow("too short") << quint64 {1} << 10;
        QTest::newRow("as asked") << quint64 {60'000} << 60;
        QTest::newRow("too long") << std::numeric_limits<quint64>::max() << 1800;
    }
    void aSearchEndsInItsTime()
    {
        QFETCH(const quint64, asked);
        QFETCH(const int, seconds);
        game::Settings settings;
        settings.matchmaking.statusInterval = std::chrono::seconds(0);
        GameTable table(settings);
        const Seat searcher = table.sit(u"A"_s);
        table.search(searcher, {}, asked);
        table.advance(std::chrono::seconds(seconds) - std::chrono::milliseconds(1));
        QCOMPARE(table.waiting().size(), 1);
        table.advance(std::chrono::milliseconds(1));
        QVERIFY(table.waiting().isEmpty());
        const game::MatchmakingFailed failed = GameTable::told(searcher, game::matchmakingFailed);
        QCOMPARE(failed.result, quint8 {3});
        QCOMPARE(failed.search, searcher.id());
    }

    void aSecondSearchReplacesTheFirst()
    {
        GameTable table;
        const Seat a = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const Seat host = table.sit(u"C"_s);
        table.search(a, {kMapNine});
        table.search(b, {kMapNine});
        table.search(a);
        QCOMPARE(table.waiting(), (QList {b.id(), a.id()}));
        const base::GameId id = table.create(host);
        QCOMPARE(table.members(id), (QList {host.id(), a.id()}));
        QCOMPARE(table.waiting(), QList {b.id()});
    }

    void fiveSearchersForOneGame()
    {
        GameTable table;
        QList<Seat> searchers;
        for (const QString &name : {u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s})
            searchers.append(table.sit(name));
        for (const Seat &each : searchers)
            table.search(each);
        const Seat host = table.sit(u"H"_s);
        const base::GameId id = table.create(host);
        QCOMPARE(table.members(id), (QList {host.id(), searchers[0].id(), searchers[1].id(), searchers[2].id()}));
        QCOMPARE(table.waiting(), (QList {searchers[3].id(), searchers[4].id()}));
        // A seat becomes free: the next one comes in.
        table.leave(id, searchers[1]);
        QCOMPARE(table.waiting(), QList {searchers[4].id()});
        QVERIFY(table.world.brokenInvariant().isEmpty());
    }

    void whoDoesNotFitDoesNotHoldUpOthers()
    {
        GameTable table;
        const Seat picky = table.sit(u"A"_s);
        const Seat easy = table.sit(u"B"_s);
        const Seat host = table.sit(u"C"_s);
        table.search(picky, {kMapNine});
        table.search(easy);
        const base::GameId id = table.create(host);
        QCOMPARE(table.members(id), (QList {host.id(), easy.id()}));
        QCOMPARE(table.waiting(), QList {picky.id()});
        host->call(game::setGameAttributes, {.attributes = {{"ME3map", "map9"}}, .game = id});
        QVERIFY(table.waiting().isEmpty());
    }

    void theFullestThenTheOldestGame()
    {
        GameTable table;
        const Seat first = table.sit(u"A"_s);
        const Seat second = table.sit(u"B"_s);
        const Seat third = table.sit(u"C"_s);
        const Seat guest = table.sit(u"D"_s);
        const base::GameId oldest = table.create(first);
        const base::GameId fuller = table.lobby({second, guest});
        table.create(third);
        const Seat searcher = table.sit(u"E"_s);
        table.search(searcher);
        QCOMPARE(table.members(fuller).last(), searcher.id());
        table.leave(fuller, searcher);
        table.leave(fuller, guest);
        table.search(searcher);
        QCOMPARE(table.members(oldest).last(), searcher.id());
    }

    void whoIsGoneWaitsNoMore()
    {
        GameTable table;
        const Seat searcher = table.sit(u"A"_s);
        const Seat host = table.sit(u"B"_s);
        table.search(searcher);
        searcher->disconnect();
        QVERIFY(table.waiting().isEmpty());
        const base::GameId id = table.create(host);
        QCOMPARE(table.members(id), QList {host.id()});
    }

    void searchingLeavesTheGame()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host, guest});
        table.search(guest, {kMapNine});
        QCOMPARE(table.members(id), QList {host.id()});
        QCOMPARE(table.waiting(), QList {guest.id()});
        QVERIFY(!guest->session().player()->game);
    }

    void cancellingAfterTheMatchLeavesTheGame()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat searcher = table.sit(u"B"_s);
        const base::GameId id = table.create(host);
        table.search(searcher);
        QCOMPARE(table.members(id).size(), 2);
        searcher->call(game::cancelMatchmaking, {});
        QCOMPARE(table.members(id), QList {host.id()});
        // Once more, without a game and without a search.
        searcher->call(game::cancelMatchmaking, {});
        QCOMPARE(GameTable::heard(searcher), QStringList {u"UserSessionExtendedDataUpdate"_s});
    }

    void closedGamesAreNotFound()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat searcher = table.sit(u"B"_s);
        const base::GameId id = table.create(host);
        host->call(game::setGameSettings, {.game = id, .settings = 285});
        table.search(searcher);
        QCOMPARE(table.waiting().size(), 1);
        host->call(game::setGameSettings, {.game = id, .settings = 287});
        QVERIFY(table.waiting().isEmpty());
    }

    void midgameIsFoundAfterAWhile()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat searcher = table.sit(u"B"_s);
        game::Attributes midgame = GameTable::publicGame();
        midgame.insert("ME3gameState", "IN_GAME_MIDGAME");
        const base::GameId id = table.create(host, midgame);
        table.search(searcher);
        table.advance(std::chrono::milliseconds(14'999));
        QCOMPARE(table.members(id).size(), 1);
        table.advance(std::chrono::milliseconds(1));
        QCOMPARE(table.members(id).size(), 2);
        QVERIFY(table.waiting().isEmpty());
    }

    void newGamesMayHaveTheirTime()
    {
        game::Settings settings;
        settings.matchmaking.newGameDelay = std::chrono::seconds(5);
        GameTable table(settings);
        const Seat searcher = table.sit(u"A"_s);
        const Seat host = table.sit(u"B"_s);
        table.search(searcher);
        const base::GameId id = table.create(host);
        QCOMPARE(table.waiting().size(), 1);
        table.advance(std::chrono::seconds(5));
        QCOMPARE(table.members(id).size(), 2);
        // A lobby that is open before its time is found at once.
        const Seat other = table.sit(u"C"_s);
        const Seat late = table.sit(u"D"_s);
        table.leave(id, searcher);
        table.leave(id, host);
        const base::GameId next = table.create(other);
        table.search(late);
        QCOMPARE(table.waiting().size(), 1);
        other->call(game::advanceGameState, {.game = next, .state = game::GameState::PreGame});
        QVERIFY(table.waiting().isEmpty());
    }

    void attributesTurnPrivateWhileSomebodySearches()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat searcher = table.sit(u"B"_s);
        const base::GameId id = table.create(host);
        host->call(game::setGameAttributes, {.attributes = {{"ME3privacy", "PRIVATE"}}, .game = id});
        table.search(searcher);
        QCOMPARE(table.waiting().size(), 1);
        const auto why = table.world.gameService().explain(searcher.id(), id);
        QVERIFY(why && !why->fits());
        QVERIFY(!table.world.gameService().explain(host.id(), id));
        QVERIFY(!table.world.gameService().explain(searcher.id(), base::GameId {99}));
        QCOMPARE(table.world.gameService().waiting().first().name, u"B"_s);
    }

    void rulesAreBounded()
    {
        GameTable table;
        const Seat searcher = table.sit(u"A"_s);
        const QByteArray longest(base::kMatchRuleTextMax, 'x');
        QList<game::SearchRule> rules(base::kMatchRulesMax, {longest, {longest}});
        QCOMPARE(searcher->errorOf(game::startMatchmaking, {.criteria = {rules}}), Error::None);
        rules.append(game::SearchRule {});
        QCOMPARE(searcher->errorOf(game::startMatchmaking, {.criteria = {rules}}), Error::System);
        QCOMPARE(searcher->errorOf(game::startMatchmaking, {.criteria = {{{longest + 'x', {}}}}}), Error::System);
        // All values of a search together are bounded too: it is kept for half an hour.
        QList<QByteArray> values(base::kMatchRulesMax - 1, longest);
        QCOMPARE(searcher->errorOf(game::startMatchmaking, {.criteria = {{{"a", values}, {"b", {longest}}}}}),
                 Error::None);
        QCOMPARE(searcher->errorOf(game::startMatchmaking, {.criteria = {{{"a", values}, {"b", {"x", "y"}}}}}),
                 Error::System);
        QCOMPARE(table.waiting().size(), 1);
    }
};

QTEST_APPLESS_MAIN(GameSearch)
#include "tst_gamesearch.moc"
