#include <core/base/limits.h>
#include <core/storage/telemetryevents.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using storage::PlayerId;
using storage::TelemetryRecord;

namespace {

using Rows = QList<TelemetryRecord>;
using Answer = base::Result<Rows, storage::StoreError>;

struct Events
{
    test::OpenStorage open;
    storage::TelemetryEvents events {open.client};

    bool append(Rows rows)
    {
        return test::answerOf<base::Result<void, storage::StoreError>>(
                   [&](auto done) { events.append(std::move(rows), std::move(done)); })
            .hasValue();
    }
    Rows newest(std::optional<PlayerId> player = std::nullopt, qint64 before = 0, qint64 count = 1000)
    {
        return *test::answerOf<Answer>([&](auto done) { events.newest(player, before, count, std::move(done)); });
    }
};

TelemetryRecord eventNamed(const QString &name, std::optional<PlayerId> player = std::nullopt)
{
    return {.id = 0,
            .player = player,
            .receivedAt = storage::Timestamp(std::chrono::milliseconds(1'742'000'000'123)),
            .name = name,
            .details = name + u"=1"_s};
}

QStringList namesOf(const Rows &rows)
{
    QStringList names;
    for (const TelemetryRecord &row : rows)
        names.append(row.name);
    return names;
}

} // namespace

class TestTelemetryEvents : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirst();
    void ofOnePlayer();
    void unknownPlayersAreNobody();
    void aDeletedPlayerTakesThemAlong();
    void theOldestGo();
};

void TestTelemetryEvents::newestFirst()
{
    Events events;
    QVERIFY(events.append({eventNamed(u"a"_s), eventNamed(u"b"_s)}));
    QVERIFY(events.append({eventNamed(u"c"_s)}));
    const Rows rows = events.newest();
    QCOMPARE(namesOf(rows), (QStringList {u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(rows[0].details, u"c=1"_s);
    QCOMPARE(rows[0].receivedAt, eventNamed({}).receivedAt);
    QVERIFY(!rows[0].player);
    QCOMPARE(namesOf(events.newest({}, rows[0].id, 1)), QStringList {u"b"_s});
}

void TestTelemetryEvents::ofOnePlayer()
{
    Events events;
    const PlayerId ann = events.open.addPlayer(u"ann@example.test"_s).id;
    const PlayerId bob = events.open.addPlayer(u"bob@example.test"_s).id;
    QVERIFY(
        events.append({eventNamed(u"a"_s, ann), eventNamed(u"b"_s, bob), eventNamed(u"c"_s, ann), eventNamed(u"d"_s)}));
    QCOMPARE(namesOf(events.newest(ann)), (QStringList {u"c"_s, u"a"_s}));
    QCOMPARE(namesOf(events.newest(bob)), QStringList {u"b"_s});
    QCOMPARE(events.newest(bob)[0].player, std::optional(bob));
}

void TestTelemetryEvents::unknownPlayersAreNobody()
{
    Events events;
    QVERIFY(events.append({eventNamed(u"a"_s, static_cast<PlayerId>(77))}));
    QVERIFY(!events.newest().value(0).player);
}

void TestTelemetryEvents::aDeletedPlayerTakesThemAlong()
{
    Events events;
    const PlayerId ann = events.open.addPlayer(u"ann@example.test"_s).id;
    QVERIFY(events.append({eventNamed(u"a"_s, ann), eventNamed(u"b"_s)}));
    const auto removed = test::answerOf<base::Result<void, storage::StoreError>>(
        [&](auto done) { events.open.players.remove(ann, std::move(done)); });
    QVERIFY(removed);
    QCOMPARE(namesOf(events.newest()), QStringList {u"b"_s});
}

void TestTelemetryEvents::theOldestGo()
{
    Events events;
    Rows all;
    for (qint64 i = 0; i < base::kTelemetryRowsMax; ++i)
        all.append(eventNamed(QString::number(i)));
    QVERIFY(events.append(all));
    QCOMPARE(namesOf(events.newest({}, 2)), QStringList {u"0"_s}); // at the bound all are there
    QVERIFY(events.append({eventNamed(u"one more"_s)}));
    QCOMPARE(namesOf(events.newest({}, 2)), QStringList());
    QCOMPARE(namesOf(events.newest({}, 3)), QStringList {u"1"_s});
    QCOMPARE(namesOf(events.newest({}, 0, 1)), QStringList {u"one more"_s});
}

QTEST_GUILESS_MAIN(TestTelemetryEvents)
#include "tst_telemetryevents.moc"
