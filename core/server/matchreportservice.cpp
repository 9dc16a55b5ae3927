#include <core/server/matchreportservice.h>

#include <core/base/limits.h>

#include <QJsonDocument>
#include <QLoggingCategory>

namespace server {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logReports, "app.server.reports", QtInfoMsg)

const QByteArray kProgressKey = "Progress"_ba;

} // namespace

struct MatchReportService::Pending
{
    Pending(base::Scheduler &scheduler, const game::MatchOutcome &outcome)
        : createdAt(storage::timestampFromWall(outcome.createdAt))
        , finishedAt(storage::timestampFromWall(outcome.finishedAt))
        , timer(scheduler)
    {
        report.attributes = outcome.attributes;
        report.seed = outcome.seed;
        for (const game::MatchPlayer &player : outcome.players) {
            // Without the rows of before nothing can be said about what grew: then those of after do not count either.
            known.push_back(player.rowsBefore.has_value());
            if (player.rowsBefore)
                awaited.insert(player.id);
            report.players.append({.id = player.id,
                                   .name = player.name,
                                   .before = player.rowsBefore.value_or(game::PlayerRows::Rows()),
                                   .after = {}});
        }
    }

    playerdata::MatchReport report;
    storage::Timestamp createdAt;
    storage::Timestamp finishedAt;
    std::vector<bool> known;
    std::set<base::PlayerId> awaited; // whose progress has not come yet
    qsizetype next = 0;               // whose rows are read next
    base::ScopedTimer timer;
};

MatchReportService::MatchReportService(storage::PlayerData &rows, storage::GameReports &reports,
                                       const base::Clock &clock, base::Scheduler &scheduler)
    : m_rows(rows)
    , m_reports(reports)
    , m_clock(clock)
    , m_scheduler(scheduler)
{}

MatchReportService::~MatchReportService() = default;

void MatchReportService::matchFinished(const game::MatchOutcome &outcome)
{
    auto pending = std::make_shared<Pending>(m_scheduler, outcome);
    if (pending->awaited.empty() || m_waiting.size() >= base::kMatchReportsWaitingMax)
        return start(pending);
    m_waiting.push_back(pending);
    pending->timer.start(base::kMatchReportWait, [this, weak = std::weak_ptr<Pending>(pending)] { read(weak.lock()); });
}

void MatchReportService::playerSaved(base::PlayerId player, QByteArrayView key)
{
    if (key != kProgressKey)
        return;
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const std::shared_ptr<Pending> pending = *it++; // read() takes it out of the list
        if (pending->awaited.erase(player) > 0 && pending->awaited.empty())
            read(pending);
    }
}

void MatchReportService::flush(std::function<void()> quiet)
{
    m_quiet = std::move(quiet);
    while (!m_waiting.empty())
        read(m_waiting.front());
}

void MatchReportService::read(const std::shared_ptr<Pending> &pending)
{
    // What calls us may live in it.
    const std::shared_ptr<Pending> kept = pending; // NOLINT(performance-unnecessary-copy-initialization)
    kept->timer.stop();
    m_waiting.remove(kept);
    start(kept);
}

void MatchReportService::start(const std::shared_ptr<Pending> &pending)
{
    ++m_working;
    readNext(pending);
}

// One player after another: their answers come in order, and nothing else needs to be counted.
void MatchReportService::readNext(const std::shared_ptr<Pending> &pending)
{
    const auto players = pending->report.players.size();
    while (pending->next < players && !pending->known[static_cast<std::size_t>(pending->next)])
        ++pending->next;
    if (pending->next == players)
        return write(*pending);
    const base::PlayerId player = pending->report.players[pending->next].id;
    m_rows.load(player, kProgressKey, [this, pending](auto progress) {
        if (progress && *progress)
            pending->report.players[pending->next].after = {{kProgressKey, **progress}};
        ++pending->next;
        readNext(pending);
    });
}

void MatchReportService::write(const Pending &pending)
{
    const QByteArray json = QJsonDocument(pending.report.toJson()).toJson(QJsonDocument::Compact);
    m_reports.insert(json, pending.createdAt, pending.finishedAt, [this](auto written) {
        if (!written && m_logLimiter.admit(u"insert"_s, m_clock.now()))
            qCWarning(logReports) << "the report of a match could not be written";
        --m_working;
        if (m_quiet && isQuiet())
            m_quiet();
    });
}

} // namespace server
