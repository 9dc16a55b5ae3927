#include <core/storage/playerdata.h>

#include <core/base/limits.h>
#include <core/storage/connection.h>

namespace storage {

using base::failure;
using base::Result;

namespace {

// The casts keep every byte: a BLOB becomes TEXT of the same bytes and back. The order of TEXT is that of its bytes.
constexpr const char *kReplace =
    "UPDATE player_data SET value = CAST(? AS TEXT) WHERE player_id = ? AND key = CAST(? AS TEXT)";
constexpr const char *kInsert =
    "INSERT INTO player_data (player_id, key, value) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT))";
constexpr const char *kRows = "SELECT COUNT(*) FROM player_data WHERE player_id = ?";
constexpr const char *kBytes =
    "SELECT COALESCE(SUM(LENGTH(CAST(value AS BLOB))), 0) FROM player_data WHERE player_id = ?";
constexpr const char *kLoadAll =
    "SELECT CAST(key AS BLOB), CAST(value AS BLOB) FROM player_data WHERE player_id = ? ORDER BY key";
constexpr const char *kLoadShort =
    "SELECT CAST(key AS BLOB), CAST(value AS BLOB) FROM player_data WHERE player_id = ? "
    "AND substr(CAST(key AS BLOB), 1, ?) = ? AND length(CAST(value AS BLOB)) <= ? ORDER BY key";
constexpr const char *kLoad =
    "SELECT CAST(value AS BLOB) FROM player_data WHERE player_id = ? AND key = CAST(? AS TEXT)";
constexpr const char *kRemove = "DELETE FROM player_data WHERE player_id = ? AND key = CAST(? AS TEXT)";

// What the game itself saves stays below both, so that its saves need no look at all the others.
constexpr qsizetype kValueUnchecked = 8 * base::KiB;
constexpr qint64 kRowsUnchecked = 128;

Result<void, StoreError> checkTotal(Connection &connection, qint64 player)
{
    Statement total = connection.prepare(kBytes);
    if (auto run = total.bind(player).run(); !run)
        return run;
    if (total.next() && total.integer(0) > base::kPlayerDataBytesMax)
        return failure(StoreError::TooMany);
    return base::success();
}

// A failure takes back what was written.
Result<void, StoreError> replaceOrInsert(Connection &connection, PlayerId id, const QByteArray &key,
                                         const QByteArray &value)
{
    const auto player = qint64(base::number(id));
    bool check = value.size() > kValueUnchecked;
    Statement replace = connection.prepare(kReplace);
    if (auto run = replace.bind(value).bind(player).bind(key).run(); !run)
        return run;
    if (replace.changes() == 0) {
        Statement rows = connection.prepare(kRows);
        if (auto run = rows.bind(player).run(); !run)
            return run;
        const qint64 count = rows.next() ? rows.integer(0) : 0;
        if (count >= base::kPlayerDataRowsMax)
            return failure(StoreError::TooMany);
        check = check || count >= kRowsUnchecked;
        Statement insert = connection.prepare(kInsert);
        if (auto run = insert.bind(player).bind(key).bind(value).run(); !run)
            return run;
    }
    return check ? checkTotal(connection, player) : base::success();
}

} // namespace

void PlayerData::save(PlayerId id, QByteArray key, QByteArray value, Done<void> done)
{
    const qsizetype bytes = key.size() + value.size();
    m_client.write<void>(
        bytes,
        [id, key = std::move(key), value = std::move(value)](Connection &connection) {
            return replaceOrInsert(connection, id, key, value);
        },
        std::move(done));
}

void PlayerData::loadAll(PlayerId id, Done<QList<PlayerDataRow>> done)
{
    m_client.read<QList<PlayerDataRow>>(
        [id](Connection &connection) -> Result<QList<PlayerDataRow>, StoreError> {
            QList<PlayerDataRow> rows;
            Statement row = connection.prepare(kLoadAll);
            if (auto run = row.bind(qint64(base::number(id))).run(); !run)
                return failure(run.error());
            while (row.next())
                rows.append({row.bytes(0), row.bytes(1)});
            if (row.error())
                return failure(*row.error());
            return rows;
        },
        std::move(done));
}

void PlayerData::loadShort(PlayerId id, QByteArray keyPrefix, qsizetype valueMax, Done<QList<PlayerDataRow>> done)
{
    m_client.read<QList<PlayerDataRow>>(
        [id, keyPrefix = std::move(keyPrefix),
         valueMax](Connection &connection) -> Result<QList<PlayerDataRow>, StoreError> {
            QList<PlayerDataRow> rows;
            Statement row = connection.prepare(kLoadShort);
            row.bind(qint64(base::number(id))).bind(qint64(keyPrefix.size())).bind(keyPrefix);
            if (auto run = row.bind(qint64(valueMax)).run(); !run)
                return failure(run.error());
            while (row.next())
                rows.append({row.bytes(0), row.bytes(1)});
            if (row.error())
                return failure(*row.error());
            return rows;
        },
        std::move(done));
}

void PlayerData::load(PlayerId id, QByteArray key, Done<std::optional<QByteArray>> done)
{
    m_client.read<std::optional<QByteArray>>(
        [id, key = std::move(key)](Connection &connection) -> Result<std::optional<QByteArray>, StoreError> {
            Statement row = connection.prepare(kLoad);
            if (auto run = row.bind(qint64(base::number(id))).bind(key).run(); !run)
                return failure(run.error());
            std::optional<QByteArray> value;
            if (row.next())
                value = row.bytes(0);
            if (row.error())
                return failure(*row.error());
            return value;
        },
        std::move(done));
}

void PlayerData::remove(PlayerId id, QByteArray key, Done<void> done)
{
    m_client.write<void>(
        0,
        [id, key = std::move(key)](Connection &connection) {
            Statement row = connection.prepare(kRemove);
            return row.bind(qint64(base::number(id))).bind(key).run();
        },
        std::move(done));
}

} // namespace storage
