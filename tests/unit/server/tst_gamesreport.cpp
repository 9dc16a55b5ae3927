// Differences of games and queue: the sum of what happened, at most ten a second, nothing twice.

#include "fakegamecatalogue.h"

#include <core/base/limits.h>
#include <core/server/gamesreport.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::GameId;
using base::PlayerId;
using server::GamePhase;
using server::PlayerPath;

namespace {

struct World
{
    World()
    {
        time.advance(100ms); // the first picture
        games.clear();
        queue.clear();
    }

    game::GameView &create(quint32 id)
    {
        auto &view = catalogue.all[GameId {id}];
        view.id = GameId {id};
        view.state = game::GameState::PreGame;
        view.settings = game::kOpenToMatchmaking;
        view.createdAt = time.wall();
        view.players = {{.id = PlayerId {1}, .name = u"Jon"_s, .state = game::PlayerState::Connected, .host = true}};
        report.gameCreated(GameId {id});
        return view;
    }
    void wait(quint32 id)
    {
        catalogue.queue.append({.id = PlayerId {id}, .name = u"Dara"_s, .since = time.wall()});
        report.queueChanged();
    }

    test::ManualTime time;
    FakeGameCatalogue catalogue;
    std::optional<PlayerId> thisPc;
    PlayerPath relay = PlayerPath::UdpRelay;
    QList<server::GamesDelta> games;
    QList<server::QueueDelta> queue;
    QList<server::QueueExplanation> explained;
    server::GamesReport report {
        catalogue,
        time,
        time,
        {.isThisPc = [this](PlayerId player) { return thisPc == player; },
         .relayOf = [this](PlayerId /*player*/) { return relay; }},
        {.games = [this](const server::GamesDelta &delta) { games.append(delta); },
         .queue = [this](const server::QueueDelta &delta) { queue.append(delta); },
         .explained = [this](const server::QueueExplanation &explanation) { explained.append(explanation); }}};
};

} // namespace

class TestGamesReport : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void firstIsAWholePicture();
    void tenASecond();
    void sameIsNotToldAgain();
    void cameAndWentBetweenReports();
    void phaseClock();
    void replayStartsTheClockAgain();
    void membersAndTheirPaths();
    void oneRelayedMember();
    void pathsAreLookedAtAgain();
    void hostChange();
    void hostChangeWithAGapBetween();
    void slotsOutOfRangeAreLeftOut();
    void queueDifferences();
    void explainsTheOneThatIsLookedAt();
    void explainsByTimeAlone();
    void explainsAtMostSoMany();
    void silentWhenNobodyIsLookedAt();
};

void TestGamesReport::firstIsAWholePicture()
{
    test::ManualTime time;
    FakeGameCatalogue catalogue;
    QList<server::GamesDelta> games;
    QList<server::QueueDelta> queue;
    server::GamesReport report(catalogue, time, time, {},
                               {.games = [&](const auto &delta) { games.append(delta); },
                                .queue = [&](const auto &delta) { queue.append(delta); },
                                .explained = [](const auto & /*explanation*/) {}});
    time.advance(100ms);
    QCOMPARE(games.size(), 1);
    QVERIFY(games[0].reset);
    QCOMPARE(queue.size(), 1);
    QVERIFY(queue[0].reset);
}

void TestGamesReport::tenASecond()
{
    World world;
    auto &view = world.create(1);
    for (int i = 0; i < 1000; ++i) { // a change every millisecond, for a second
        view.settings = quint16(i % 2 == 0 ? 0 : game::kOpenToMatchmaking);
        world.report.gameChanged(GameId {1});
        world.time.advance(1ms);
    }
    QVERIFY2(world.games.size() <= 10, qPrintable(QString::number(world.games.size())));
    QVERIFY(world.games.size() >= 1);
    QVERIFY(!world.games[0].reset);
}

void TestGamesReport::sameIsNotToldAgain()
{
    World world;
    world.create(1);
    world.time.advance(1s);
    QCOMPARE(world.games.size(), 1);
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    QCOMPARE(world.games.size(), 1);
    const int looks = world.catalogue.looks;
    world.time.advance(10s);
    QCOMPARE(world.catalogue.looks, looks); // nothing runs while nothing happens
}

void TestGamesReport::cameAndWentBetweenReports()
{
    World world;
    world.create(1);
    world.catalogue.all.clear();
    world.report.gameRemoved(GameId {1});
    world.time.advance(1s);
    QCOMPARE(world.games.size(), 0);
    world.create(2);
    world.time.advance(1s);
    world.catalogue.all.clear();
    world.report.gameRemoved(GameId {2});
    world.time.advance(1s);
    QCOMPARE(world.games.size(), 2);
    QCOMPARE(world.games[1].removed, QList<GameId> {GameId {2}});
}

