// The queue, the storage thread and group commit.

#include <core/base/limits.h>
#include <core/storage/connection.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace storage;
using base::PlayerId;
using base::Result;

namespace {

// A write that stores `value` and then fails or not.
auto insertData(PlayerId player, const QByteArray &key, bool fails)
{
    return [player, key, fails](Connection &connection) -> Result<void, StoreError> {
        Statement row =
            connection.prepare("INSERT INTO player_data (player_id, key, value) VALUES (?, CAST(? AS TEXT), 'x')");
        if (auto run = row.bind(qint64(base::number(player))).bind(key).run(); !run)
            return run;
        return fails ? Result<void, StoreError>(base::failure(StoreError::TooMany)) : base::success();
    };
}

} // namespace

class TestStorage : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void opensAndMakes();
    void fileIsPrivate();
    void nothingWorksBeforeOpening();
    void answersComeInOrder();
    void writesShareTransactions();
    void failingWriteDoesNotFailTheOthers();
    void lostTransactionIsDoneAgain();
    void fullDiskFailsWhatCannotBeWrittenAndRecovers();
    void readsSeeWritesBeforeThem();
    void queueIsBounded();
    void queuedBytesAreBounded();
    void closeCommitsWhatIsQueued();
    void lateJobsAreRefused();
    void noCallbackWhenTheClientIsGone();
    void twoClients();
    void lockedByAnother();

private:
    static QStringList keysOf(test::OpenStorage &storage, PlayerId player);
};

QStringList TestStorage::keysOf(test::OpenStorage &storage, PlayerId player)
{
    const auto rows = test::answerOf<Result<QList<PlayerDataRow>, StoreError>>(
        [&](auto done) { storage.playerData.loadAll(player, std::move(done)); });
    QStringList keys;
    if (rows) {
        for (const PlayerDataRow &row : *rows)
            keys.append(QString::fromUtf8(row.key));
    }
    return keys;
}

void TestStorage::opensAndMakes()
{
    test::OpenStorage open;
    QVERIFY(open.report.created);
    QCOMPARE(open.report.versionBefore, 0);
    QVERIFY(open.report.backup.isEmpty());
    const auto pragmas = test::answerOf<Result<QStringList, StoreError>>([&](auto done) {
        open.client.read<QStringList>(
            [](Connection &connection) -> Result<QStringList, StoreError> {
                return QStringList {connection.single(u"PRAGMA journal_mode"_s).toString(),
                                    connection.single(u"PRAGMA synchronous"_s).toString(),
                                    connection.single(u"PRAGMA foreign_keys"_s).toString(),
                                    connection.single(u"PRAGMA busy_timeout"_s).toString()};
            },
            std::move(done));
    });
    QVERIFY(pragmas);
    QCOMPARE(*pragmas, (QStringList {u"wal"_s, u"2"_s, u"1"_s, u"5000"_s}));
}

void TestStorage::fileIsPrivate()
{
#ifdef Q_OS_UNIX
    test::OpenStorage open;
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                        QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(!(QFile::permissions(open.file) & others));
    QVERIFY(!(QFile::permissions(open.file + u"-wal"_s) & others));
#else
    QSKIP("rights of this kind exist on Unix only");
#endif
}

void TestStorage::nothingWorksBeforeOpening()
{
    Storage storage;
    StorageClient client(storage);
    Players players(client);
    const auto count = test::answerOf<Result<qint64, StoreError>>([&](auto done) { players.count(std::move(done)); });
    QVERIFY(!count);
    QCOMPARE(count.error(), StoreError::Closed);
}

void TestStorage::answersComeInOrder()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    QList<int> order;
    for (int i = 0; i < 600; ++i) { // more than two batches
        if (i % 3 == 0)
            open.playerData.loadAll(player, [&order, i](const auto &) { order.append(i); });
        else
            open.playerData.save(player, "key", QByteArray::number(i), [&order, i](const auto &) { order.append(i); });
    }
    test::waitUntil([&] { return order.size() == 600; });
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestStorage::writesShareTransactions()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    const quint64 before = open.storage.commits();
    int saved = 0;
    for (int i = 0; i < 2000; ++i) {
        open.playerData.save(player, "key" + QByteArray::number(i % 50), "value",
                             [&](const auto &outcome) { saved += outcome ? 1 : 0; });
    }
    test::waitUntil([&] { return open.storage.jobsQueued() == 0; });
    test::waitUntil([&] { return saved == 2000; });
    const quint64 commits = open.storage.commits() - before;
    QVERIFY2(commits >= 2000 / quint64(base::kStorageBatchMax), qPrintable(QString::number(commits)));
    QVERIFY2(commits < 1000, qPrintable(QString::number(commits)));
}

