// Opening what is there: new, ours, Pocket Relay's, too new, foreign, damaged, not writable.

#include <core/storage/connection.h>
#include <core/storage/databasefile.h>
#include <core/storage/schema.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <QCryptographicHash>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <tests/support/smalldisk.h>
#endif

using namespace Qt::StringLiterals;
using namespace storage;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

// A file of Pocket Relay after its first `steps` migrations, with one player and what its tables then can hold.
void makeOldFile(const QString &path, int steps)
{
    Connection file(path, Connection::Access::ReadWrite);
    QStringList sql {
        u"CREATE TABLE seaql_migrations (version varchar NOT NULL PRIMARY KEY, applied_at bigint NOT NULL)"_s,
        // As early versions declared it.
        u"CREATE TABLE players (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, email text UNIQUE NOT NULL, "
        "display_name text NOT NULL, password text NULL, role integer(1) DEFAULT 0 NOT NULL)"_s,
        u"INSERT INTO players VALUES (7, 'old@example.test', 'Old One', NULL, 1)"_s};
    if (steps >= 2) {
        sql.append(
            u"CREATE TABLE galaxy_at_war (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, player_id integer NOT NULL, "
            "last_modified text NOT NULL, group_a integer NOT NULL, group_b integer NOT NULL, group_c integer NOT "
            "NULL, group_d integer NOT NULL, group_e integer NOT NULL, FOREIGN KEY (player_id) REFERENCES players "
            "(id) ON DELETE CASCADE)"_s);
        sql.append(u"INSERT INTO galaxy_at_war VALUES (1, 7, '2023-06-01 12:00:00.5', 5000, 5001, 5002, 5003, 5004)"_s);
    }
    if (steps >= 3) {
        sql.append(
            u"CREATE TABLE player_data (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, player_id integer NOT NULL, "
            "key text NOT NULL, value text NOT NULL, FOREIGN KEY (player_id) REFERENCES players (id) ON DELETE "
            "CASCADE)"_s);
        sql.append(u"INSERT INTO player_data VALUES (1, 7, 'Base', 'first')"_s);
        sql.append(steps >= 4 ? u"CREATE UNIQUE INDEX \"idx-pid-key\" ON player_data (player_id, key)"_s
                              : u"INSERT INTO player_data VALUES (2, 7, 'Base', 'second')"_s);
    }
    if (steps >= 5) {
        sql.append(
            u"CREATE TABLE leaderboard_data (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, player_id integer NOT "
            "NULL, ty integer NOT NULL, value integer NOT NULL, FOREIGN KEY (player_id) REFERENCES players (id) ON "
            "DELETE CASCADE)"_s);
        sql.append(u"CREATE UNIQUE INDEX \"idx-pid-ty-key\" ON leaderboard_data (ty, player_id)"_s);
    }
    if (steps >= 6)
        sql.append(u"ALTER TABLE players ADD COLUMN last_login_at text NULL"_s);
    if (steps >= 7)
        sql.append(
            u"CREATE TABLE game_report (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, data text NOT NULL, created_at "
            "text NOT NULL, finished_at text NOT NULL)"_s);
    for (const QString &version : pocketRelayVersions().first(steps))
        sql.append(u"INSERT INTO seaql_migrations VALUES ('%1', 1700000000)"_s.arg(version));
    for (const QString &statement : std::as_const(sql))
        QVERIFY2(file.runOnce(statement), qPrintable(statement));
}

} // namespace

class TestMigrations : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void newFileHasTheTablesOfPocketRelay();
    void openedAgainNothingChanges();
    void sampleIsTakenOver();
    void oldFiles_data();
    void oldFiles();
    void stepsOfOursContinue();
    void newerIsRefused_data();
    void newerIsRefused();
    void othersAreRefused_data();
    void othersAreRefused();
    void heldByAnotherProgram();
    void damagedIsRefused();
    void brokenOffMigrationLeavesTheOldFile();
    void noRoomForANewFile();
    void foldersThatCannotBeUsed();
};

