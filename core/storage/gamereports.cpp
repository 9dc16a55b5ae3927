#include <core/storage/gamereports.h>

#include <core/base/limits.h>
#include <core/storage/connection.h>

#include <algorithm>

namespace storage {

using base::failure;
using base::Result;

namespace {

constexpr const char *kInsert =
    "INSERT INTO game_report (data, created_at, finished_at) VALUES (CAST(? AS TEXT), ?, ?)";
constexpr const char *kCount = "SELECT COUNT(*) FROM game_report";
constexpr const char *kPage =
    "SELECT id, CAST(data AS BLOB), created_at, finished_at FROM game_report ORDER BY created_at, id LIMIT ? OFFSET ?";
constexpr const char *kById = "SELECT id, CAST(data AS BLOB), created_at, finished_at FROM game_report WHERE id = ?";

GameReportRecord recordFrom(const Statement &row)
{
    return {.id = row.integer(0),
            .data = row.bytes(1),
            .createdAt = timestampFrom(row.value(2)).value_or(Timestamp {}),
            .finishedAt = timestampFrom(row.value(3)).value_or(Timestamp {})};
}

Result<GameReportPage, StoreError> readPage(Connection &connection, qint64 offset, qint64 count)
{
    GameReportPage page;
    {
        Statement total = connection.prepare(kCount);
        if (auto run = total.run(); !run)
            return failure(run.error());
        if (total.next())
            page.total = total.integer(0);
    }
    Statement row = connection.prepare(kPage);
    if (auto run = row.bind(count).bind(offset).run(); !run)
        return failure(run.error());
    while (row.next())
        page.rows.append(recordFrom(row));
    if (row.error())
        return failure(*row.error());
    return page;
}

} // namespace

void GameReports::insert(QByteArray json, Timestamp createdAt, Timestamp finishedAt, Done<qint64> done)
{
    const qsizetype bytes = json.size();
    m_client.write<qint64>(
        bytes,
        [json = std::move(json), createdAt, finishedAt](Connection &connection) -> Result<qint64, StoreError> {
            Statement row = connection.prepare(kInsert);
            if (auto run = row.bind(json).bind(toStoredText(createdAt)).bind(toStoredText(finishedAt)).run(); !run)
                return failure(run.error());
            return row.insertedId();
        },
        std::move(done));
}

void GameReports::page(qint64 offset, qint64 count, Done<GameReportPage> done)
{
    m_client.read<GameReportPage>(
        [offset = std::max<qint64>(offset, 0), rows = std::clamp<qint64>(count, 0, base::kGameReportPageMax)](
            Connection &connection) { return readPage(connection, offset, rows); },
        std::move(done));
}

void GameReports::byId(qint64 id, Done<std::optional<GameReportRecord>> done)
{
    m_client.read<std::optional<GameReportRecord>>(
        [id](Connection &connection) -> Result<std::optional<GameReportRecord>, StoreError> {
            Statement row = connection.prepare(kById);
            if (auto run = row.bind(id).run(); !run)
                return failure(run.error());
            std::optional<GameReportRecord> report;
            if (row.next())
                report = recordFrom(row);
            if (row.error())
                return failure(*row.error());
            return report;
        },
        std::move(done));
}

} // namespace storage
