// What the games page shows of the one game or player that is looked at, and what it asks of the server.

#include "fakegames.h"
#include "vmworld.h"

#include <app/gamesviewmodel.h>
#include <tests/support/quiet.h>

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::GamesViewModel;

class TestGamesViewModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void counts();
    void queueSentence();
    void opensAGame();
    void unknownIdsAreIgnored();
    void gameChangesWhileOpen();
    void gameEndsWhileOpen();
    void opensSomebodyWhoWaits();
    void explanationOfAnotherIsIgnored();
    void explanationFollowsTheGames();
    void placedWhileOpen();
    void openingAGameEndsTheExplanation();
    void choosesAMember();
    void memberLeaves();
    void stopForgetsEverything();
    void narrows();
};

void TestGamesViewModel::counts()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    QCOMPARE(games.countsText(), u"0 games, 0 players. Updates live."_s);
    world.backend.show(fakes::fourGames());
    QCOMPARE(games.countsText(), u"4 games, 11 players. Updates live."_s);
    QCOMPARE(games.gameCount(), 4);
    QCOMPARE(games.kindCounts(), (QList<int> {4, 2, 2, 1}));
}

void TestGamesViewModel::queueSentence()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    QCOMPARE(games.queueText(), u"Nobody is waiting."_s);
    world.backend.show(fakes::twoWaiting());
    QCOMPARE(games.queueText(), u"2 players wait for a game. 1 of them for more than a minute."_s);
    world.backend.show(server::QueueDelta {.removed = {base::PlayerId {50}}});
    QCOMPARE(games.queueText(), u"1 player waits for a game."_s);
}

void TestGamesViewModel::opensAGame()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    QCOMPARE(games.shown(), GamesViewModel::Nothing);
    QCOMPARE(games.shownId(), -1);
    QSignalSpy shown(&games, &GamesViewModel::shownChanged);
    games.openGame(3);
    QCOMPARE(shown.size(), 1);
    QCOMPARE(games.shown(), GamesViewModel::Game);
    QCOMPARE(games.shownId(), 3);
    const auto &game = *games.game();
    QCOMPARE(game.title(), u"Firebase White"_s);
    QCOMPARE(game.text(), u"Noveria · Geth · Gold · Public · game 3"_s);
    QCOMPARE(game.phaseText(), u"In match 14:32"_s);
    QCOMPARE(game.playersText(), u"4 of 4"_s);
    QCOMPARE(game.joinableText(), u"No, full"_s);
    QCOMPARE(game.routeText(), u"Through the relay"_s);
    QCOMPARE(game.addOnsText(), u"Resurgence, Rebellion, Earth, Retaliation, Reckoning"_s);
    QCOMPARE(game.createdText(), u"20 min ago"_s);
    QCOMPARE(games.game()->members()->count(), 4);
    games.close();
    QCOMPARE(games.shown(), GamesViewModel::Nothing);
    QCOMPARE(games.game()->members()->count(), 0);
}

void TestGamesViewModel::unknownIdsAreIgnored()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    games.openGame(99);
    games.openWaiting(99);
    games.chooseMember(4);
    games.setKind(-1);
    games.setKind(4);
    QCOMPARE(games.shown(), GamesViewModel::Nothing);
    QCOMPARE(games.kind(), int(app::GamesModel::All));
    QVERIFY(world.backend.asked.isEmpty());
}

void TestGamesViewModel::gameChangesWhileOpen()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    games.openGame(4);
    auto glacier = fakes::fourGames().upserted.at(1);
    glacier.members.append(fakes::member(60, u"Newcomer"_s, 1, server::PlayerPath::Connecting));
    QSignalSpy inserted(games.game()->members(), &QAbstractItemModel::rowsInserted);
    world.backend.show(server::GamesDelta {.upserted = {glacier}});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(games.game()->playersText(), u"2 of 4"_s);
}

void TestGamesViewModel::gameEndsWhileOpen()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    games.openGame(3);
    world.backend.show(server::GamesDelta {.removed = {base::GameId {3}}});
    QCOMPARE(games.shown(), GamesViewModel::Game);
    QVERIFY(games.game()->isEnded());
    QVERIFY(games.game()->phaseText().startsWith(u"Ended "_s));
    QCOMPARE(games.game()->phaseTone(), app::tone::Off);
    QCOMPARE(games.game()->members()->count(), 4); // still to be read
    QCOMPARE(games.game()->joinableText(), u"No, it has ended"_s);
    QCOMPARE(games.announce()->audiences().size(), 1); // nobody is left to write to
    games.openGame(4);
    QVERIFY(!games.game()->isEnded());
}