void TestMigrations::newFileHasTheTablesOfPocketRelay()
{
    test::OpenStorage open;
    Connection ours(open.file, Connection::Access::ReadOnly);
    Connection sample(test::sampleDatabase(), Connection::Access::ReadOnly);
    for (const QString &table : {u"players"_s, u"player_data"_s, u"galaxy_at_war"_s, u"leaderboard_data"_s,
                                 u"game_report"_s, u"seaql_migrations"_s}) {
        QCOMPARE(columnsOf(ours, table), columnsOf(sample, table));
        const QString text = u"SELECT sql FROM sqlite_master WHERE name = '%1'"_s.arg(table);
        QCOMPARE(ours.single(text).toString(), sample.single(text).toString());
    }
    QCOMPARE(ours.single(u"SELECT group_concat(version) FROM seaql_migrations"_s).toString(),
             pocketRelayVersions().join(u','));
    QCOMPARE(ours.single(u"SELECT applied_at FROM seaql_migrations LIMIT 1"_s).toLongLong(), 1'742'000'000LL);
    QCOMPARE(ours.single(u"PRAGMA user_version"_s).toInt(), kSchemaVersion);
}

void TestMigrations::openedAgainNothingChanges()
{
    test::OpenStorage open;
    open.addPlayer(u"a@example.test"_s);
    open.storage.close();
    const QByteArray before = contentOf(open.file);
    const auto again = openDatabase(open.file, test::kStorageTime);
    QVERIFY(again);
    QVERIFY(!again->report.created);
    QCOMPARE(again->report.versionBefore, kSchemaVersion);
    QVERIFY(again->report.backup.isEmpty());
    QCOMPARE(contentOf(open.file), before);
}

void TestMigrations::sampleIsTakenOver()
{
    const QByteArray original = contentOf(test::sampleDatabase());
    QVERIFY(!original.isEmpty());
    test::OpenStorage open(test::sampleDatabase());
    QVERIFY(!open.report.created);
    QCOMPARE(open.report.versionBefore, 7);
    QVERIFY(QFile::exists(open.report.backup));
    QCOMPARE(QFileInfo(open.report.backup).absolutePath(), QFileInfo(open.file).absolutePath());
    Connection backup(open.report.backup, Connection::Access::ReadOnly);
    QVERIFY(isSound(backup));
    QCOMPARE(backup.single(u"SELECT COUNT(*) FROM players"_s).toInt(), 5);
    QCOMPARE(backup.single(u"SELECT last_modified FROM galaxy_at_war WHERE id = 1"_s).toString(),
             u"2025-03-14 20:15:30.123456789"_s);

    const auto page = test::answerOf<base::Result<PlayerPage, StoreError>>(
        [&](auto done) { open.players.page(0, 10, std::move(done)); });
    QVERIFY(page);
    QCOMPARE(page->total, 5);
    const auto galaxy = test::answerOf<base::Result<std::optional<GalaxyRecord>, StoreError>>(
        [&](auto done) { open.galaxy.load(base::PlayerId {1}, std::move(done)); });
    QVERIFY(galaxy && *galaxy);
    QCOMPARE(toLocalText((*galaxy)->lastModified), u"2025-03-14T20:15:30.123456789"_s); // local before, UTC now
    const auto reports = test::answerOf<base::Result<GameReportPage, StoreError>>(
        [&](auto done) { open.reports.page(0, 10, std::move(done)); });
    QVERIFY(reports);
    QCOMPARE(reports->rows.size(), 2);
    QCOMPARE(reports->rows.first().id, 2); // the older one
}

void TestMigrations::oldFiles_data()
{
    QTest::addColumn<int>("steps");
    for (int steps = 1; steps <= 7; ++steps)
        QTest::addRow("after step %d", steps) << steps;
}

void TestMigrations::oldFiles()
{
    QFETCH(int, steps);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"app.db"_s);
    makeOldFile(path, steps);
    test::OpenStorage open(path);
    QCOMPARE(open.report.versionBefore, steps);
    const auto player = test::answerOf<base::Result<std::optional<PlayerRecord>, StoreError>>(
        [&](auto done) { open.players.byId(base::PlayerId {7}, std::move(done)); });
    QVERIFY(player && *player);
    QCOMPARE((*player)->email, u"old@example.test"_s);
    QCOMPARE((*player)->role, PlayerRole::Admin);
    QVERIFY(!(*player)->lastLoginAt);
    const auto data = test::answerOf<base::Result<QList<PlayerDataRow>, StoreError>>(
        [&](auto done) { open.playerData.loadAll(base::PlayerId {7}, std::move(done)); });
    QVERIFY(data);
    const QByteArray value = steps == 3 ? "second" : "first"; // twice before the unique index came
    QCOMPARE(*data, steps < 3 ? QList<PlayerDataRow>() : (QList<PlayerDataRow> {{"Base", value}}));
    open.storage.close();
    Connection file(open.file, Connection::Access::ReadOnly);
    QCOMPARE(schemaVersion(file), kSchemaVersion);
    QCOMPARE(file.single(u"SELECT COUNT(*) FROM seaql_migrations"_s).toInt(), 7);
    QVERIFY(isSound(file));
}

