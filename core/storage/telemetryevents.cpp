#include <core/storage/telemetryevents.h>

#include <core/base/limits.h>
#include <core/storage/connection.h>

#include <algorithm>
#include <limits>

namespace storage {

using base::failure;
using base::Result;
using Rows = QList<TelemetryRecord>;

namespace {

constexpr const char *kInsert = "INSERT INTO rd_telemetry (player_id, received_at, name, details) "
                                "VALUES ((SELECT id FROM players WHERE id = ?), ?, ?, ?)";
// Ids are given in order, so the newest rows are those with the highest ones.
constexpr const char *kPrune = "DELETE FROM rd_telemetry WHERE id <= (SELECT MAX(id) FROM rd_telemetry) - ?";
constexpr const char *kNewest = "SELECT id, player_id, received_at, name, details FROM rd_telemetry WHERE id < ? "
                                "ORDER BY id DESC LIMIT ?";
constexpr const char *kNewestOf = "SELECT id, player_id, received_at, name, details FROM rd_telemetry "
                                  "WHERE id < ? AND player_id = ? ORDER BY id DESC LIMIT ?";

Result<void, StoreError> insertAll(Connection &connection, const Rows &events)
{
    Statement row = connection.prepare(kInsert);
    for (const TelemetryRecord &event : events) {
        if (event.player)
            row.bind(qint64(base::number(*event.player)));
        else
            row.bind(nullptr);
        const auto sinceEpoch = event.receivedAt.time_since_epoch();
        row.bind(qint64(std::chrono::duration_cast<std::chrono::milliseconds>(sinceEpoch).count()));
        if (auto run = row.bind(event.name).bind(event.details).run(); !run)
            return run;
    }
    Statement prune = connection.prepare(kPrune);
    return prune.bind(base::kTelemetryRowsMax).run();
}

TelemetryRecord recordFrom(const Statement &row)
{
    TelemetryRecord event {.id = row.integer(0),
                           .player = std::nullopt,
                           .receivedAt = Timestamp(std::chrono::milliseconds(row.integer(2))),
                           .name = row.text(3),
                           .details = row.text(4)};
    if (!row.value(1).isNull())
        event.player = static_cast<PlayerId>(row.integer(1));
    return event;
}

} // namespace

void TelemetryEvents::append(QList<TelemetryRecord> events, Done<void> done)
{
    qsizetype bytes = 0;
    for (const TelemetryRecord &event : events)
        bytes += qsizetype(sizeof(TelemetryRecord)) + 2 * (event.name.size() + event.details.size());
    m_client.write<void>(
        bytes, [events = std::move(events)](Connection &connection) { return insertAll(connection, events); },
        std::move(done));
}

void TelemetryEvents::newest(std::optional<PlayerId> player, qint64 before, qint64 count, Done<Rows> done)
{
    const qint64 rows = std::clamp<qint64>(count, 0, base::kTelemetryPageMax);
    const qint64 below = before > 0 ? before : std::numeric_limits<qint64>::max();
    m_client.read<Rows>(
        [player, rows, below](Connection &connection) -> Result<Rows, StoreError> {
            Statement row = connection.prepare(player ? kNewestOf : kNewest);
            row.bind(below);
            if (player)
                row.bind(qint64(base::number(*player)));
            if (auto run = row.bind(rows).run(); !run)
                return failure(run.error());
            Rows events;
            while (row.next())
                events.append(recordFrom(row));
            if (row.error())
                return failure(*row.error());
            return events;
        },
        std::move(done));
}

} // namespace storage