void TestGamesViewModel::opensSomebodyWhoWaits()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    world.backend.show(fakes::twoWaiting());
    games.openWaiting(50);
    QCOMPARE(world.backend.asked, QStringList {u"explain 50"_s});
    QCOMPARE(games.shown(), GamesViewModel::Waiting);
    QCOMPARE(games.waiting()->name(), u"Dara"_s);
    QCOMPARE(games.waiting()->text(), u"Waiting for 1 min · Glacier · any enemy · Gold"_s);
    QVERIFY(games.waiting()->reasonTitle().isEmpty()); // nothing is said before the server has answered
    world.backend.show(fakes::firstExplained());
    QCOMPARE(games.waiting()->reasonTitle(), u"Dara waits because no game fits everything they want"_s);
    QCOMPARE(games.waiting()->reasonText(), u"Closest is Firebase Glacier: Private · Silver, not Gold."_s);
    QCOMPARE(games.waiting()->reasonTone(), app::tone::Attention);
    QCOMPARE(games.waiting()->games()->count(), 4);
    const auto *rows = games.waiting()->games();
    QCOMPARE(rows->data(rows->index(0), app::ExplainModel::TextsRole).toStringList(),
             (QStringList {u"Glacier"_s, u"Any enemy"_s, u"Silver"_s, u"All 5"_s, u"3 free"_s, u"Private"_s}));
    QCOMPARE(rows->data(rows->index(0), app::ExplainModel::FitsRole).value<QList<bool>>(),
             (QList<bool> {true, true, false, true, true, false}));
    QCOMPARE(games.waiting()->wanted(), (QStringList {u"Glacier"_s, u"Any"_s, u"Gold"_s, u"All 5"_s, u"1"_s, u"–"_s}));
}

void TestGamesViewModel::explanationOfAnotherIsIgnored()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    world.backend.show(fakes::twoWaiting());
    games.openWaiting(51);
    world.backend.show(fakes::firstExplained()); // of the one looked at before, late
    QVERIFY(games.waiting()->reasonTitle().isEmpty());
    QCOMPARE(games.waiting()->games()->count(), 0);
}

void TestGamesViewModel::explanationFollowsTheGames()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    world.backend.show(fakes::twoWaiting());
    games.openWaiting(50);
    auto explanation = fakes::firstExplained();
    explanation.gamesLeftOut = 3;
    world.backend.show(explanation);
    QCOMPARE(games.waiting()->leftOutText(), u"3 more games fit even less."_s);
    world.backend.show(server::GamesDelta {.removed = {base::GameId {4}}});
    QCOMPARE(games.waiting()->games()->count(), 3); // a game that is gone is not told of
    QVERIFY(games.waiting()->reasonText().startsWith(u"Closest is Firebase White"_s));
}

void TestGamesViewModel::placedWhileOpen()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    world.backend.show(fakes::twoWaiting());
    games.openWaiting(50);
    world.backend.show(fakes::firstExplained());
    world.backend.show(server::QueueDelta {.removed = {base::PlayerId {50}}});
    QVERIFY(games.waiting()->isPlaced());
    QCOMPARE(games.waiting()->reasonTitle(), u"Dara waits no longer"_s);
    QCOMPARE(games.waiting()->games()->count(), 0);
    world.backend.show(fakes::twoWaiting()); // searches again
    QVERIFY(!games.waiting()->isPlaced());
}

void TestGamesViewModel::openingAGameEndsTheExplanation()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    world.backend.show(fakes::twoWaiting());
    games.openWaiting(50);
    games.openGame(3);
    QCOMPARE(world.backend.asked, (QStringList {u"explain 50"_s, u"explain nobody"_s}));
    QCOMPARE(games.shown(), GamesViewModel::Game);
    games.openWaiting(51);
    games.close();
    QCOMPARE(world.backend.asked.constLast(), u"explain nobody"_s);
}

void TestGamesViewModel::choosesAMember()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::threePlayers());
    world.backend.show(fakes::fourGames());
    games.openGame(3);
    QCOMPARE(games.announce()->audiences(), (QStringList {u"Everyone, 3"_s, u"Firebase White, 4"_s}));
    games.chooseMember(7);
    QCOMPARE(games.shownMember(), 7);
    QCOMPARE(games.announce()->audiences().constLast(), u"Jon"_s);
    games.chooseMember(7); // again: nobody
    QCOMPARE(games.shownMember(), -1);
    games.chooseMember(7);
    games.openGame(4); // another game
    QCOMPARE(games.shownMember(), -1);
}

void TestGamesViewModel::memberLeaves()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    games.openGame(3);
    games.chooseMember(21);
    auto white = fakes::fourGames().upserted.at(0);
    white.members.removeLast();
    world.backend.show(server::GamesDelta {.upserted = {white}});
    QCOMPARE(games.shownMember(), -1);
    QCOMPARE(games.announce()->audiences().size(), 2);
}

void TestGamesViewModel::stopForgetsEverything()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::hostRunning(1min));
    world.backend.show(fakes::fourGames());
    world.backend.show(fakes::twoWaiting());
    games.openGame(3);
    world.backend.show(fakes::hostFailed());
    QCOMPARE(games.shown(), GamesViewModel::Nothing);
    QCOMPARE(games.gameCount(), 0);
    QCOMPARE(games.queue()->count(), 0);
}

void TestGamesViewModel::narrows()
{
    VmWorld world;
    GamesViewModel games(world.backend, *world.host, world.clock);
    world.backend.show(fakes::fourGames());
    QSignalSpy changed(&games, &GamesViewModel::kindChanged);
    games.setKind(app::GamesModel::Trouble);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(games.games()->count(), 1);
    games.setKind(app::GamesModel::Trouble);
    QCOMPARE(changed.size(), 1);
}

QTEST_MAIN(TestGamesViewModel)
#include "tst_gamesviewmodel.moc"
