#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace storage;
using base::Result;

namespace {

Timestamp at(qint64 milliseconds)
{
    return Timestamp(std::chrono::seconds(1'742'000'000) + std::chrono::milliseconds(milliseconds));
}

qint64 insert(test::OpenStorage &open, const QByteArray &json, Timestamp created)
{
    return *test::answerOf<Result<qint64, StoreError>>(
        [&](auto done) { open.reports.insert(json, created, created + std::chrono::minutes(20), std::move(done)); });
}

QByteArray page(test::OpenStorage &open, qint64 offset, qint64 count, qint64 total)
{
    const auto got = test::answerOf<Result<GameReportPage, StoreError>>(
        [&](auto done) { open.reports.page(offset, count, std::move(done)); });
    QByteArray data;
    if (got && got->total == total) {
        for (const GameReportRecord &row : got->rows)
            data += row.data;
    }
    return data;
}

} // namespace

class TestGameReports : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void insertedIsFound();
    void oldestFirst();
};

void TestGameReports::insertedIsFound()
{
    test::OpenStorage open;
    const QByteArray json = R"({"attributes":{"ME3map":"map11"},"players":[{"player_name":"Żółw"}]})";
    const qint64 id = insert(open, json, at(250));
    const auto byId = [&](qint64 wanted) {
        return *test::answerOf<Result<std::optional<GameReportRecord>, StoreError>>(
            [&](auto done) { open.reports.byId(wanted, std::move(done)); });
    };
    const auto found = byId(id);
    QVERIFY(found);
    QCOMPARE(found->id, id);
    QCOMPARE(found->data, json);
    QCOMPARE(found->createdAt, at(250));
    QCOMPARE(found->finishedAt, at(250) + std::chrono::minutes(20));
    QVERIFY(!byId(id + 1));
}

void TestGameReports::oldestFirst()
{
    test::OpenStorage open;
    insert(open, "d", at(1500));
    insert(open, "b", at(1000));
    insert(open, "a", at(-1));
    insert(open, "c", at(1000)); // the same moment: by id
    QCOMPARE(page(open, 0, 10, 4), QByteArray("abcd"));
    QCOMPARE(page(open, 1, 2, 4), QByteArray("bc"));
    QCOMPARE(page(open, 4, 2, 4), QByteArray());
    QCOMPARE(page(open, 0, 0, 4), QByteArray());
    QCOMPARE(page(open, std::numeric_limits<qint64>::max(), 1, 4), QByteArray());
}

QTEST_GUILESS_MAIN(TestGameReports)
#include "tst_gamereports.moc"
