#include <core/base/limits.h>
#include <core/storage/connection.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace storage;
using base::PlayerId;
using base::Result;

namespace {

using Rows = QList<BoardRow>;

// "rank:player=value …"
QString text(const Rows &rows)
{
    QStringList parts;
    for (const BoardRow &row : rows)
        parts.append(u"%1:%2=%3"_s.arg(row.rank).arg(base::number(row.player)).arg(row.value));
    return parts.join(u' ');
}

} // namespace

class TestLeaderboards : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pages();
    void centred_data();
    void centred();
    void filtered();
    void entries();
    void replacing();
    void unknownPlayersAreSkipped();
    void deletedPlayersVanish();
    void randomBoardsAgreeWithASimpleModel();
    void sample();

private:
    void submit(const QList<Standing> &standings, int expected);
    BoardPage page(qint64 offset, qint64 count, Board board = Board::N7Rating);
    Rows around(quint32 player, qint64 count);
    Rows only(const QList<quint32> &players);

    std::unique_ptr<test::OpenStorage> m_open;
};

// Players 1 to 7; values 50 40 40 40 30 20 0 on the N7 board, the other way round on the other.
void TestLeaderboards::init()
{
    test::failOnWarnings();
    m_open = std::make_unique<test::OpenStorage>();
    for (int i = 1; i <= 8; ++i)
        m_open->addPlayer(u"%1@example.test"_s.arg(i), u"P%1"_s.arg(i));
    const quint32 values[] {40, 50, 20, 40, 0, 40, 30};
    QList<Standing> standings;
    for (quint32 i = 0; i < 7; ++i)
        standings.append({PlayerId {i + 1}, values[i], 1000 - values[i]});
    submit(standings, 7);
}

void TestLeaderboards::submit(const QList<Standing> &standings, int expected)
{
    const auto written =
        test::answerOf<Result<int, StoreError>>([&](auto done) { m_open->boards.submit(standings, std::move(done)); });
    QVERIFY(written);
    QCOMPARE(*written, expected);
}

BoardPage TestLeaderboards::page(qint64 offset, qint64 count, Board board)
{
    return *test::answerOf<Result<BoardPage, StoreError>>(
        [&](auto done) { m_open->boards.page(board, offset, count, std::move(done)); });
}

Rows TestLeaderboards::around(quint32 player, qint64 count)
{
    return *test::answerOf<Result<Rows, StoreError>>(
        [&](auto done) { m_open->boards.centred(Board::N7Rating, PlayerId {player}, count, std::move(done)); });
}

Rows TestLeaderboards::only(const QList<quint32> &players)
{
    QList<PlayerId> ids;
    for (const quint32 player : players)
        ids.append(PlayerId {player});
    return *test::answerOf<Result<Rows, StoreError>>(
        [&](auto done) { m_open->boards.filtered(Board::N7Rating, ids, std::move(done)); });
}

void TestLeaderboards::pages()
{
    QCOMPARE(text(page(0, 100).rows), u"1:2=50 2:1=40 2:4=40 2:6=40 5:7=30 6:3=20 7:5=0"_s);
    QCOMPARE(page(0, 0).total, 7);
    QCOMPARE(text(page(2, 3).rows), u"2:4=40 2:6=40 5:7=30"_s); // starts inside the tie
    QCOMPARE(text(page(6, 3).rows), u"7:5=0"_s);
    QCOMPARE(text(page(7, 3).rows), u""_s);
    QCOMPARE(text(page(0, 0).rows), u""_s);
    QCOMPARE(text(page(std::numeric_limits<qint64>::max(), 5).rows), u""_s);
    QCOMPARE(page(0, 1).rows.first().name, u"P2"_s);
    QCOMPARE(text(page(0, 2, Board::ChallengePoints).rows), u"1:5=1000 2:3=980"_s);
    const auto count = test::answerOf<Result<qint64, StoreError>>(
        [&](auto done) { m_open->boards.count(Board::N7Rating, std::move(done)); });
    QVERIFY(count);
    QCOMPARE(*count, 7);
}

void TestLeaderboards::centred_data()
{
    QTest::addColumn<quint32>("player");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("expected");
    QTest::newRow("middle, odd") << 6U << qint64(3) << u"2:4=40 2:6=40 5:7=30"_s;
    QTest::newRow("middle, even") << 6U << qint64(4) << u"2:1=40 2:4=40 2:6=40 5:7=30"_s;
    QTest::newRow("one") << 6U << qint64(1) << u"2:6=40"_s;
    QTest::newRow("none") << 6U << qint64(0) << u""_s;
    QTest::newRow("first") << 2U << qint64(4) << u"1:2=50 2:1=40 2:4=40 2:6=40"_s;
    QTest::newRow("last") << 5U << qint64(4) << u"6:3=20 7:5=0"_s.prepend(u"5:7=30 "_s);
    QTest::newRow("more than there are") << 1U << qint64(60) << u"1:2=50 2:1=40 2:4=40 2:6=40 5:7=30 6:3=20 7:5=0"_s;
    QTest::newRow("without a row") << 8U << qint64(60) << u""_s;
    QTest::newRow("unknown") << 99U << qint64(60) << u""_s;
}