void TestStorage::failingWriteDoesNotFailTheOthers()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    QList<bool> outcomes;
    for (int i = 0; i < 40; ++i) {
        open.client.write<void>(0, insertData(player, "key" + QByteArray::number(i), i % 4 == 1),
                                [&](const auto &outcome) { outcomes.append(outcome.hasValue()); });
    }
    // The unique index refuses this one.
    open.client.write<void>(0, insertData(player, "key0", false),
                            [&](const auto &outcome) { outcomes.append(outcome.hasValue()); });
    test::waitUntil([&] { return outcomes.size() == 41; });
    for (int i = 0; i < 40; ++i)
        QCOMPARE(outcomes[i], i % 4 != 1);
    QVERIFY(!outcomes.last());
    const QStringList keys = keysOf(open, player);
    QCOMPARE(keys.size(), 30);
    QVERIFY(!keys.contains(u"key1"_s));
}

// A job that ends the shared transaction behind its back stands for errors after which SQLite does so by itself.
void TestStorage::lostTransactionIsDoneAgain()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^no room"_s));
    QList<bool> outcomes;
    const auto note = [&](const auto &outcome) { outcomes.append(outcome.hasValue()); };
    // Keeps the thread busy until all are queued, so that they come in one batch.
    std::atomic<bool> go {false};
    open.client.read<int>(
        [&go](Connection &) -> Result<int, StoreError> {
            while (!go.load())
                std::this_thread::yield();
            return 0;
        },
        [](const auto &) {});
    open.client.write<void>(0, insertData(player, "before", false), note);
    open.client.write<void>(
        0,
        [](Connection &connection) -> Result<void, StoreError> {
            std::ignore = connection.runOnce(u"ROLLBACK"_s); // that is the fault this test makes
            return base::failure(StoreError::Full);
        },
        note);
    open.client.write<void>(0, insertData(player, "after", false), note);
    go = true;
    test::waitUntil([&] { return outcomes.size() == 3; });
    QCOMPARE(outcomes, (QList<bool> {true, false, true}));
    QCOMPARE(keysOf(open, player), (QStringList {u"after"_s, u"before"_s}));
}

