#include <core/storage/schema.h>

#include <array>
#include <span>

namespace storage {

using namespace Qt::StringLiterals;
using base::failure;
using base::Result;
using base::success;

namespace {

using Work = Result<void, StoreError> (*)(Connection &);

struct Migration
{
    const char *name; // in seaql_migrations; null for our own steps
    Work work;
};

Result<void, StoreError> runAll(Connection &connection, std::span<const char *const> statements)
{
    for (const char *statement : statements) {
        if (auto done = connection.run(statement); !done)
            return done;
    }
    return success();
}

// The texts of steps 1 to 7 are those of the tables a Pocket Relay server makes.
Result<void, StoreError> makePlayers(Connection &connection)
{
    constexpr std::array statements {
        R"(CREATE TABLE IF NOT EXISTS "players" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) UNIQUE NOT NULL, "display_name" varchar(99) NOT NULL, "password" varchar NULL, "role" tinyint DEFAULT 0 NOT NULL ))",
        R"(CREATE UNIQUE INDEX IF NOT EXISTS "idx-pr-email" ON "players" ("email"))"};
    return runAll(connection, statements);
}

Result<void, StoreError> makeGalaxyAtWar(Connection &connection)
{
    return connection.run(
        R"(CREATE TABLE IF NOT EXISTS "galaxy_at_war" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "player_id" integer NOT NULL, "last_modified" datetime_text NOT NULL, "group_a" smallint NOT NULL, "group_b" smallint NOT NULL, "group_c" smallint NOT NULL, "group_d" smallint NOT NULL, "group_e" smallint NOT NULL, FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE CASCADE ))");
}

Result<void, StoreError> makePlayerData(Connection &connection)
{
    return connection.run(
        R"(CREATE TABLE IF NOT EXISTS "player_data" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "player_id" integer NOT NULL, "key" varchar NOT NULL, "value" text NOT NULL, FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE CASCADE ))");
}

// Files from before this step may hold a key twice; the row written last counts.
Result<void, StoreError> makePlayerDataUnique(Connection &connection)
{
    constexpr std::array statements {
        R"(DELETE FROM "player_data" WHERE "id" NOT IN (SELECT MAX("id") FROM "player_data" GROUP BY "player_id", "key"))",
        R"(CREATE UNIQUE INDEX IF NOT EXISTS "idx-pid-key" ON "player_data" ("player_id", "key"))"};
    return runAll(connection, statements);
}

Result<void, StoreError> makeLeaderboards(Connection &connection)
{
    constexpr std::array statements {
        R"(CREATE TABLE IF NOT EXISTS "leaderboard_data" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "player_id" integer NOT NULL, "ty" integer NOT NULL, "value" integer NOT NULL, FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE CASCADE ))",
        R"(CREATE UNIQUE INDEX IF NOT EXISTS "idx-pid-ty-key" ON "leaderboard_data" ("ty", "player_id"))"};
    return runAll(connection, statements);
}

Result<void, StoreError> addLastLogin(Connection &connection)
{
    if (columnsOf(connection, u"players"_s).contains(u"last_login_at"))
        return success();
    return connection.run(R"(ALTER TABLE "players" ADD COLUMN "last_login_at" datetime_text NULL)");
}

Result<void, StoreError> makeGameReports(Connection &connection)
{
    return connection.run(
        R"(CREATE TABLE IF NOT EXISTS "game_report" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" jsonb_text NOT NULL, "created_at" datetime_text NOT NULL, "finished_at" datetime_text NOT NULL ))");
}

struct TimeColumn
{
    QString table;
    QString column;
    NoZone noZone;
    QString (*text)(Timestamp);
};

// Rewrites one column in our form. What cannot be read stays as it is.
Result<void, StoreError> rewriteTimes(Connection &connection, const TimeColumn &times)
{
    QList<std::pair<qint64, QString>> rewritten;
    {
        Statement rows = connection.prepareOnce(
            u"SELECT id, \"%1\" FROM \"%2\" WHERE \"%1\" IS NOT NULL"_s.arg(times.column, times.table));
        if (auto run = rows.run(); !run)
            return run;
        while (rows.next()) {
            if (const auto time = timestampFrom(rows.value(1), times.noZone))
                rewritten.emplaceBack(rows.integer(0), times.text(*time));
        }
        if (rows.error())
            return failure(*rows.error());
    }
    Statement update =
        connection.prepareOnce(u"UPDATE \"%2\" SET \"%1\" = ? WHERE id = ?"_s.arg(times.column, times.table));
    for (const auto &[id, text] : std::as_const(rewritten)) {
        if (auto run = update.bind(text).bind(id).run(); !run)
            return run;
    }
    return success();
}

// Our own: one form for all times (the reports are sorted by their text), and indexes for what we ask often.
Result<void, StoreError> makeOurs(Connection &connection)
{
    const std::array times {
        TimeColumn {u"players"_s, u"last_login_at"_s, NoZone::Utc, toStoredText},
        TimeColumn {u"game_report"_s, u"created_at"_s, NoZone::Utc, toStoredText},
        TimeColumn {u"game_report"_s, u"finished_at"_s, NoZone::Utc, toStoredText},
        TimeColumn {u"galaxy_at_war"_s, u"last_modified"_s, NoZone::LocalDropZone, toStoredNaiveText}};
    for (const TimeColumn &column : times) {
        if (auto done = rewriteTimes(connection, column); !done)
            return done;
    }
    constexpr std::array statements {
        R"(CREATE INDEX IF NOT EXISTS "idx-rd-players-name" ON "players" ("display_name"))",
        R"(CREATE INDEX IF NOT EXISTS "idx-rd-galaxy-player" ON "galaxy_at_war" ("player_id"))",
        R"(CREATE INDEX IF NOT EXISTS "idx-rd-board-order" ON "leaderboard_data" ("ty", "value" DESC, "player_id"))",
        R"(CREATE INDEX IF NOT EXISTS "idx-rd-board-player" ON "leaderboard_data" ("player_id"))",
        R"(CREATE INDEX IF NOT EXISTS "idx-rd-report-created" ON "game_report" ("created_at", "id"))"};
    return runAll(connection, statements);
}

// What games report about themselves. A deleted player takes its events along.
Result<void, StoreError> makeTelemetry(Connection &connection)
{
    constexpr std::array statements {
        R"(CREATE TABLE IF NOT EXISTS "rd_telemetry" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "player_id" integer NULL, "received_at" bigint NOT NULL, "name" text NOT NULL, "details" text NOT NULL, FOREIGN KEY ("player_id") REFERENCES "players" ("id") ON DELETE CASCADE ))",
        R"(CREATE INDEX IF NOT EXISTS "idx-rd-telemetry-player" ON "rd_telemetry" ("player_id", "id"))"};
    return runAll(connection, statements);
}

constexpr std::array kMigrations {
    Migration {"m20221015_142649_players_table", makePlayers},
    Migration {"m20221015_153750_galaxy_at_war_table", makeGalaxyAtWar},
    Migration {"m20221222_174733_player_data", makePlayerData},
    Migration {"m20230913_185124_player_data_unique", makePlayerDataUnique},
    Migration {"m20231205_121139_leaderboard_data", makeLeaderboards},
    Migration {"m20240714_023535_add_player_timestamps", addLastLogin},
    Migration {"m20250312_083054_game_reports", makeGameReports},
    Migration {nullptr, makeOurs},
    Migration {nullptr, makeTelemetry},
};
static_assert(kMigrations.size() == kSchemaVersion);

Result<void, StoreError> record(Connection &connection, const Migration &migration, int version, qint64 unixSeconds)
{
    if (migration.name != nullptr) {
        constexpr std::array table {
            R"(CREATE TABLE IF NOT EXISTS "seaql_migrations" ( "version" varchar NOT NULL PRIMARY KEY, "applied_at" bigint NOT NULL ))"};
        if (auto made = runAll(connection, table); !made)
            return made;
        Statement row = connection.prepareOnce(u"INSERT OR IGNORE INTO seaql_migrations VALUES (?, ?)"_s);
        if (auto run = row.bind(QString::fromLatin1(migration.name)).bind(unixSeconds).run(); !run)
            return run;
    }
    if (auto done = connection.runOnce(u"PRAGMA application_id=%1"_s.arg(kApplicationId)); !done)
        return done;
    return connection.runOnce(u"PRAGMA user_version=%1"_s.arg(version));
}

// Steps of Pocket Relay that its own table names, up to the first gap.
int pocketRelaySteps(Connection &connection)
{
    int done = 0;
    for (const Migration &migration : kMigrations) {
        if (migration.name == nullptr)
            break;
        Statement row = connection.prepareOnce(u"SELECT 1 FROM seaql_migrations WHERE version = ?"_s);
        if (!row.bind(QString::fromLatin1(migration.name)).run() || !row.next())
            break;
        done += 1;
    }
    return done;
}

} // namespace