// A program that was killed between two steps.
void TestMigrations::stepsOfOursContinue()
{
    test::OpenStorage open;
    open.storage.close();
    {
        Connection file(open.file, Connection::Access::ReadWrite);
        QVERIFY(file.runOnce(u"DROP TABLE game_report"_s));
        QVERIFY(file.runOnce(u"DELETE FROM seaql_migrations WHERE version LIKE '%game_reports'"_s));
        QVERIFY(file.runOnce(u"PRAGMA user_version=6"_s));
    }
    const auto again = openDatabase(open.file, test::kStorageTime);
    QVERIFY(again);
    QCOMPARE(again->report.versionBefore, 6);
    QVERIFY(QFile::exists(again->report.backup));
    QVERIFY(hasTable(*again->connection, u"game_report"_s));
}

void TestMigrations::newerIsRefused_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("one step") << kSchemaVersion + 1;
    QTest::newRow("many") << 1'000'000;
}

void TestMigrations::newerIsRefused()
{
    QFETCH(int, version);
    test::OpenStorage open;
    open.storage.close();
    {
        Connection file(open.file, Connection::Access::ReadWrite);
        QVERIFY(file.runOnce(u"PRAGMA user_version=%1"_s.arg(version)));
    }
    const QByteArray before = contentOf(open.file);
    const QStringList files = QDir(open.folder.path()).entryList(QDir::Files);
    const auto refused = openDatabase(open.file, test::kStorageTime);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, OpenErrorKind::TooNew);
    QCOMPARE(contentOf(open.file), before);
    QCOMPARE(QDir(open.folder.path()).entryList(QDir::Files), files);
}

void TestMigrations::othersAreRefused_data()
{
    QTest::addColumn<QStringList>("sql");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<OpenErrorKind>("kind");
    QTest::newRow("text") << QStringList() << QByteArray(5000, 'x') << OpenErrorKind::NotADatabase;
    QTest::newRow("short text") << QStringList() << QByteArray("x") << OpenErrorKind::NotADatabase;
    QTest::newRow("half a header") << QStringList() << QByteArray("SQLite format 3\0\x10\0\1\1", 20)
                                   << OpenErrorKind::NotADatabase;
    QTest::newRow("another program") << QStringList {u"CREATE TABLE songs (id integer)"_s} << QByteArray()
                                     << OpenErrorKind::NotOurs;
    QTest::newRow("another application id")
        << QStringList {u"PRAGMA application_id=7"_s} << QByteArray() << OpenErrorKind::NotOurs;
    QTest::newRow("players of another program")
        << QStringList {u"CREATE TABLE players (id integer)"_s} << QByteArray() << OpenErrorKind::NotOurs;
    QTest::newRow("ServerKotlin") << QStringList {u"CREATE TABLE players (id integer, session_token text)"_s,
                                                  u"CREATE TABLE seaql_migrations (version text)"_s}
                                  << QByteArray() << OpenErrorKind::NotOurs;
    QTest::newRow("UTF-16") << QStringList {u"PRAGMA encoding='UTF-16'"_s, u"CREATE TABLE players (id integer)"_s,
                                            u"CREATE TABLE seaql_migrations (version text)"_s}
                            << QByteArray() << OpenErrorKind::NotOurs;
}

void TestMigrations::othersAreRefused()
{
    QFETCH(QStringList, sql);
    QFETCH(QByteArray, content);
    QFETCH(OpenErrorKind, kind);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"app.db"_s);
    if (!content.isEmpty())
        write(path, content);
    if (!sql.isEmpty()) {
        Connection file(path, Connection::Access::ReadWrite);
        for (const QString &statement : std::as_const(sql))
            QVERIFY(file.runOnce(statement));
    }
    const QByteArray before = contentOf(path);
    const auto refused = openDatabase(path, test::kStorageTime);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, kind);
    QCOMPARE(contentOf(path), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList {u"app.db"_s});
}

