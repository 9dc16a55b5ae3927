#pragma once
// Keeps a report of each finished match. A host declares a match over before the games have uploaded what they earned,
// so a report waits until every player's next save of "Progress", or kMatchReportWait, whichever comes first; then the
// rows are read anew, compared with those of before, and the report is written. Network thread.

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/base/scheduler.h>
#include <core/game/ports.h>
#include <core/playerdata/matchreport.h>
#include <core/storage/gamereports.h>
#include <core/storage/playerdata.h>

#include <functional>
#include <list>
#include <memory>
#include <set>

namespace server {

class MatchReportService final : public game::MatchReports
{
public:
    // All outlive the service, which outlives every answer of theirs.
    MatchReportService(storage::PlayerData &rows, storage::GameReports &reports, const base::Clock &clock,
                       base::Scheduler &scheduler);
    MatchReportService(const MatchReportService &) = delete;
    MatchReportService &operator=(const MatchReportService &) = delete;
    ~MatchReportService() override;

    void matchFinished(const game::MatchOutcome &outcome) override;
    // A row of the player has been committed.
    void playerSaved(base::PlayerId player, QByteArrayView key);
    // For a server that stops: writes what still waits, with what is there now. `quiet` comes whenever nothing is on
    // its way into the storage any more.
    void flush(std::function<void()> quiet);
    [[nodiscard]] bool isQuiet() const noexcept { return m_waiting.empty() && m_working == 0; }
    [[nodiscard]] int waiting() const noexcept { return static_cast<int>(m_waiting.size()); }

private:
    struct Pending; // a report on its way
    void read(const std::shared_ptr<Pending> &pending);
    void start(const std::shared_ptr<Pending> &pending);
    void readNext(const std::shared_ptr<Pending> &pending);
    void write(const Pending &pending);

    storage::PlayerData &m_rows;
    storage::GameReports &m_reports;
    const base::Clock &m_clock;
    base::Scheduler &m_scheduler;
    base::LogLimiter m_logLimiter;
    std::list<std::shared_ptr<Pending>> m_waiting;
    int m_working = 0; // reports being read for and written
    std::function<void()> m_quiet;
};

} // namespace server