void TestStorage::fullDiskFailsWhatCannotBeWrittenAndRecovers()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    const auto limitPages = [&](const QString &pages) {
        return test::answerOf<Result<int, StoreError>>([&](auto done) {
            open.client.read<int>(
                [pages](Connection &connection) -> Result<int, StoreError> {
                    return connection.single(u"PRAGMA max_page_count=%1"_s.arg(pages)).toInt();
                },
                std::move(done));
        });
    };
    const auto save = [&](const QByteArray &key, const QByteArray &value) {
        return test::answerOf<Result<void, StoreError>>(
            [&](auto done) { open.playerData.save(player, key, value, std::move(done)); });
    };
    QVERIFY(save("small", "1"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^no room"_s)); // once, however many fail
    QVERIFY(limitPages(u"1"_s));                                           // SQLite raises it to the size the file has
    const auto refused = save("large", QByteArray(200'000, 'x'));
    QVERIFY(!refused);
    QCOMPARE(refused.error(), StoreError::Full);

    // In one batch: what needs no room succeeds beside what does.
    QList<bool> outcomes;
    for (int i = 0; i < 10; ++i) {
        const bool large = i % 2 == 1;
        open.playerData.save(player, large ? "large" : "small",
                             large ? QByteArray(200'000, 'x') : QByteArray::number(i),
                             [&](const auto &outcome) { outcomes.append(outcome.hasValue()); });
    }
    test::waitUntil([&] { return outcomes.size() == 10; });
    for (int i = 0; i < 10; ++i)
        QCOMPARE(outcomes[i], i % 2 == 0);
    QCOMPARE(keysOf(open, player), QStringList {u"small"_s});

    QVERIFY(limitPages(u"1000000"_s));
    QVERIFY(save("large", QByteArray(200'000, 'x')));
}

void TestStorage::readsSeeWritesBeforeThem()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    int good = 0;
    for (int i = 0; i < 100; ++i) {
        const QByteArray value = QByteArray::number(i);
        open.playerData.save(player, "key", value, [](const auto &) {});
        open.playerData.load(player, "key",
                             [&good, value](const auto &loaded) { good += loaded && **loaded == value ? 1 : 0; });
    }
    test::waitUntil([&] { return open.storage.jobsQueued() == 0; });
    test::waitUntil([&] { return good == 100; });
    QCOMPARE(good, 100);
}

void TestStorage::queueIsBounded()
{
    test::OpenStorage open;
    std::atomic<bool> go {false};
    open.client.read<int>(
        [&go](Connection &) -> Result<int, StoreError> {
            while (!go.load())
                std::this_thread::yield();
            return 0;
        },
        [](const auto &) {});
    int answered = 0;
    int busy = 0;
    for (int i = 0; i < base::kStorageQueueMax; ++i) { // the one before makes it one too many
        open.client.read<int>([](Connection &) -> Result<int, StoreError> { return 1; },
                              [&](const auto &outcome) {
                                  answered += outcome ? 1 : 0;
                                  busy += !outcome && outcome.error() == StoreError::Busy ? 1 : 0;
                              });
    }
    QCOMPARE(busy, 1); // at once
    go = true;
    test::waitUntil([&] { return answered == base::kStorageQueueMax - 1; });
    QCOMPARE(open.storage.jobsQueued(), 0);
}

void TestStorage::queuedBytesAreBounded()
{
    Storage storage;
    QVERIFY(storage.reserve(base::kStorageQueueBytesMax));
    QVERIFY(!storage.reserve(1));
    QVERIFY(storage.reserve(0));
    QCOMPARE(storage.jobsQueued(), 2);
}

void TestStorage::closeCommitsWhatIsQueued()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    int saved = 0;
    for (int i = 0; i < 1000; ++i)
        open.playerData.save(player, QByteArray::number(i), "value", [&](const auto &done) { saved += done ? 1 : 0; });
    open.storage.close();
    test::waitUntil([&] { return saved == 1000; });
    const Connection file(open.file, Connection::Access::ReadOnly);
    QVERIFY(file.isOpen());
    Connection reader(open.file, Connection::Access::ReadOnly);
    QCOMPARE(reader.single(u"SELECT COUNT(*) FROM player_data"_s).toInt(), 1000);
    QVERIFY(!QFile::exists(open.file + u"-wal"_s) || QFileInfo(open.file + u"-wal"_s).size() == 0);
}

void TestStorage::lateJobsAreRefused()
{
    test::OpenStorage open;
    open.storage.close();
    const auto count =
        test::answerOf<Result<qint64, StoreError>>([&](auto done) { open.players.count(std::move(done)); });
    QVERIFY(!count);
    QCOMPARE(count.error(), StoreError::Closed);
    QCOMPARE(open.storage.jobsQueued(), 0);
}

void TestStorage::noCallbackWhenTheClientIsGone()
{
    test::OpenStorage open;
    bool called = false;
    {
        StorageClient client(open.storage);
        Players players(client);
        for (int i = 0; i < 100; ++i)
            players.count([&](const auto &) { called = true; });
    }
    const auto last =
        test::answerOf<Result<qint64, StoreError>>([&](auto done) { open.players.count(std::move(done)); });
    QVERIFY(last);
    QVERIFY(!called);
}

void TestStorage::twoClients()
{
    test::OpenStorage open;
    StorageClient second(open.storage);
    Players players(second);
    int first = 0;
    int other = 0;
    for (int i = 0; i < 100; ++i) {
        open.players.count([&](const auto &count) { first += count ? 1 : 0; });
        players.count([&](const auto &count) { other += count ? 1 : 0; });
    }
    test::waitUntil([&] { return first == 100 && other == 100; });
    QCOMPARE(first, other);
}

// Another program holds the file: writes fail after the waiting time, all of a batch together, reads go on.
void TestStorage::lockedByAnother()
{
    test::OpenStorage open;
    const PlayerId player = open.addPlayer(u"a@example.test"_s).id;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"takes no writes"_s));
    Connection other(open.file, Connection::Access::ReadWrite);
    QVERIFY(other.runOnce(u"BEGIN IMMEDIATE"_s));
    QElapsedTimer timer;
    std::atomic<bool> go {false};
    open.client.read<int>(
        [&go](Connection &) -> Result<int, StoreError> {
            while (!go.load())
                std::this_thread::yield();
            return 0;
        },
        [](const auto &) {});
    QList<StoreError> errors;
    bool read = false;
    for (int i = 0; i < 3; ++i) {
        open.playerData.save(player, "key", "value", [&](const auto &outcome) {
            if (!outcome)
                errors.append(outcome.error());
        });
    }
    open.players.count([&](const auto &count) { read = count.hasValue(); });
    timer.start();
    go = true;
    test::waitUntil([&] { return errors.size() == 3 && read; });
    QCOMPARE(errors, QList<StoreError>(3, StoreError::Locked));
    QVERIFY(timer.elapsed() < 2 * std::chrono::milliseconds(base::kStorageBusyTimeout).count());
    QVERIFY(other.runOnce(u"ROLLBACK"_s));
    const auto saved = test::answerOf<Result<void, StoreError>>(
        [&](auto done) { open.playerData.save(player, "key", "value", std::move(done)); });
    QVERIFY(saved);
}

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
