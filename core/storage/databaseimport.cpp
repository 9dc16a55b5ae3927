#include <core/storage/databaseimport.h>

#include <core/base/limits.h>
#include <core/storage/databasefile.h>
#include <core/storage/importsource.h>
#include <core/storage/records.h>
#include <core/storage/schema.h>

#include <QFileInfo>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <array>
#include <limits>

namespace storage {

using namespace Qt::StringLiterals;
using base::failure;
using base::Result;
namespace {
using Step = Result<void, ImportFailure>;

constexpr qint64 kRowsBetweenProgress = 256;
constexpr qint64 kIdMax = std::numeric_limits<quint32>::max();
constexpr qint64 kGalaxyGroupMin = 5000; // what the game knows; out of range values are brought into it
constexpr qint64 kGalaxyGroupMax = 10'099;

constexpr const char *kInsertPlayer =
    "INSERT INTO players (id, email, display_name, password, role, last_login_at) VALUES (?, ?, ?, ?, ?, ?)";
constexpr const char *kInsertData =
    "INSERT INTO player_data (player_id, key, value) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT)) "
    "ON CONFLICT (player_id, key) DO UPDATE SET value = excluded.value";
constexpr const char *kInsertGalaxy =
    "INSERT INTO galaxy_at_war (player_id, last_modified, group_a, group_b, group_c, group_d, group_e) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char *kInsertBoard =
    "INSERT INTO leaderboard_data (player_id, ty, value) VALUES (?, ?, ?) ON CONFLICT (ty, player_id) DO NOTHING";
constexpr const char *kInsertReport =
    "INSERT INTO game_report (id, data, created_at, finished_at) VALUES (?, CAST(? AS TEXT), ?, ?)";
constexpr const char *kRaiseSequence = "UPDATE sqlite_sequence SET seq = MAX(seq, ?) WHERE name = ?";
constexpr const char *kNewSequence = "INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)";

std::optional<QString> textFrom(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return value.typeId() == QMetaType::QByteArray ? QString::fromUtf8(value.toByteArray()) : value.toString();
}

std::optional<qint64> integerFrom(const QVariant &value)
{
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    return ok && !value.isNull() ? std::optional(number) : std::nullopt;
}

class Import
{
public:
    Import(Connection &source, Connection &target, Timestamp now, base::MoveOnlyFunction<bool(qint64)> &progress)
        : m_source(source)
        , m_target(target)
        , m_now(now)
        , m_progress(progress)
        , m_ours(familyOf(source) == Family::Ours)
        , m_utf8(source.single(u"PRAGMA encoding"_s).toString() == u"UTF-8")
    {}

    [[nodiscard]] Result<ImportedRows, ImportFailure> run();

private:
    using TakeRow = Step (Import::*)(const Statement &);
    [[nodiscard]] Step tables();
    [[nodiscard]] Step rows(const QString &table, const QStringList &columns, TakeRow take);
    [[nodiscard]] Step player(const Statement &row);
    [[nodiscard]] Step playerData(const Statement &row);
    [[nodiscard]] Step galaxy(const Statement &row);
    [[nodiscard]] Step board(const Statement &row);
    [[nodiscard]] Step report(const Statement &row);
    [[nodiscard]] Step sequences();
    void lookAround();

    [[nodiscard]] Step put(Statement &insert, qint64 &counter);
    [[nodiscard]] Step failedTarget(StoreError error) const;
    [[nodiscard]] QString column(const QStringList &present, const QString &name) const;
    [[nodiscard]] QByteArray bytesOf(const QVariant &value) const;
    [[nodiscard]] std::optional<qint64> knownPlayer(const QVariant &id, const QString &table);
    [[nodiscard]] QString timeText(const QVariant &value, const QString &what, NoZone noZone,
                                   QString (*text)(Timestamp), Timestamp otherwise);
    void tally(const QString &what) { m_tallies[what] += 1; }

