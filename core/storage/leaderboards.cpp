#include <core/storage/leaderboards.h>

#include <core/base/limits.h>
#include <core/storage/connection.h>

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace storage {

using base::failure;
using base::Result;
using Rows = QList<BoardRow>;

namespace {

constexpr const char *kUpsert = "INSERT INTO leaderboard_data (player_id, ty, value) SELECT ?, ?, ? WHERE EXISTS "
                                "(SELECT 1 FROM players WHERE id = ?) "
                                "ON CONFLICT (ty, player_id) DO UPDATE SET value = excluded.value";
constexpr const char *kCount = "SELECT COUNT(*) FROM leaderboard_data WHERE ty = ?";
constexpr const char *kValue = "SELECT value FROM leaderboard_data WHERE ty = ? AND player_id = ?";
constexpr const char *kAbove = "SELECT COUNT(*) FROM leaderboard_data WHERE ty = ? AND value > ?";
constexpr const char *kTiedBefore =
    "SELECT COUNT(*) FROM leaderboard_data WHERE ty = ? AND value = ? AND player_id < ?";
// The inner part walks the index and stops; names are looked up only for the rows of the page.
constexpr const char *kPage =
    "SELECT page.player_id, page.value, players.display_name FROM (SELECT player_id, value FROM leaderboard_data "
    "WHERE ty = ? ORDER BY value DESC, player_id LIMIT ? OFFSET ?) AS page JOIN players ON players.id = page.player_id "
    "ORDER BY page.value DESC, page.player_id";
constexpr const char *kOrder =
    "SELECT player_id, value FROM leaderboard_data WHERE ty = ? ORDER BY value DESC, player_id";
constexpr const char *kName = "SELECT display_name FROM players WHERE id = ?";

qint64 boardNumber(Board board)
{
    return static_cast<qint64>(board);
}

quint32 valueFrom(qint64 stored)
{
    return static_cast<quint32>(std::clamp<qint64>(stored, 0, std::numeric_limits<quint32>::max()));
}

Result<std::optional<qint64>, StoreError> single(Statement &row)
{
    if (auto run = row.run(); !run)
        return failure(run.error());
    std::optional<qint64> value;
    if (row.next())
        value = row.integer(0);
    if (row.error())
        return failure(*row.error());
    return value;
}

Result<qint64, StoreError> countOf(Statement &row)
{
    const auto value = single(row);
    if (!value)
        return failure(value.error());
    return value->value_or(0);
}

Result<qint64, StoreError> rowsAbove(Connection &connection, Board board, qint64 value)
{
    Statement row = connection.prepare(kAbove);
    row.bind(boardNumber(board)).bind(value);
    return countOf(row);
}

Result<qint64, StoreError> rowsOf(Connection &connection, Board board)
{
    Statement row = connection.prepare(kCount);
    row.bind(boardNumber(board));
    return countOf(row);
}

Result<std::optional<qint64>, StoreError> valueOf(Connection &connection, Board board, PlayerId player)
{
    Statement row = connection.prepare(kValue);
    row.bind(boardNumber(board)).bind(qint64(base::number(player)));
    return single(row);
}

Result<QString, StoreError> nameOf(Connection &connection, PlayerId player)
{
    Statement row = connection.prepare(kName);
    if (auto run = row.bind(qint64(base::number(player))).run(); !run)
        return failure(run.error());
    return row.next() ? row.text(0) : QString();
}

// `offset` rows skipped. Ranks: the first row's is counted, the others follow from their values.
Result<Rows, StoreError> rowsFrom(Connection &connection, Board board, qint64 offset, qint64 count)
{
    Rows rows;
    {
        Statement row = connection.prepare(kPage);
        if (auto run = row.bind(boardNumber(board)).bind(count).bind(offset).run(); !run)
            return failure(run.error());
        while (row.next()) {
            rows.append(BoardRow {.rank = 0,
                                  .player = static_cast<PlayerId>(row.integer(0)),
                                  .name = row.text(2),
                                  .value = valueFrom(row.integer(1))});
        }
        if (row.error())
            return failure(*row.error());
    }
    if (rows.isEmpty())
        return rows;
    const auto above = rowsAbove(connection, board, rows.first().value);
    if (!above)
        return failure(above.error());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const bool tied = i > 0 && rows[i].value == rows[i - 1].value;
        rows[i].rank = i == 0 ? *above + 1 : tied ? rows[i - 1].rank : offset + i + 1;
    }
    return rows;
}

Result<Rows, StoreError> rowsAround(Connection &connection, Board board, PlayerId player, qint64 count)
{
    const auto value = valueOf(connection, board, player);
    if (!value)
        return failure(value.error());
    if (!*value)
        return Rows {};
    const auto above = rowsAbove(connection, board, **value);
    if (!above)
        return failure(above.error());
    Statement row = connection.prepare(kTiedBefore);
    row.bind(boardNumber(board)).bind(**value).bind(qint64(base::number(player)));
    const auto tied = countOf(row);
    if (!tied)
        return failure(tied.error());
    const qint64 before = *above + *tied; // the player's place from 0
    return rowsFrom(connection, board, std::max<qint64>(0, before - count / 2), count);
}

Result<std::optional<BoardRow>, StoreError> entryOf(Connection &connection, Board board, PlayerId player)
{
    const auto value = valueOf(connection, board, player);
    if (!value)
        return failure(value.error());
    if (!*value)
        return std::optional<BoardRow>();
    const auto above = rowsAbove(connection, board, **value);
    if (!above)
        return failure(above.error());
    const auto name = nameOf(connection, player);
    if (!name)
        return failure(name.error());
    return std::optional(BoardRow {.rank = *above + 1, .player = player, .name = *name, .value = valueFrom(**value)});
}

// One walk over the board, however many players are asked for: its cost is bound by the board, not by the request.
Result<Rows, StoreError> rowsByWalk(Connection &connection, Board board, const QList<PlayerId> &players)
{
    std::unordered_set<qint64> wanted;
    for (const PlayerId player : players)
        wanted.insert(qint64(base::number(player)));
    Rows rows;
    {
        Statement row = connection.prepare(kOrder);
        if (auto run = row.bind(boardNumber(board)).run(); !run)
            return failure(run.error());
        qint64 rank = 0;
        qint64 last = -1;
        for (qint64 place = 1; rows.size() < base::kLeaderboardRowsMax && row.next(); ++place) {
            const qint64 value = row.integer(1);
            if (place == 1 || value != last)
                rank = place;
            last = value;
            if (wanted.contains(row.integer(0)))
                rows.append({rank, static_cast<PlayerId>(row.integer(0)), {}, valueFrom(value)});
        }
        if (row.error())
            return failure(*row.error());
    }
    for (BoardRow &found : rows) {
        auto name = nameOf(connection, found.player);
        if (!name)
            return failure(name.error());
        found.name = *name;
    }
    return rows;
}

// A few players are looked up one by one; on a long board that is cheaper than the walk.
constexpr qsizetype kLookUpsMax = 16;

Result<Rows, StoreError> rowsOfPlayers(Connection &connection, Board board, QList<PlayerId> players)
{
    std::sort(players.begin(), players.end());
    players.erase(std::unique(players.begin(), players.end()), players.end());
    if (players.size() > kLookUpsMax)
        return rowsByWalk(connection, board, players);
    Rows rows;
    for (const PlayerId player : players) {
        auto entry = entryOf(connection, board, player);
        if (!entry)
            return failure(entry.error());
        if (*entry)
            rows.append(**entry);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const BoardRow &a, const BoardRow &b) { return a.value > b.value; });
    return rows;
}

