#include <core/base/limits.h>
#include <core/server/telemetryintake.h>
#include <tests/support/manualtime.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using server::TelemetryIntake;
using server::TelemetryPairs;

namespace {

struct World
{
    test::OpenStorage open;
    storage::TelemetryEvents events {open.client};
    test::ManualTime time;
    session::NoGames games;
    session::Presence presence {games, time};
    TelemetryIntake intake {events, presence, time};

    // Behind everything that was handed to the storage before.
    QList<storage::TelemetryRecord> stored(qint64 count)
    {
        return *test::answerOf<base::Result<QList<storage::TelemetryRecord>, storage::StoreError>>(
            [&](auto done) { events.newest({}, 0, count, std::move(done)); });
    }
};

TelemetryPairs pairs(qsizetype count)
{
    TelemetryPairs all;
    for (qsizetype i = 0; i < count; ++i)
        all.emplaceBack(u"K%1"_s.arg(i), u"v"_s);
    return all;
}

} // namespace

class TestTelemetryIntake : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToStore()
    {
        World world;
        world.intake.take({}, std::optional<base::PlayerId>());
        QCOMPARE(world.stored(10).size(), 0);
    }
    void eventsOfAPlayer()
    {
        World world;
        const base::PlayerId ann = world.open.addPlayer(u"ann@example.test"_s).id;
        world.intake.take({{u"A"_s, u"1"_s}}, std::optional(ann));
        world.intake.take({{u"B"_s, u"2"_s}}, std::optional<base::PlayerId>()); // while the first is being written
        test::waitUntil([&] { return world.stored(10).size() == 2; });
        const auto rows = world.stored(10);
        QCOMPARE(rows[0].name, u"B"_s);
        QVERIFY(!rows[0].player);
        QCOMPARE(rows[1].player, std::optional(ann));
        QCOMPARE(rows[1].receivedAt, storage::timestampFromWall(world.time.wall()));
    }
    void whatCannotBeWrittenInTimeIsCounted()
    {
        World world;
        world.intake.take(pairs(1), std::optional<base::PlayerId>()); // under way
        world.intake.take(pairs(base::kTelemetryQueueMax), std::optional<base::PlayerId>());
        QCOMPARE(world.intake.eventsLost(), quint64(0));
        QTest::ignoreMessage(QtWarningMsg, "telemetry events are lost, 1 so far: more came than could be written");
        world.intake.take(pairs(2), std::optional<base::PlayerId>());
        QCOMPARE(world.intake.eventsLost(), quint64(2)); // and one line in the log for both
    }
    void aClosedDatabase()
    {
        World world;
        world.open.storage.close();
        QTest::ignoreMessage(QtWarningMsg, "telemetry events are lost, 3 so far: the database did not take them");
        world.intake.take(pairs(3), std::optional<base::PlayerId>());
        test::waitUntil([&] { return world.intake.eventsLost() == 3; });
        QCOMPARE(world.intake.eventsLost(), quint64(3));
    }
};

QTEST_GUILESS_MAIN(TestTelemetryIntake)
#include "tst_telemetryintake.moc"
