#include <core/storage/galaxyatwar.h>

#include <core/storage/connection.h>

namespace storage {

using base::failure;
using base::Result;

namespace {

constexpr const char *kLoad =
    "SELECT id, last_modified, group_a, group_b, group_c, group_d, group_e FROM galaxy_at_war WHERE player_id = ? "
    "ORDER BY id LIMIT 1";
constexpr const char *kInsert =
    "INSERT INTO galaxy_at_war (last_modified, group_a, group_b, group_c, group_d, group_e, player_id) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char *kUpdate =
    "UPDATE galaxy_at_war SET last_modified = ?, group_a = ?, group_b = ?, group_c = ?, group_d = ?, group_e = ? "
    "WHERE id = ?";

struct Stored
{
    qint64 row = 0;
    GalaxyRecord record;
};

Result<std::optional<Stored>, StoreError> read(Connection &connection, PlayerId player)
{
    Statement row = connection.prepare(kLoad);
    if (auto run = row.bind(qint64(base::number(player))).run(); !run)
        return failure(run.error());
    std::optional<Stored> stored;
    if (row.next()) {
        stored = Stored {.row = row.integer(0),
                         .record = {.player = player,
                                    .lastModified = timestampFrom(row.value(1)).value_or(Timestamp {}),
                                    .groups = {}}};
        for (int i = 0; i < 5; ++i) {
            const qint64 value = std::clamp<qint64>(row.integer(2 + i), 0, 0xFFFF);
            stored->record.groups[static_cast<std::size_t>(i)] = static_cast<quint16>(value);
        }
    }
    if (row.error())
        return failure(*row.error());
    return stored;
}

Result<void, StoreError> write(Connection &connection, const char *sql, const GalaxyRecord &record, qint64 last)
{
    Statement row = connection.prepare(sql);
    row.bind(toStoredNaiveText(record.lastModified));
    for (const quint16 group : record.groups)
        row.bind(qint64(group));
    return row.bind(last).run();
}

Result<GalaxyRecord, StoreError> readAndChange(Connection &connection, const GalaxyRecord &initial,
                                               const std::function<void(GalaxyRecord &)> &change)
{
    const auto stored = read(connection, initial.player);
    if (!stored)
        return failure(stored.error());
    if (*stored && !change)
        return (*stored)->record;
    GalaxyRecord record = *stored ? (*stored)->record : initial;
    if (change)
        change(record);
    record.player = initial.player;
    const auto written = *stored ? write(connection, kUpdate, record, (*stored)->row)
                                 : write(connection, kInsert, record, qint64(base::number(record.player)));
    if (!written)
        return failure(written.error());
    return record;
}

} // namespace

void GalaxyAtWar::load(PlayerId id, Done<std::optional<GalaxyRecord>> done)
{
    m_client.read<std::optional<GalaxyRecord>>(
        [id](Connection &connection) -> Result<std::optional<GalaxyRecord>, StoreError> {
            const auto stored = read(connection, id);
            if (!stored)
                return failure(stored.error());
            return *stored ? std::optional((*stored)->record) : std::nullopt;
        },
        std::move(done));
}

void GalaxyAtWar::update(const GalaxyRecord &initial, std::function<void(GalaxyRecord &)> change,
                         Done<GalaxyRecord> done)
{
    m_client.write<GalaxyRecord>(
        0,
        [initial, change = std::move(change)](Connection &connection) {
            return readAndChange(connection, initial, change);
        },
        std::move(done));
}

} // namespace storage