bool hasTable(Connection &connection, const QString &table)
{
    Statement row = connection.prepareOnce(u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"_s);
    return row.bind(table).run() && row.next();
}

QStringList columnsOf(Connection &connection, const QString &table)
{
    QStringList names;
    Statement rows = connection.prepareOnce(u"SELECT name FROM pragma_table_info(?)"_s);
    if (rows.bind(table).run()) {
        while (rows.next())
            names.append(rows.text(0));
    }
    return names;
}

QStringList pocketRelayVersions()
{
    QStringList names;
    for (const Migration &migration : kMigrations) {
        if (migration.name != nullptr)
            names.append(QString::fromLatin1(migration.name));
    }
    return names;
}

Family familyOf(Connection &connection)
{
    const QVariant tables = connection.single(u"SELECT COUNT(*) FROM sqlite_master"_s);
    if (!tables.isValid())
        return Family::Unknown;
    const auto application = static_cast<quint32>(connection.single(u"PRAGMA application_id"_s).toLongLong());
    if (application == kApplicationId)
        return Family::Ours;
    if (tables.toLongLong() == 0)
        return application == 0 ? Family::Empty : Family::Foreign;
    if (hasTable(connection, u"player_gaw"_s) || columnsOf(connection, u"players"_s).contains(u"session_token"))
        return Family::Kotlin;
    const bool relay = hasTable(connection, u"players"_s) && hasTable(connection, u"seaql_migrations"_s);
    return relay && application == 0 ? Family::PocketRelay : Family::Foreign;
}

int schemaVersion(Connection &connection)
{
    switch (familyOf(connection)) {
    case Family::Ours:
        return connection.single(u"PRAGMA user_version"_s).toInt();
    case Family::PocketRelay:
        return pocketRelaySteps(connection);
    default:
        return 0;
    }
}

Result<void, StoreError> migrate(Connection &connection, qint64 unixSeconds)
{
    for (int version = schemaVersion(connection) + 1; version <= kSchemaVersion; ++version) {
        const Migration &migration = kMigrations[static_cast<std::size_t>(version - 1)];
        auto step = [&]() -> Result<void, StoreError> {
            if (auto begun = connection.run("BEGIN IMMEDIATE"); !begun)
                return begun;
            if (auto worked = migration.work(connection); !worked)
                return worked;
            if (auto recorded = record(connection, migration, version, unixSeconds); !recorded)
                return recorded;
            return connection.run("COMMIT");
        }();
        if (!step) {
            connection.rollBack();
            return step;
        }
    }
    return success();
}

} // namespace storage
