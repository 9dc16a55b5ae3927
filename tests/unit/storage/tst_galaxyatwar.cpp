#include <core/storage/connection.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace storage;
using base::PlayerId;
using base::Result;

namespace {

using Loaded = Result<std::optional<GalaxyRecord>, StoreError>;
using Updated = Result<GalaxyRecord, StoreError>;

GalaxyRecord initial(PlayerId id)
{
    return {.player = id, .lastModified = Timestamp {std::chrono::seconds(1'742'000'000)}, .groups = {1, 2, 3, 4, 5}};
}

Loaded load(test::OpenStorage &open, PlayerId id)
{
    return test::answerOf<Loaded>([&](auto done) { open.galaxy.load(id, std::move(done)); });
}

Updated update(test::OpenStorage &open, PlayerId id, const std::function<void(GalaxyRecord &)> &change)
{
    return test::answerOf<Updated>([&](auto done) { open.galaxy.update(initial(id), change, std::move(done)); });
}

} // namespace

class TestGalaxyAtWar : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void madeOnFirstUpdate();
    void changesAreStored();
    void changesAddUp();
    void lowestRowCounts();
    void unknownPlayer();
};

void TestGalaxyAtWar::madeOnFirstUpdate()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    const auto none = load(open, id);
    QVERIFY(none && !*none);
    for (int i = 0; i < 2; ++i) {
        const auto made = update(open, id, {});
        QVERIFY(made);
        QCOMPARE(made->groups, initial(id).groups);
    }
    const auto stored = load(open, id);
    QVERIFY(stored && *stored);
    QCOMPARE((*stored)->groups, initial(id).groups);
    QCOMPARE((*stored)->lastModified, initial(id).lastModified);
    Connection file(open.file, Connection::Access::ReadOnly);
    QCOMPARE(file.single(u"SELECT COUNT(*) FROM galaxy_at_war"_s).toInt(), 1);
    QCOMPARE(file.single(u"SELECT last_modified FROM galaxy_at_war"_s).toString(), u"2025-03-15 00:53:20"_s);
}

void TestGalaxyAtWar::changesAreStored()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    const Timestamp later {std::chrono::seconds(1'742'000'100) + std::chrono::nanoseconds(7)};
    const auto changed = update(open, id, [later](GalaxyRecord &record) {
        record.groups[4] = 65'535;
        record.lastModified = later;
    });
    QVERIFY(changed);
    const auto stored = load(open, id);
    QVERIFY(stored && *stored);
    QCOMPARE((*stored)->groups, (std::array<quint16, 5> {1, 2, 3, 4, 65'535}));
    QCOMPARE((*stored)->lastModified, later);
}

void TestGalaxyAtWar::changesAddUp()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    int done = 0;
    for (int i = 0; i < 500; ++i) {
        open.galaxy.update(
            initial(id), [](GalaxyRecord &record) { record.groups[0] = quint16(record.groups[0] + 1); },
            [&](const auto &changed) { done += changed ? 1 : 0; });
    }
    test::waitUntil([&] { return done == 500; });
    QCOMPARE((*load(open, id))->groups[0], quint16(501));
}

void TestGalaxyAtWar::lowestRowCounts()
{
    test::OpenStorage open;
    const PlayerId id = open.addPlayer(u"a@example.test"_s).id;
    QVERIFY(update(open, id, {}));
    {
        Connection other(open.file, Connection::Access::ReadWrite);
        QVERIFY(
            other.runOnce(u"INSERT INTO galaxy_at_war (player_id, last_modified, group_a, group_b, group_c, group_d, "
                          "group_e) VALUES (1, '2020-01-01 00:00:00', 9, 9, 9, 9, 9)"_s));
    }
    QCOMPARE((*load(open, id))->groups, initial(id).groups);
    QVERIFY(update(open, id, [](GalaxyRecord &record) { record.groups[0] = 100; }));
    QCOMPARE((*load(open, id))->groups[0], quint16(100));
}

void TestGalaxyAtWar::unknownPlayer()
{
    test::OpenStorage open;
    const auto made = update(open, PlayerId {9}, {});
    QVERIFY(!made);
    QCOMPARE(made.error(), StoreError::NotFound);
}

QTEST_GUILESS_MAIN(TestGalaxyAtWar)
#include "tst_galaxyatwar.moc"
