#include <core/storage/connection.h>
#include <core/storage/databaseimport.h>
#include <core/storage/schema.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace storage;

namespace {

// A source made of statements.
void makeSource(const QString &path, const QStringList &sql)
{
    Connection file(path, Connection::Access::ReadWrite);
    for (const QString &statement : sql)
        QVERIFY2(file.runOnce(statement), qPrintable(statement + u"\n"_s + file.lastErrorText()));
}

const QString kPlayers =
    u"CREATE TABLE players (id integer PRIMARY KEY AUTOINCREMENT, email, display_name, password, role, "
    "last_login_at)"_s;

} // namespace

class TestDatabaseImport : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sample();
    void oldSchemasAndOddValues();
    void rowsThatCannotBeTaken();
    void numbersOfDeletedPlayersStayUsed();
    void bytesSurvive();
    void ownDatabases();
    void utf16();
    void refused_data();
    void refused();
    void cancelled();

private:
    base::Result<ImportedRows, ImportFailure> import();
    QString single(const QString &sql);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_source;
    QString m_target;
};

void TestDatabaseImport::init()
{
    test::failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_source = m_folder->filePath(u"source.db"_s);
    m_target = m_folder->filePath(u"target/app.db"_s);
}

base::Result<ImportedRows, ImportFailure> TestDatabaseImport::import()
{
    return importDatabase(m_source, m_target, test::kStorageTime, {});
}

QString TestDatabaseImport::single(const QString &sql)
{
    Connection file(m_target, Connection::Access::ReadOnly);
    return file.single(sql).toString();
}

void TestDatabaseImport::sample()
{
    QVERIFY(QFile::copy(test::sampleDatabase(), m_source));
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->counts.players, 5);
    QCOMPARE(done->counts.playerData, 29);
    QCOMPARE(done->counts.galaxyAtWar, 3);
    QCOMPARE(done->counts.leaderboards, 7);
    QCOMPARE(done->counts.gameReports, 2);
    QCOMPARE(done->notes, QStringList());
    QVERIFY(!QFile::exists(m_target + u"-wal"_s));

    // Everything but the times is the same, row by row.
    Connection both(m_target, Connection::Access::ReadWrite);
    QVERIFY(both.runOnce(u"ATTACH '%1' AS src"_s.arg(m_source)));
    const QStringList same {u"id, email, display_name, password, role FROM %1players"_s,
                            u"player_id, key, value FROM %1player_data"_s,
                            u"player_id, group_a, group_b, group_c, group_d, group_e FROM %1galaxy_at_war"_s,
                            u"player_id, ty, value FROM %1leaderboard_data"_s, u"id, data FROM %1game_report"_s};
    for (const QString &columns : same) {
        const QString sql = u"SELECT COUNT(*) FROM (SELECT %1 EXCEPT SELECT %2)"_s;
        QCOMPARE(both.single(sql.arg(columns.arg(u"src."_s), columns.arg(u"main."_s))).toInt(), 0);
        QCOMPARE(both.single(sql.arg(columns.arg(u"main."_s), columns.arg(u"src."_s))).toInt(), 0);
    }
    QCOMPARE(both.single(u"SELECT last_login_at FROM players WHERE id = 1"_s).toString(),
             u"2025-03-14T09:26:53.589793238+00:00"_s);
    QCOMPARE(both.single(u"SELECT last_login_at FROM players WHERE id = 2"_s).toString(),
             u"2025-03-13T18:00:00+00:00"_s);
    QVERIFY(both.single(u"SELECT last_login_at FROM players WHERE id = 3"_s).isNull());
    const auto modified = timestampFrom(both.single(u"SELECT last_modified FROM galaxy_at_war WHERE player_id = 1"_s));
    QVERIFY(modified);
    QCOMPARE(toLocalText(*modified), u"2025-03-14T20:15:30.123456789"_s);
    QCOMPARE(schemaVersion(both), kSchemaVersion);
}