Result<int, StoreError> writeAll(Connection &connection, const QList<Standing> &standings)
{
    int written = 0;
    for (const Standing &standing : standings) {
        const auto player = qint64(base::number(standing.player));
        const std::pair<Board, quint32> boards[] {{Board::N7Rating, standing.n7Rating},
                                                  {Board::ChallengePoints, standing.challengePoints}};
        bool known = false;
        for (const auto &[board, value] : boards) {
            Statement row = connection.prepare(kUpsert);
            if (auto run = row.bind(player).bind(boardNumber(board)).bind(qint64(value)).bind(player).run(); !run)
                return failure(run.error());
            known = row.changes() > 0;
        }
        written += known ? 1 : 0;
    }
    return written;
}

} // namespace

void Leaderboards::submit(QList<Standing> standings, Done<int> done)
{
    const qsizetype bytes = standings.size() * qsizetype(sizeof(Standing));
    m_client.write<int>(
        bytes, [standings = std::move(standings)](Connection &connection) { return writeAll(connection, standings); },
        std::move(done));
}

void Leaderboards::page(Board board, qint64 offset, qint64 count, Done<BoardPage> done)
{
    const qint64 rows = std::clamp<qint64>(count, 0, base::kLeaderboardRowsMax);
    m_client.read<BoardPage>(
        [board, rows, offset = std::max<qint64>(offset, 0)](Connection &connection) -> Result<BoardPage, StoreError> {
            const auto total = rowsOf(connection, board);
            if (!total)
                return failure(total.error());
            auto part = rowsFrom(connection, board, offset, rows);
            if (!part)
                return failure(part.error());
            return BoardPage {.rows = std::move(*part), .total = *total};
        },
        std::move(done));
}

void Leaderboards::centred(Board board, PlayerId player, qint64 count, Done<QList<BoardRow>> done)
{
    const qint64 rows = std::clamp<qint64>(count, 0, base::kLeaderboardRowsMax);
    m_client.read<Rows>(
        [board, player, rows](Connection &connection) { return rowsAround(connection, board, player, rows); },
        std::move(done));
}

void Leaderboards::filtered(Board board, QList<PlayerId> players, Done<QList<BoardRow>> done)
{
    m_client.read<Rows>([board, players = std::move(players)](
                            Connection &connection) { return rowsOfPlayers(connection, board, players); },
                        std::move(done));
}

void Leaderboards::entry(Board board, PlayerId player, Done<std::optional<BoardRow>> done)
{
    m_client.read<std::optional<BoardRow>>(
        [board, player](Connection &connection) { return entryOf(connection, board, player); }, std::move(done));
}

void Leaderboards::count(Board board, Done<qint64> done)
{
    m_client.read<qint64>([board](Connection &connection) { return rowsOf(connection, board); }, std::move(done));
}

} // namespace storage