void TestMigrations::heldByAnotherProgram()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"app.db"_s);
    makeOldFile(path, 7);
    Connection other(path, Connection::Access::ReadWrite);
    QVERIFY(other.runOnce(u"BEGIN EXCLUSIVE"_s));
    const auto refused = openDatabase(path, test::kStorageTime);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, OpenErrorKind::Locked);
    QVERIFY(other.runOnce(u"ROLLBACK"_s));
    QVERIFY(openDatabase(path, test::kStorageTime));
}

void TestMigrations::damagedIsRefused()
{
    test::OpenStorage open;
    const auto player = open.addPlayer(u"a@example.test"_s);
    for (int i = 0; i < 50; ++i) {
        const auto saved = test::answerOf<base::Result<void, StoreError>>([&](auto done) {
            open.playerData.save(player.id, QByteArray::number(i), QByteArray(3000, 'x'), std::move(done));
        });
        QVERIFY(saved);
    }
    open.storage.close();
    QByteArray content = contentOf(open.file);
    constexpr qsizetype kPage = 4096;
    for (qsizetype page = 4; page < 20; ++page)
        content.replace(page * kPage, 64, QByteArray(64, '\xEE'));
    write(open.file, content);
    const auto refused = openDatabase(open.file, test::kStorageTime);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, OpenErrorKind::Damaged);
    QCOMPARE(contentOf(open.file), content);
}

// No room for the migration: what is there stays as it was, apart from the journal mode in its header.
void TestMigrations::brokenOffMigrationLeavesTheOldFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"app.db"_s);
    QVERIFY(QFile::copy(test::sampleDatabase(), path));
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    Connection file(path, Connection::Access::ReadWrite);
    QVERIFY(file.single(u"PRAGMA max_page_count=1"_s).isValid()); // no further page
    const auto failed = migrate(file, 1'742'000'000);
    QVERIFY(!failed);
    QCOMPARE(failed.error(), StoreError::Full);
    QCOMPARE(schemaVersion(file), 7);
    QCOMPARE(familyOf(file), Family::PocketRelay);
    QCOMPARE(file.single(u"SELECT last_modified FROM galaxy_at_war WHERE id = 1"_s).toString(),
             u"2025-03-14 20:15:30.123456789"_s);
    QVERIFY(file.single(u"PRAGMA max_page_count=100000"_s).isValid());
    QVERIFY(migrate(file, 1'742'000'000));
    QCOMPARE(schemaVersion(file), kSchemaVersion);
}

// What SQLite says is told, not that there was nothing to roll back, and nothing stays behind.
void TestMigrations::noRoomForANewFile()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const auto refused = [&] {
        const test::SmallDisk disk(16'384); // enough for the first pages, not for the index of the log
        return openDatabase(folder.filePath(u"app.db"_s), test::kStorageTime);
    }();
    QVERIFY(!refused);
    QVERIFY2(!refused.error().detail.contains(u"rollback"_s), qPrintable(refused.error().detail));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    QVERIFY(openDatabase(folder.filePath(u"app.db"_s), test::kStorageTime)); // there is room again
#endif
}

void TestMigrations::foldersThatCannotBeUsed()
{
    const QTemporaryDir folder;
    // A file where a folder should be.
    write(folder.filePath(u"file"_s), "x");
    const auto inFile = openDatabase(folder.filePath(u"file/app.db"_s), test::kStorageTime);
    QVERIFY(!inFile);
    QCOMPARE(inFile.error().kind, OpenErrorKind::FolderNotWritable);
    // A folder where the file should be.
    QVERIFY(QDir(folder.path()).mkdir(u"app.db"_s));
    const auto isFolder = openDatabase(folder.filePath(u"app.db"_s), test::kStorageTime);
    QVERIFY(!isFolder);
    QCOMPARE(isFolder.error().kind, OpenErrorKind::Unreadable);
#ifdef Q_OS_LINUX
    // Nobody can write there, not even root.
    const auto proc = openDatabase(u"/proc/relaydeck-test/app.db"_s, test::kStorageTime);
    QVERIFY(!proc);
    QCOMPARE(proc.error().kind, OpenErrorKind::FolderNotWritable);
#endif
    // A missing folder is made.
    const auto made = openDatabase(folder.filePath(u"a/b/app.db"_s), test::kStorageTime);
    QVERIFY(made);
    QVERIFY(made->report.created);
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
