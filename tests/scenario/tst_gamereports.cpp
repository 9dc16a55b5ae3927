// Reports of the game about standings: whose values are taken, and which.

#include <core/stats/commands/gamereporting/submitofflinegamereport.h>
#include <core/stats/commands/stats/getcenteredleaderboard.h>
#include <core/stats/commands/stats/getfilteredleaderboard.h>
#include <core/stats/commands/stats/getleaderboard.h>
#include <tests/scenario/world.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;
using stats::Board;
using stats::gamereporting::submitOfflineGameReport;
using tdf::Value;

namespace {

struct Entry
{
    Value player;
    Value rating;
    Value points;
};

// The body of a report as the game writes it; `tail` stands behind the enclosed group.
QByteArray report(const std::vector<Entry> &entries, const QByteArray &tail = {})
{
    std::vector<std::pair<Value, Value>> players;
    for (const Entry &entry : entries)
        players.push_back(
            {entry.player, Value::group({{"CTRY", 16725}, {"NCHP", entry.points}, {"NRAT", entry.rating}})});
    const tdf::Fields game {{"GAME", Value::group({})},
                            {"PLYR", Value::map(tdf::Type::Integer, tdf::Type::Group, std::move(players))}};
    const tdf::Fields body {{"FNSH", 0},
                            {"PRVT", tdf::IntList {}},
                            {"RPRT", Value::group({{"GAME", tdf::IntList {{7}}}, {"GAME", Value::group(game)}})}};
    return tdf::written(body) + tail;
}

} // namespace

class GameReportsTest : public test::QuietTest
{
    Q_OBJECT

private:
    std::unique_ptr<World> m_world;
    session::Account m_ann;
    session::Account m_bob;

    std::uint32_t submit(Client &client, const QByteArray &body)
    {
        client.clear();
        return client.send(0x1C, 0x2, body);
    }
    [[nodiscard]] std::optional<quint32> rating(const session::Account &player)
    {
        return m_world->boards().valueOf(Board::N7Rating, player.id);
    }
    [[nodiscard]] std::optional<quint32> points(const session::Account &player)
    {
        return m_world->boards().valueOf(Board::ChallengePoints, player.id);
    }
    static Value id(const session::Account &player) { return base::number(player.id); }

    static QStringList accepted()
    {
        return {u"GameReporting.SubmitOfflineGameReport"_s, u"! GameReporting.GameReportSubmitted"_s};
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_world = std::make_unique<World>();
        m_ann = m_world->accounts().add(u"ann@example.com"_s, u"Ann"_s, "x");
        m_bob = m_world->accounts().add(u"bob@example.com"_s, u"Bob"_s, "x");
    }

    void ownValues()
    {
        Client &ann = m_world->loggedIn(m_ann);
        submit(ann, report({{id(m_ann), 120, 9}}));
        QCOMPARE(ann.takeNames(), accepted());
        QCOMPARE(rating(m_ann), std::optional<quint32>(120));
        QCOMPARE(points(m_ann), std::optional<quint32>(9));
    }

    void anonymous()
    {
        Client &client = m_world->connect();
        submit(client, report({{id(m_ann), 120, 9}}));
        QCOMPARE(client.take().header.error, static_cast<quint16>(blaze::Error::AuthenticationRequired));
        QCOMPARE(rating(m_ann), std::nullopt);
    }

    // Of players in one game each may report for all; of others nobody may.
    void othersOfTheSameGame()
    {
        Client &ann = m_world->loggedIn(m_ann);
        Client &bob = m_world->loggedIn(m_bob);
        submit(ann, report({{id(m_bob), 50, 5}}));
        QCOMPARE(ann.takeNames(), accepted());
        QCOMPARE(rating(m_bob), std::nullopt);

        m_world->presence().setGame(ann.session(), base::GameId {1});
        m_world->presence().setGame(bob.session(), base::GameId {2});
        submit(ann, report({{id(m_bob), 50, 5}}));
        QCOMPARE(rating(m_bob), std::nullopt);

        m_world->presence().setGame(bob.session(), base::GameId {1});
        submit(ann, report({{id(m_ann), 60, 6}, {id(m_bob), 50, 5}}));
        QCOMPARE(rating(m_ann), std::optional<quint32>(60));
        QCOMPARE(rating(m_bob), std::optional<quint32>(50));
    }

    void absurdNumbers_data()
    {
        QTest::addColumn<quint64>("rating");
        QTest::addColumn<quint64>("points");
        QTest::addColumn<bool>("taken");
        const quint64 most = base::kStandingMax;
        QTest::newRow("nought") << quint64 {0} << quint64 {0} << true;
        QTest::newRow("at the limit") << most << most << true;
        QTest::newRow("rating past it") << most + 1 << quint64 {1} << false;
        QTest::newRow("points past it") << quint64 {1} << most + 1 << false;
        QTest::newRow("negative") << ~quint64 {0} << quint64 {1} << false;
        QTest::newRow("wraps at 32 bits") << (quint64 {1} << 32U) + 5 << quint64 {1} << false;
    }

    void absurdNumbers()
    {
        QFETCH(const quint64, rating);
        QFETCH(const quint64, points);
        QFETCH(const bool, taken);
        Client &ann = m_world->loggedIn(m_ann);
        submit(ann, report({{id(m_ann), rating, points}}));
        QCOMPARE(ann.takeNames(), accepted());
        QCOMPARE(this->rating(m_ann).has_value(), taken);
        QCOMPARE(this->points(m_ann).has_value(), taken);
    }