    Connection &m_source;
    Connection &m_target;
    Timestamp m_now;
    base::MoveOnlyFunction<bool(qint64)> &m_progress;
    bool m_ours;
    bool m_utf8;
    ImportedRows m_done;
    QMap<QString, int> m_tallies;
    QSet<qint64> m_players;
    QSet<QString> m_emails;
    QSet<qint64> m_galaxies;
    qint64 m_rowsSeen = 0;
};

Step Import::failedTarget(StoreError error) const
{
    const auto kind = error == StoreError::Full ? ImportSourceError::TargetFull : ImportSourceError::TargetFailed;
    return failure(ImportFailure {.kind = kind, .detail = m_target.lastErrorText()});
}

// Text is taken as bytes, so that bytes that are no UTF-8 survive; numbers become their text.
QString Import::column(const QStringList &present, const QString &name) const
{
    if (!present.contains(name))
        return u"NULL"_s;
    const bool asBytes = m_utf8 && (name == u"key" || name == u"value" || name == u"data");
    return asBytes ? u"CAST(\"%1\" AS BLOB)"_s.arg(name) : u"\"%1\""_s.arg(name);
}

QByteArray Import::bytesOf(const QVariant &value) const
{
    return value.typeId() == QMetaType::QByteArray ? value.toByteArray() : value.toString().toUtf8();
}

Step Import::rows(const QString &table, const QStringList &columns, TakeRow take)
{
    const QStringList present = columnsOf(m_source, table);
    if (present.isEmpty())
        return base::success();
    QStringList wanted;
    for (const QString &name : columns) {
        // The board's value is a number, only the data rows' one is text.
        wanted.append(table == u"leaderboard_data" && present.contains(name) ? u"\"%1\""_s.arg(name)
                                                                             : column(present, name));
    }
    const QString order = present.contains(u"id") ? u"id"_s : u"rowid"_s;
    Statement row =
        m_source.prepareOnce(u"SELECT %1 FROM \"%2\" ORDER BY %3"_s.arg(wanted.join(u", "_s), table, order));
    const auto failedSource = [&]() -> Step {
        return failure(ImportFailure {.kind = ImportSourceError::SourceFailed, .detail = table});
    };
    if (!row.run())
        return failedSource();
    while (row.next()) {
        if (auto taken = (this->*take)(row); !taken)
            return taken;
        if (++m_rowsSeen % kRowsBetweenProgress == 0 && m_progress && !m_progress(m_rowsSeen))
            return failure(ImportFailure {.kind = ImportSourceError::Cancelled, .detail = {}});
    }
    return row.error() ? failedSource() : base::success();
}

Step Import::put(Statement &insert, qint64 &counter)
{
    if (auto run = insert.run(); !run)
        return failedTarget(run.error());
    counter += insert.changes() > 0 ? 1 : 0;
    return base::success();
}

QString Import::timeText(const QVariant &value, const QString &what, NoZone noZone, QString (*text)(Timestamp),
                         Timestamp otherwise)
{
    const auto time = timestampFrom(value, noZone);
    if (!time)
        tally(u"%1: time not understood, another one taken"_s.arg(what));
    return text(time.value_or(otherwise));
}

Step Import::player(const Statement &row)
{
    const auto id = integerFrom(row.value(0));
    const auto email = textFrom(row.value(1));
    if (!id || *id < 1 || *id > kIdMax || !email) {
        tally(u"players: row without usable id or e-mail, left out"_s);
        return base::success();
    }
    if (m_players.contains(*id) || m_emails.contains(*email)) {
        tally(u"players: e-mail used twice, the later player left out"_s);
        return base::success();
    }
    m_players.insert(*id);
    m_emails.insert(*email);
    const auto role = integerFrom(row.value(4)).value_or(0);
    if (role < 0 || role > 2)
        tally(u"players: unknown role, taken as an ordinary player"_s);
    Statement insert = m_target.prepare(kInsertPlayer);
    insert.bind(*id).bind(*email).bind(textFrom(row.value(2)).value_or(QString()));
    const auto hash = textFrom(row.value(3));
    hash ? insert.bind(*hash) : insert.bind(nullptr);
    insert.bind(role < 0 || role > 2 ? 0 : role);
    const auto login = timestampFrom(row.value(5));
    if (!login && !row.value(5).isNull())
        tally(u"players: time of last login not understood, left empty"_s);
    login ? insert.bind(toStoredText(*login)) : insert.bind(nullptr);
    return put(insert, m_done.counts.players);
}

std::optional<qint64> Import::knownPlayer(const QVariant &id, const QString &table)
{
    const auto player = integerFrom(id);
    if (player && m_players.contains(*player))
        return player;
    tally(u"%1: row of a player that does not exist, left out"_s.arg(table));
    return std::nullopt;
}

Step Import::playerData(const Statement &row)
{
    const auto player = knownPlayer(row.value(0), u"player_data"_s);
    if (!player)
        return base::success();
    if (row.value(1).isNull() || row.value(2).isNull()) {
        tally(u"player_data: row without key or value, left out"_s);
        return base::success();
    }
    const QByteArray key = bytesOf(row.value(1));
    const QByteArray value = bytesOf(row.value(2));
    if (key.size() + value.size() > base::kImportValueMax) {
        tally(u"player_data: value too large, left out"_s);
        return base::success();
    }
    if (key.size() > base::kPlayerDataKeyMax || value.size() > base::kPlayerDataValueMax)
        tally(u"player_data: value larger than the game may save, taken over"_s);
    Statement insert = m_target.prepare(kInsertData);
    insert.bind(*player).bind(key).bind(value);
    return put(insert, m_done.counts.playerData);
}

Step Import::galaxy(const Statement &row)
{
    const auto player = knownPlayer(row.value(0), u"galaxy_at_war"_s);
    if (!player)
        return base::success();
    if (m_galaxies.contains(*player)) {
        tally(u"galaxy_at_war: second row of a player, left out"_s);
        return base::success();
    }
    m_galaxies.insert(*player);
    Statement insert = m_target.prepare(kInsertGalaxy);
    const NoZone noZone = m_ours ? NoZone::Utc : NoZone::LocalDropZone;
    insert.bind(*player).bind(timeText(row.value(1), u"galaxy_at_war"_s, noZone, toStoredNaiveText, m_now));
    for (int i = 2; i < 7; ++i) {
        const qint64 stored = integerFrom(row.value(i)).value_or(kGalaxyGroupMin);
        const qint64 group = std::clamp(stored, kGalaxyGroupMin, kGalaxyGroupMax);
        if (group != stored)
            tally(u"galaxy_at_war: readiness out of range, brought into it"_s);
        insert.bind(group);
    }
    return put(insert, m_done.counts.galaxyAtWar);
}

Step Import::board(const Statement &row)
{
    const auto player = knownPlayer(row.value(0), u"leaderboard_data"_s);
    if (!player)
        return base::success();
    const auto board = integerFrom(row.value(1));
    const auto value = integerFrom(row.value(2));
    if (!board || *board < 0 || *board > 1 || !value) {
        tally(u"leaderboard_data: row of an unknown board or without value, left out"_s);
        return base::success();
    }
    Statement insert = m_target.prepare(kInsertBoard);
    insert.bind(*player).bind(*board).bind(std::clamp<qint64>(*value, 0, kIdMax));
    return put(insert, m_done.counts.leaderboards);
}

Step Import::report(const Statement &row)
{
    const auto id = integerFrom(row.value(0));
    if (!id || *id < 1 || row.value(1).isNull() || bytesOf(row.value(1)).size() > base::kImportValueMax) {
        tally(u"game_report: row without usable id or content, left out"_s);
        return base::success();
    }
    const auto finished = timestampFrom(row.value(3));
    const auto created = timestampFrom(row.value(2));
    const Timestamp other = created ? *created : finished.value_or(m_now);
    Statement insert = m_target.prepare(kInsertReport);
    insert.bind(*id).bind(bytesOf(row.value(1)));
    insert.bind(timeText(row.value(2), u"game_report"_s, NoZone::Utc, toStoredText, other));
    insert.bind(timeText(row.value(3), u"game_report"_s, NoZone::Utc, toStoredText, other));
    return put(insert, m_done.counts.gameReports);
}

// Numbers of deleted players must not come back: an old token would then open somebody else's account.
Step Import::sequences()
{
    if (!hasTable(m_source, u"sqlite_sequence"_s))
        return base::success();
    for (const QString &table : {u"players"_s, u"game_report"_s}) {
        qint64 last = 0;
        {
            Statement row = m_source.prepareOnce(u"SELECT seq FROM sqlite_sequence WHERE name = ?"_s);
            if (row.bind(table).run() && row.next())
                last = row.integer(0);
        }
        if (last < 1 || last > kIdMax)
            continue;
        Statement raise = m_target.prepare(kRaiseSequence);
        if (auto run = raise.bind(last).bind(table).run(); !run)
            return failedTarget(run.error());
        if (raise.changes() > 0)
            continue;
        Statement insert = m_target.prepare(kNewSequence);
        if (auto run = insert.bind(last).bind(table).run(); !run)
            return failedTarget(run.error());
    }
    return base::success();
}

// Tables and migrations we do not know: said, not taken.
void Import::lookAround()
{
    const QSet<QString> known {u"players"_s,     u"player_data"_s,      u"galaxy_at_war"_s,  u"leaderboard_data"_s,
                               u"game_report"_s, u"seaql_migrations"_s, u"sqlite_sequence"_s};
    Statement tables = m_source.prepareOnce(u"SELECT name FROM sqlite_master WHERE type = 'table'"_s);
    if (tables.run()) {
        while (tables.next()) {
            if (!known.contains(tables.text(0)))
                tally(u"table \"%1\" is not known, left out"_s.arg(tables.text(0).left(64)));
        }
    }
    const QStringList ours = pocketRelayVersions();
    Statement versions = m_source.prepareOnce(u"SELECT version FROM seaql_migrations"_s);
    if (versions.run()) {
        while (versions.next()) {
            if (!ours.contains(versions.text(0)))
                tally(u"schema step \"%1\" is newer than we know"_s.arg(versions.text(0).left(64)));
        }
    }
}

// Players first: the rows of the others belong to them.
Step Import::tables()
{
    struct Table
    {
        QString name;
        QStringList columns;
        TakeRow take;
    };
    const std::array all {
        Table {u"players"_s,
               {u"id"_s, u"email"_s, u"display_name"_s, u"password"_s, u"role"_s, u"last_login_at"_s},
               &Import::player},
        Table {u"player_data"_s, {u"player_id"_s, u"key"_s, u"value"_s}, &Import::playerData},
        Table {
            u"galaxy_at_war"_s,
            {u"player_id"_s, u"last_modified"_s, u"group_a"_s, u"group_b"_s, u"group_c"_s, u"group_d"_s, u"group_e"_s},
            &Import::galaxy},
        Table {u"leaderboard_data"_s, {u"player_id"_s, u"ty"_s, u"value"_s}, &Import::board},
        Table {u"game_report"_s, {u"id"_s, u"data"_s, u"created_at"_s, u"finished_at"_s}, &Import::report}};
    for (const Table &table : all) {
        if (auto copied = rows(table.name, table.columns, table.take); !copied)
            return copied;
    }
    return base::success();
}

Result<ImportedRows, ImportFailure> Import::run()
{
    if (auto begun = m_target.run("BEGIN IMMEDIATE"); !begun)
        return failure(failedTarget(begun.error()).error());
    if (auto copied = tables(); !copied)
        return failure(copied.error());
    if (auto raised = sequences(); !raised)
        return failure(raised.error());
    lookAround();
    if (auto committed = m_target.run("COMMIT"); !committed)
        return failure(failedTarget(committed.error()).error());
    for (auto tallied = m_tallies.cbegin(); tallied != m_tallies.cend(); ++tallied) {
        if (m_done.notes.size() < base::kImportNotesMax)
            m_done.notes.append(tallied.value() == 1 ? tallied.key()
                                                     : u"%1 (%2 times)"_s.arg(tallied.key()).arg(tallied.value()));
    }
    return m_done;
}

} // namespace

Result<ImportedRows, ImportFailure> importDatabase(const QString &source, const QString &target,
                                                   std::chrono::system_clock::time_point now,
                                                   base::MoveOnlyFunction<bool(qint64)> progress)
{
    if (!QFileInfo(source).isFile())
        return failure(ImportFailure {.kind = ImportSourceError::SourceFailed, .detail = source});
    Connection from(source, Connection::Access::ReadWrite);
    if (auto usable = checkImportSource(from); !usable)
        return failure(usable.error());
    auto to = openDatabase(target, now);
    if (!to)
        return failure(ImportFailure {.kind = targetErrorFrom(to.error().kind), .detail = to.error().detail});
    return Import(from, *to->connection, timestampFromWall(now), progress).run();
}

} // namespace storage