void TestLeaderboards::centred()
{
    QFETCH(quint32, player);
    QFETCH(qint64, count);
    QFETCH(QString, expected);
    QCOMPARE(text(around(player, count)), expected);
}

void TestLeaderboards::filtered()
{
    QCOMPARE(text(only({5, 4, 6, 99, 8, 4})), u"2:4=40 2:6=40 7:5=0"_s);
    QCOMPARE(text(only({})), u""_s);
    QCOMPARE(text(only({3})), u"6:3=20"_s);
    // So many that the board is walked instead.
    QList<quint32> many;
    for (quint32 id = 100; id-- > 3;)
        many.append(id);
    QCOMPARE(text(only(many)), u"2:4=40 2:6=40 5:7=30 6:3=20 7:5=0"_s);
    QCOMPARE(only(many).first().name, u"P4"_s);
}

void TestLeaderboards::entries()
{
    const auto entry = [&](quint32 player) {
        return *test::answerOf<Result<std::optional<BoardRow>, StoreError>>(
            [&](auto done) { m_open->boards.entry(Board::N7Rating, PlayerId {player}, std::move(done)); });
    };
    QCOMPARE(text({*entry(7)}), u"5:7=30"_s);
    QCOMPARE(entry(7)->name, u"P7"_s);
    QVERIFY(!entry(8));
    QVERIFY(!entry(99));
}

void TestLeaderboards::replacing()
{
    submit({{PlayerId {5}, 4'294'967'295U, 0}}, 1);
    QCOMPARE(text(page(0, 2).rows), u"1:5=4294967295 2:2=50"_s);
    QCOMPARE(page(0, 0).total, 7);
}

void TestLeaderboards::unknownPlayersAreSkipped()
{
    submit({{PlayerId {99}, 70, 70}, {PlayerId {8}, 60, 60}}, 1);
    QCOMPARE(text(page(0, 2).rows), u"1:8=60 2:2=50"_s);
}

void TestLeaderboards::deletedPlayersVanish()
{
    const auto removed = test::answerOf<Result<void, StoreError>>(
        [&](auto done) { m_open->players.remove(PlayerId {2}, std::move(done)); });
    QVERIFY(removed);
    QCOMPARE(text(page(0, 100).rows), u"1:1=40 1:4=40 1:6=40 4:7=30 5:3=20 6:5=0"_s);
}

void TestLeaderboards::randomBoardsAgreeWithASimpleModel()
{
    std::mt19937 generator(7);
    const auto random = [&] { return static_cast<quint32>(generator()); };
    for (quint32 i = 9; i <= 120; ++i)
        m_open->addPlayer(u"%1@example.test"_s.arg(i));
    QList<Standing> standings;
    Rows model;
    for (quint32 i = 1; i <= 120; ++i) {
        const quint32 value = random() % 40;
        standings.append({PlayerId {i}, value, 0});
        model.append({0, PlayerId {i}, {}, value});
    }
    submit(standings, 120);
    std::stable_sort(model.begin(), model.end(), [](const auto &a, const auto &b) { return a.value > b.value; });
    for (BoardRow &row : model) {
        row.rank =
            1 + std::count_if(model.begin(), model.end(), [&](const auto &other) { return other.value > row.value; });
    }
    for (int round = 0; round < 50; ++round) {
        const auto offset = static_cast<qsizetype>(random() % 125);
        const auto count = static_cast<qsizetype>(random() % 30);
        QCOMPARE(text(page(offset, count).rows), text(model.mid(offset, count)));
        const quint32 player = 1 + random() % 120;
        const auto place =
            std::find_if(model.begin(), model.end(), [&](const auto &row) { return row.player == PlayerId {player}; }) -
            model.begin();
        QCOMPARE(text(around(player, count)), text(model.mid(std::max<qsizetype>(0, place - count / 2), count)));
    }
}

void TestLeaderboards::sample()
{
    m_open = std::make_unique<test::OpenStorage>(test::sampleDatabase());
    QCOMPARE(text(page(0, 40).rows), u"1:4=1205 2:1=790 2:3=790 4:2=120"_s);
    QCOMPARE(text(page(0, 40, Board::ChallengePoints).rows), u"1:1=12000 1:4=12000 3:2=300"_s);
}

QTEST_GUILESS_MAIN(TestLeaderboards)
#include "tst_leaderboards.moc"