    // An id that no player can have does not pass for one that its low bits name.
    void absurdId()
    {
        Client &ann = m_world->loggedIn(m_ann);
        submit(ann, report({{(quint64 {1} << 32U) + base::number(m_ann.id), 120, 9}, {-1, 1, 1}}));
        QCOMPARE(ann.takeNames(), accepted());
        QCOMPARE(rating(m_ann), std::nullopt);
    }

    void playersAreBounded()
    {
        Client &ann = m_world->loggedIn(m_ann);
        for (const qsizetype more : {0, 1}) {
            std::vector<Entry> entries {{id(m_ann), 10 + more, 1}};
            for (qsizetype i = 1; i < base::kReportPlayersMax + more; ++i)
                entries.push_back({1'000'000 + i, 1, 1});
            submit(ann, report(entries));
            if (more == 0)
                QCOMPARE(ann.takeNames(), accepted());
            else
                QCOMPARE(ann.take().header.error, static_cast<quint16>(blaze::Error::System));
            QCOMPARE(rating(m_ann), std::optional<quint32>(10));
        }
    }

    void unreadable_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << report({{1, 1, 1}}).chopped(4);
        QTest::newRow("report is a number") << tdf::written({{"RPRT", 1}});
        QTest::newRow("no type") << tdf::written({{"RPRT", Value::group({{"GAME", Value::group({})}})}});
        QTest::newRow("players are texts") << report({{1, Value::text(u"120"), 9}});
        QTest::newRow("a list of players") << tdf::written(
            {{"RPRT",
              Value::group({{"GAME", tdf::IntList {{7}}}, {"GAME", Value::group({{"PLYR", tdf::IntList {}}})}})}});
    }

    void unreadable()
    {
        QFETCH(const QByteArray, body);
        Client &ann = m_world->loggedIn(m_ann);
        submit(ann, body);
        QCOMPARE(ann.frameCount(), std::size_t {1});
        QCOMPARE(ann.take().header.error, static_cast<quint16>(blaze::Error::System));
        QCOMPARE(m_world->boards().valueOf(Board::N7Rating, base::PlayerId {1}), std::nullopt);
    }

    // A zero byte may end the enclosed group once more; what follows then stands outside of the report.
    void secondEnd()
    {
        Client &ann = m_world->loggedIn(m_ann);
        submit(ann, report({{id(m_ann), 120, 9}}, tdf::written({{"GRID", 0}}) + QByteArray(1, '\0')));
        QCOMPARE(ann.takeNames(), accepted());
        QCOMPARE(rating(m_ann), std::optional<quint32>(120));
    }

    void notTooMany()
    {
        Client &ann = m_world->loggedIn(m_ann);
        for (int i = 0; i < 10; ++i) {
            submit(ann, report({{id(m_ann), 120 + i, 9}}));
            QCOMPARE(ann.takeNames(), accepted());
        }
        submit(ann, report({{id(m_ann), 500, 9}}));
        QCOMPARE(ann.take().header.error, static_cast<quint16>(blaze::Error::Timeout));
        m_world->time().advance(std::chrono::minutes(1));
        submit(ann, report({{id(m_ann), 500, 9}}));
        QCOMPARE(ann.takeNames(), accepted());
    }

    // The notification comes behind the answer also when the storage takes its time, and not at all to a game that has
    // gone meanwhile.
    void slowStorage()
    {
        Client &ann = m_world->loggedIn(m_ann);
        m_world->worker().hold();
        submit(ann, report({{id(m_ann), 120, 9}}));
        QVERIFY(!ann.hasFrame());
        m_world->worker().release();
        QCOMPARE(ann.takeNames(), accepted());
        m_world->worker().hold();
        submit(ann, report({{id(m_ann), 130, 9}}));
        ann.disconnect();
        m_world->worker().release();
        QVERIFY(!ann.hasFrame());
        QCOMPARE(rating(m_ann), std::optional<quint32>(130));
    }

    void strangeRequestsForBoards()
    {
        Client &ann = m_world->loggedIn(m_ann);
        m_world->boards().put(Board::N7Rating, m_ann.id, 5);
        QCOMPARE(ann.errorOf(stats::getLeaderboard, {.count = 5, .name = "N7Rating\xFF", .start = 0}),
                 blaze::Error::System);
        QCOMPARE(ann.call(stats::getLeaderboard, {.count = 0xFFFF'FFFF, .name = "N7Rating", .start = 0}).rows.size(),
                 1);
        QCOMPARE(ann.call(stats::getLeaderboard, {.count = 5, .name = "N7Rating", .start = 0xFFFF'FFFF}).rows.size(),
                 0);
        const quint64 other = (quint64 {1} << 32U) + base::number(m_ann.id);
        QCOMPARE(ann.call(stats::getCenteredLeaderboard, {.player = other, .count = 5, .name = "N7Rating"}).rows.size(),
                 0);
        QCOMPARE(
            ann.call(stats::getFilteredLeaderboard, {.players = {other, ~quint64 {0}}, .name = "N7Rating"}).rows.size(),
            0);
        QCOMPARE(ann.call(stats::getFilteredLeaderboard,
                          {.players = QList<quint64>(base::kBoardLookUpsMax / 2, base::number(m_ann.id)),
                           .name = "N7Rating"})
                     .rows.size(),
                 1);
    }
};

QTEST_APPLESS_MAIN(GameReportsTest)
#include "tst_gamereports.moc"
