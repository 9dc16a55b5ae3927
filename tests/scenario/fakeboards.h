#pragma once
// Leaderboards in memory, for the commands about them: ordered and ranked by counting, as plainly as it can be said.

#include <core/stats/boards.h>
#include <tests/scenario/fakes.h>

#include <algorithm>
#include <map>

namespace scenario {

class FakeBoards final : public stats::Boards
{
public:
    FakeBoards(Worker &worker, const FakeAccounts &accounts)
        : m_worker(worker)
        , m_accounts(accounts)
    {}
    void put(stats::Board board, base::PlayerId player, quint32 value) { m_values[board][player] = value; }
    [[nodiscard]] std::optional<quint32> valueOf(stats::Board board, base::PlayerId player)
    {
        const auto found = m_values[board].find(player);
        return found == m_values[board].end() ? std::nullopt : std::optional(found->second);
    }

    void page(stats::Board board, qint64 start, qint64 count, RowsCallback done) override
    {
        answer(ordered(board).mid(start, count), std::move(done));
    }
    void centred(stats::Board board, base::PlayerId player, qint64 count, RowsCallback done) override
    {
        const Rows rows = ordered(board);
        const auto found =
            std::find_if(rows.begin(), rows.end(), [player](const auto &r) { return r.player == player; });
        const qint64 start = std::max<qint64>(0, (found - rows.begin()) - count / 2);
        answer(found == rows.end() ? Rows() : rows.mid(start, count), std::move(done));
    }
    void filtered(stats::Board board, QList<base::PlayerId> players, RowsCallback done) override
    {
        Rows rows = ordered(board);
        rows.removeIf([&players](const stats::BoardRow &row) { return !players.contains(row.player); });
        answer(std::move(rows), std::move(done));
    }
    void count(stats::Board board, base::MoveOnlyFunction<void(qint64)> done) override
    {
        auto kept = std::make_shared<base::MoveOnlyFunction<void(qint64)>>(std::move(done));
        m_worker.run([kept, count = static_cast<qint64>(m_values[board].size())] { (*kept)(count); });
    }
    void submit(QList<stats::Standing> standings, base::MoveOnlyFunction<void()> done) override
    {
        auto kept = std::make_shared<base::MoveOnlyFunction<void()>>(std::move(done));
        m_worker.run([this, kept, standings] {
            for (const stats::Standing &standing : standings) {
                if (m_accounts.stored(standing.player) == nullptr)
                    continue;
                put(stats::Board::N7Rating, standing.player, standing.n7Rating);
                put(stats::Board::ChallengePoints, standing.player, standing.challengePoints);
            }
            (*kept)();
        });
    }

private:
    [[nodiscard]] Rows ordered(stats::Board board)
    {
        Rows rows;
        for (const auto &[player, value] : m_values[board]) { // by id
            const auto *stored = m_accounts.stored(player);
            const auto larger = std::count_if(m_values[board].begin(), m_values[board].end(),
                                              [value = value](const auto &other) { return other.second > value; });
            rows.append({.rank = 1 + larger,
                         .player = player,
                         .name = stored != nullptr ? stored->account.displayName : QString(),
                         .value = value});
        }
        std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.value > b.value; });
        return rows;
    }
    void answer(Rows rows, RowsCallback done)
    {
        auto kept = std::make_shared<RowsCallback>(std::move(done));
        m_worker.run([kept, rows] { (*kept)(rows); });
    }

    Worker &m_worker;
    const FakeAccounts &m_accounts;
    std::map<stats::Board, std::map<base::PlayerId, quint32>> m_values;
};

} // namespace scenario
