#include <core/server/leaderboardservice.h>

#include <QLoggingCategory>

namespace server {

namespace {

Q_LOGGING_CATEGORY(logBoards, "app.server.boards", QtInfoMsg)

storage::Board stored(stats::Board board)
{
    return board == stats::Board::N7Rating ? storage::Board::N7Rating : storage::Board::ChallengePoints;
}

} // namespace

LeaderboardService::LeaderboardService(storage::Leaderboards &boards, const base::Clock &clock)
    : m_boards(boards)
    , m_clock(clock)
{}

void LeaderboardService::page(stats::Board board, qint64 start, qint64 count, RowsCallback done)
{
    m_boards.page(stored(board), start, count, [this, done = std::move(done)](auto page) mutable {
        if (!page)
            warn("read");
        done(page ? rowsFrom(page->rows) : Rows());
    });
}

void LeaderboardService::centred(stats::Board board, base::PlayerId player, qint64 count, RowsCallback done)
{
    m_boards.centred(stored(board), player, count, answering(std::move(done)));
}

void LeaderboardService::filtered(stats::Board board, QList<base::PlayerId> players, RowsCallback done)
{
    m_boards.filtered(stored(board), std::move(players), answering(std::move(done)));
}

void LeaderboardService::count(stats::Board board, base::MoveOnlyFunction<void(qint64)> done)
{
    m_boards.count(stored(board), [this, done = std::move(done)](auto count) mutable {
        if (!count)
            warn("read");
        done(count ? *count : 0);
    });
}

void LeaderboardService::submit(QList<stats::Standing> standings, base::MoveOnlyFunction<void()> done)
{
    QList<storage::Standing> rows;
    rows.reserve(standings.size());
    for (const stats::Standing &standing : standings) {
        rows.append(
            {.player = standing.player, .n7Rating = standing.n7Rating, .challengePoints = standing.challengePoints});
    }
    m_boards.submit(std::move(rows), [this, done = std::move(done)](auto written) mutable {
        if (!written)
            warn("written");
        done();
    });
}

storage::Done<QList<storage::BoardRow>> LeaderboardService::answering(RowsCallback done)
{
    return [this, done = std::move(done)](Read rows) mutable {
        if (!rows)
            warn("read");
        done(rows ? rowsFrom(*rows) : Rows());
    };
}

stats::Boards::Rows LeaderboardService::rowsFrom(const QList<storage::BoardRow> &rows)
{
    Rows result;
    result.reserve(rows.size());
    for (const storage::BoardRow &row : rows)
        result.append({.rank = row.rank, .player = row.player, .name = row.name, .value = row.value});
    return result;
}

// A queue that is full, or a disk: either way many at once.
void LeaderboardService::warn(const char *what)
{
    if (m_logLimiter.admit(QString::fromLatin1(what), m_clock.now()))
        qCWarning(logBoards) << "the leaderboards could not be" << what;
}

} // namespace server