void TestGamesReport::phaseClock()
{
    World world;
    auto &view = world.create(1);
    world.time.advance(60s);
    QCOMPARE(world.games.last().upserted[0].phaseSince, world.games.last().upserted[0].createdAt);
    view.state = game::GameState::InGame;
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    const auto &row = world.games.last().upserted[0];
    QCOMPARE(row.phase, GamePhase::InMatch);
    QCOMPARE(row.createdAt.msecsTo(row.phaseSince), 60'100);
    // Something else changes: the clock goes on.
    const QDateTime since = row.phaseSince;
    view.settings = 0;
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    QCOMPARE(world.games.last().upserted[0].phaseSince, since);
}

void TestGamesReport::replayStartsTheClockAgain()
{
    World world;
    auto &view = world.create(1);
    world.time.advance(60s);
    view.createdAt = world.time.wall();
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    const auto &row = world.games.last().upserted[0];
    QCOMPARE(row.createdAt.msecsTo(row.phaseSince), 100);
}

void TestGamesReport::membersAndTheirPaths()
{
    World world;
    world.thisPc = PlayerId {4};
    auto &view = world.create(1);
    view.topology = game::Topology::Relayed;
    using game::PlayerState;
    view.players.append({.id = PlayerId {4}, .name = u"Anna"_s, .slot = 3, .state = PlayerState::Connected});
    view.players.append({.id = PlayerId {2}, .name = u"Kit"_s, .slot = 1, .state = PlayerState::Connecting});
    view.players.append(
        {.id = PlayerId {3}, .name = u"Lena"_s, .slot = 2, .state = PlayerState::Connected, .relayed = true});
    world.time.advance(100ms);
    const auto &members = world.games.last().upserted[0].members;
    QCOMPARE(members.size(), 4);
    QCOMPARE(members[0].path, PlayerPath::UdpRelay); // the host of a relayed game
    QVERIFY(members[0].host);
    QCOMPARE(members[1].path, PlayerPath::Connecting);
    QCOMPARE(members[2].path, PlayerPath::UdpRelay);
    QCOMPARE(members[3].path, PlayerPath::ThisPc);
    const QDateTime since = members[2].since;
    world.time.advance(5s);
    view.players[3].name = u"Lena B"_s;
    world.report.gameChanged(GameId {1});
    world.time.advance(100ms);
    QCOMPARE(world.games.last().upserted[0].members[2].since, since);
}

// A joiner who cannot reach the host directly is relayed alone, and so is its host's traffic with it.
void TestGamesReport::oneRelayedMember()
{
    World world;
    auto &view = world.create(1);
    using game::PlayerState;
    view.players.append({.id = PlayerId {2}, .name = u"Kit"_s, .slot = 1, .state = PlayerState::Connected});
    world.time.advance(100ms);
    QVERIFY(!world.games.last().upserted[0].relayed);
    QCOMPARE(world.games.last().upserted[0].members[0].path, PlayerPath::Direct);
    view.players.append(
        {.id = PlayerId {3}, .name = u"Lena"_s, .slot = 2, .state = PlayerState::Connected, .relayed = true});
    world.report.gameChanged(GameId {1});
    world.time.advance(100ms);
    const auto &row = world.games.last().upserted[0];
    QVERIFY(row.relayed);
    QCOMPARE(row.members[0].path, PlayerPath::UdpRelay);
    QCOMPARE(row.members[1].path, PlayerPath::Direct);
    QCOMPARE(row.members[2].path, PlayerPath::UdpRelay);
}

void TestGamesReport::pathsAreLookedAtAgain()
{
    World world;
    auto &view = world.create(1);
    view.topology = game::Topology::Relayed;
    world.time.advance(1s);
    QCOMPARE(world.games.last().upserted[0].members[0].path, PlayerPath::UdpRelay);
    world.relay = PlayerPath::HttpRelay;
    world.time.advance(6s);
    QCOMPARE(world.games.last().upserted[0].members[0].path, PlayerPath::HttpRelay);
    const auto told = world.games.size();
    world.time.advance(60s);
    QCOMPARE(world.games.size(), told); // looked up, and nothing new
    view.topology = game::Topology::Direct;
    world.report.gameChanged(GameId {1});
    world.time.advance(10s);
    const int looks = world.catalogue.looks;
    world.time.advance(60s);
    QCOMPARE(world.catalogue.looks, looks);
}

void TestGamesReport::hostChange()
{
    World world;
    auto &view = world.create(1);
    view.players.append({.id = PlayerId {2}, .name = u"Kit"_s, .slot = 1, .state = game::PlayerState::Connected});
    world.time.advance(1s);
    QVERIFY(!world.games.last().upserted[0].hostChangedAt.isValid());
    view.players.removeFirst();
    view.players[0].host = true;
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    const auto changed = world.games.last().upserted[0].hostChangedAt;
    QVERIFY(changed.isValid());
    view.settings = 0;
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    QCOMPARE(world.games.last().upserted[0].hostChangedAt, changed);
}

void TestGamesReport::hostChangeWithAGapBetween()
{
    World world;
    auto &view = world.create(1);
    view.players.append({.id = PlayerId {2}, .name = u"Kit"_s, .slot = 1, .state = game::PlayerState::Connected});
    world.time.advance(1s);
    view.players.removeFirst();
    view.state = game::GameState::Migrating;
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    QCOMPARE(world.games.last().upserted[0].phase, GamePhase::ChoosingHost);
    QVERIFY(!world.games.last().upserted[0].hostChangedAt.isValid());
    view.players[0].host = true;
    view.state = game::GameState::InGame;
    world.report.gameChanged(GameId {1});
    world.time.advance(1s);
    QVERIFY(world.games.last().upserted[0].hostChangedAt.isValid());
}

void TestGamesReport::slotsOutOfRangeAreLeftOut()
{
    World world;
    auto &view = world.create(1);
    view.players.append({.id = PlayerId {2}, .slot = 4});
    view.players.append({.id = PlayerId {3}, .slot = -1});
    view.players.append({.id = PlayerId {5}, .slot = 3});
    world.time.advance(1s);
    QCOMPARE(world.games.last().upserted[0].members.size(), 2);
}

void TestGamesReport::queueDifferences()
{
    World world;
    world.wait(7);
    world.wait(8);
    world.time.advance(1s);
    QCOMPARE(world.queue.size(), 1);
    QCOMPARE(world.queue[0].upserted.size(), 2);
    world.catalogue.queue.removeFirst();
    world.wait(9);
    world.time.advance(1s);
    QCOMPARE(world.queue[1].upserted.size(), 1);
    QCOMPARE(world.queue[1].removed, QList<PlayerId> {PlayerId {7}});
    world.report.queueChanged();
    world.time.advance(1s);
    QCOMPARE(world.queue.size(), 2);
}

void TestGamesReport::explainsTheOneThatIsLookedAt()
{
    World world;
    world.create(1);
    world.create(2);
    world.catalogue.misfits = {{1, 3}, {2, 1}};
    world.wait(7);
    world.time.advance(1s);
    QCOMPARE(world.explained.size(), 0);
    world.report.explain(PlayerId {7});
    world.time.advance(100ms);
    QCOMPARE(world.explained.size(), 1);
    QCOMPARE(world.explained[0].player, PlayerId {7});
    QCOMPARE(world.explained[0].games.size(), 2);
    QCOMPARE(world.explained[0].games[0].id, GameId {2}); // the closest first
    QCOMPARE(world.explained[0].games[1].misfits.size(), 3);
    const auto waiting = std::exchange(world.catalogue.queue, {}); // placed, and searches again
    world.report.queueChanged();
    world.time.advance(1s);
    world.catalogue.queue = waiting;
    world.report.queueChanged();
    world.time.advance(1s);
    QCOMPARE(world.explained.size(), 2);
    world.report.explain(std::nullopt);
    world.catalogue.misfits[1] = 0;
    world.report.gameChanged(GameId {1});
    world.time.advance(5s);
    QCOMPARE(world.explained.size(), 2);
    world.report.explain(PlayerId {99}); // does not wait
    world.time.advance(5s);
    QCOMPARE(world.explained.size(), 2);
}

void TestGamesReport::explainsByTimeAlone()
{
    World world;
    world.create(1);
    world.catalogue.misfits = {{1, 1}};
    world.wait(7);
    world.report.explain(PlayerId {7});
    world.time.advance(5s);
    QCOMPARE(world.explained.size(), 1);
    world.catalogue.misfits.clear(); // the search is old enough now
    world.time.advance(1100ms);
    QCOMPARE(world.explained.size(), 2);
    QVERIFY(world.explained[1].games[0].misfits.isEmpty());
}

void TestGamesReport::explainsAtMostSoMany()
{
    World world;
    for (quint32 id = 1; id <= base::kExplainedGamesMax; ++id)
        world.create(id);
    world.wait(7);
    world.report.explain(PlayerId {7});
    world.time.advance(100ms);
    QCOMPARE(world.explained.last().games.size(), qsizetype(base::kExplainedGamesMax));
    QCOMPARE(world.explained.last().gamesLeftOut, 0);
    world.create(base::kExplainedGamesMax + 1);
    world.time.advance(100ms);
    QCOMPARE(world.explained.last().games.size(), qsizetype(base::kExplainedGamesMax));
    QCOMPARE(world.explained.last().gamesLeftOut, 1);
}

void TestGamesReport::silentWhenNobodyIsLookedAt()
{
    World world;
    world.create(1);
    world.wait(7);
    world.report.explain(PlayerId {7});
    world.time.advance(1s);
    world.report.explain(std::nullopt);
    const int looks = world.catalogue.looks;
    const auto explained = world.explained.size();
    world.time.advance(60s);
    QCOMPARE(world.catalogue.looks, looks);
    QCOMPARE(world.explained.size(), explained);
}

QTEST_GUILESS_MAIN(TestGamesReport)
#include "tst_gamesreport.moc"
