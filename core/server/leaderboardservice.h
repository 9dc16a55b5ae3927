#pragma once
// The leaderboards for the game's commands, from the storage. A part that cannot be read is answered empty, and the
// operator is told. Network thread.

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/stats/boards.h>
#include <core/storage/leaderboards.h>

namespace server {

class LeaderboardService final : public stats::Boards
{
public:
    // Both outlive the service, which outlives every answer.
    LeaderboardService(storage::Leaderboards &boards, const base::Clock &clock);

    void page(stats::Board board, qint64 start, qint64 count, RowsCallback done) override;
    void centred(stats::Board board, base::PlayerId player, qint64 count, RowsCallback done) override;
    void filtered(stats::Board board, QList<base::PlayerId> players, RowsCallback done) override;
    void count(stats::Board board, base::MoveOnlyFunction<void(qint64)> done) override;
    void submit(QList<stats::Standing> standings, base::MoveOnlyFunction<void()> done) override;

private:
    using Read = base::Result<QList<storage::BoardRow>, storage::StoreError>;
    [[nodiscard]] storage::Done<QList<storage::BoardRow>> answering(RowsCallback done);
    [[nodiscard]] static Rows rowsFrom(const QList<storage::BoardRow> &rows);
    void warn(const char *what);

    storage::Leaderboards &m_boards;
    const base::Clock &m_clock;
    base::LogLimiter m_logLimiter;
};

} // namespace server