void TestDatabaseImport::oldSchemasAndOddValues()
{
    makeSource(
        m_source,
        {// The first schema: no last_login_at, and declared types of another time.
         u"CREATE TABLE players (id integer PRIMARY KEY, email text, display_name text, password text, role text)"_s,
         u"INSERT INTO players VALUES (3, 'a@example.test', 'A', NULL, '1'), (4, X'6240', 17, 'x', 9)"_s,
         u"CREATE TABLE player_data (player_id text, \"key\" blob, value numeric)"_s,
         u"INSERT INTO player_data VALUES ('3', X'4261', 107), (3, 'twice', 'old'), (3, 'twice', 'new')"_s,
         u"CREATE TABLE galaxy_at_war (id integer PRIMARY KEY, player_id integer, last_modified, group_a, group_b, "
         "group_c, group_d, group_e)"_s,
         u"INSERT INTO galaxy_at_war VALUES (2, 3, 1742000000, 9999, 0, 65535, '6000', NULL), "
         "(1, 3, 2460748.5, 5001, 5002, 5003, 5004, 5005)"_s,
         u"CREATE TABLE leaderboard_data (id integer PRIMARY KEY, player_id integer, ty integer, value real)"_s,
         u"INSERT INTO leaderboard_data VALUES (1, 3, 0, -5), (2, 3, 1, 99999999999)"_s});
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->counts.players, 2);
    QCOMPARE(single(u"SELECT group_concat(id || email || display_name || role, '|') FROM players"_s),
             u"3a@example.testA1|4b@170"_s);
    QCOMPARE(single(u"SELECT group_concat(key || value, '|') FROM (SELECT * FROM player_data ORDER BY key)"_s),
             u"Ba107|twicenew"_s);
    QCOMPARE(done->counts.galaxyAtWar, 1);
    QCOMPARE(single(u"SELECT group_a || last_modified FROM galaxy_at_war"_s), u"50012025-03-14 00:00:00"_s);
    QCOMPARE(single(u"SELECT group_concat(value, '|') FROM (SELECT * FROM leaderboard_data ORDER BY ty)"_s),
             u"0|4294967295"_s);
    QVERIFY(done->notes.contains(u"players: unknown role, taken as an ordinary player"_s));
    QVERIFY(done->notes.contains(u"galaxy_at_war: second row of a player, left out"_s));
}

void TestDatabaseImport::rowsThatCannotBeTaken()
{
    makeSource(
        m_source,
        {kPlayers, u"CREATE TABLE seaql_migrations (version text, applied_at bigint)"_s,
         u"INSERT INTO seaql_migrations VALUES ('m20990101_000000_from_the_future', 0)"_s, u"CREATE TABLE extra (a)"_s,
         u"INSERT INTO players VALUES (1, 'a@example.test', 'A', NULL, 0, 'yesterday'), "
         "(2, 'a@example.test', 'B', NULL, 0, NULL), (0, 'zero@example.test', 'Z', NULL, 0, NULL), "
         "(4294967296, 'big@example.test', 'Z', NULL, 0, NULL), (5, NULL, 'N', NULL, 0, NULL)"_s,
         u"CREATE TABLE player_data (id integer PRIMARY KEY, player_id, \"key\", value)"_s,
         u"INSERT INTO player_data VALUES (1, 2, 'k', 'v'), (2, 1, NULL, 'v'), (3, 1, 'k', NULL), (4, 1, 'k', 'v'), "
         "(5, 99, 'k', 'v')"_s,
         u"CREATE TABLE leaderboard_data (id integer PRIMARY KEY, player_id, ty, value)"_s,
         u"INSERT INTO leaderboard_data VALUES (1, 1, 2, 5), (2, 1, 0, NULL), (3, 1, 1, 5)"_s,
         u"CREATE TABLE game_report (id integer PRIMARY KEY, data, created_at, finished_at)"_s,
         u"INSERT INTO game_report VALUES (1, NULL, NULL, NULL), (2, '{}', 'never', '2025-03-14 00:00:00')"_s});
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->counts.players, 1);
    QCOMPARE(done->counts.playerData, 1);
    QCOMPARE(done->counts.leaderboards, 1);
    QCOMPARE(done->counts.gameReports, 1);
    QCOMPARE(single(u"SELECT created_at || finished_at FROM game_report"_s),
             u"2025-03-14T00:00:00+00:002025-03-14T00:00:00+00:00"_s);
    for (const QString &note :
         {u"players: e-mail used twice, the later player left out"_s,
          u"players: row without usable id or e-mail, left out (3 times)"_s,
          u"players: time of last login not understood, left empty"_s,
          u"player_data: row of a player that does not exist, left out (2 times)"_s,
          u"player_data: row without key or value, left out (2 times)"_s,
          u"leaderboard_data: row of an unknown board or without value, left out (2 times)"_s,
          u"game_report: row without usable id or content, left out"_s,
          u"game_report: time not understood, another one taken"_s, u"table \"extra\" is not known, left out"_s,
          u"schema step \"m20990101_000000_from_the_future\" is newer than we know"_s})
        QVERIFY2(done->notes.contains(note), qPrintable(note + u"\n\n"_s + done->notes.join(u'\n')));
}

// Or a token of the deleted one would open the account of the next one.
void TestDatabaseImport::numbersOfDeletedPlayersStayUsed()
{
    makeSource(m_source, {kPlayers,
                          u"INSERT INTO players VALUES (41, 'a@example.test', 'A', NULL, 0, NULL), "
                          "(42, 'b@example.test', 'B', NULL, 0, NULL)"_s,
                          u"DELETE FROM players"_s});
    QVERIFY(import());
    QCOMPARE(single(u"SELECT seq FROM sqlite_sequence WHERE name = 'players'"_s), u"42"_s);
}

void TestDatabaseImport::bytesSurvive()
{
    makeSource(m_source,
               {kPlayers, u"INSERT INTO players VALUES (1, 'a@example.test', 'A', NULL, 0, NULL)"_s,
                u"CREATE TABLE player_data (id integer PRIMARY KEY, player_id, \"key\", value)"_s,
                u"INSERT INTO player_data VALUES (1, 1, CAST(X'6100FF' AS TEXT), CAST(X'00FE0A' AS TEXT))"_s});
    QVERIFY(import());
    QCOMPARE(single(u"SELECT hex(key) || hex(value) || typeof(value) FROM player_data"_s), u"6100FF00FE0Atext"_s);
}

void TestDatabaseImport::ownDatabases()
{
    {
        test::OpenStorage open(test::sampleDatabase());
        open.storage.close();
        QVERIFY(QFile::copy(open.file, m_source));
    }
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->counts.players, 5);
    // UTC there already, so nothing is shifted again.
    Connection source(m_source, Connection::Access::ReadOnly);
    const QString sql = u"SELECT last_modified FROM galaxy_at_war WHERE player_id = 1"_s;
    QCOMPARE(single(sql), source.single(sql).toString());
}

void TestDatabaseImport::utf16()
{
    makeSource(m_source, {u"PRAGMA encoding='UTF-16'"_s, kPlayers,
                          u"INSERT INTO players VALUES (1, 'zoë@example.test', 'Żółw', NULL, 0, NULL)"_s,
                          u"CREATE TABLE player_data (id integer PRIMARY KEY, player_id, \"key\", value)"_s,
                          u"INSERT INTO player_data VALUES (1, 1, 'Żółw', 'ü')"_s});
    QVERIFY(import());
    QCOMPARE(single(u"SELECT key || value FROM player_data"_s), u"Żółwü"_s);
}

void TestDatabaseImport::refused_data()
{
    QTest::addColumn<QStringList>("sql");
    QTest::addColumn<ImportSourceError>("kind");
    QTest::newRow("kotlin, by column") << QStringList {u"CREATE TABLE players (id integer, session_token text)"_s}
                                       << ImportSourceError::Kotlin;
    QTest::newRow("kotlin, by table") << QStringList {u"CREATE TABLE players (id integer)"_s,
                                                      u"CREATE TABLE player_gaw (id integer)"_s}
                                      << ImportSourceError::Kotlin;
    QTest::newRow("another program") << QStringList {u"CREATE TABLE songs (id integer)"_s}
                                     << ImportSourceError::NotOurs;
    QTest::newRow("no database") << QStringList() << ImportSourceError::NotADatabase;
}

void TestDatabaseImport::refused()
{
    QFETCH(QStringList, sql);
    QFETCH(ImportSourceError, kind);
    makeSource(m_source, sql);
    if (sql.isEmpty()) {
        QFile file(m_source);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
    }
    const auto done = import();
    QVERIFY(!done);
    QCOMPARE(done.error().kind, kind);
    QVERIFY(!QFile::exists(m_target));
}

void TestDatabaseImport::cancelled()
{
    QStringList sql {kPlayers, u"INSERT INTO players VALUES (1, 'a@example.test', 'A', NULL, 0, NULL)"_s,
                     u"CREATE TABLE player_data (id integer PRIMARY KEY, player_id, \"key\", value)"_s};
    sql.append(u"BEGIN"_s);
    for (int i = 0; i < 300; ++i)
        sql.append(u"INSERT INTO player_data VALUES (NULL, 1, %1, 'v')"_s.arg(i));
    sql.append(u"COMMIT"_s);
    makeSource(m_source, sql);
    const auto done = importDatabase(m_source, m_target, test::kStorageTime, [](qint64) { return false; });
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ImportSourceError::Cancelled);
}

QTEST_GUILESS_MAIN(TestDatabaseImport)
#include "tst_databaseimport.moc"
