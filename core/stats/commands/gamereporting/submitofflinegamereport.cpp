#include <core/stats/commands/gamereporting/submitofflinegamereport.h>

#include <core/base/redacted.h>
#include <core/blaze/guard.h>

#include <QLoggingCategory>

namespace stats::gamereporting {

namespace {

Q_LOGGING_CATEGORY(logStats, "app.stats", QtInfoMsg)

bool isPossible(const ReportedStanding &standing)
{
    // Negative numbers arrive as very large ones.
    return standing.n7Rating <= base::kStandingMax && standing.challengePoints <= base::kStandingMax;
}

} // namespace

SubmitOfflineGameReportHandler::SubmitOfflineGameReportHandler(Boards &boards, const session::Presence &presence,
                                                               const base::Clock &clock)
    : m_boards(boards)
    , m_presence(presence)
    , m_clock(clock)
{}

void SubmitOfflineGameReportHandler::operator()(const SubmitOfflineGameReportRequest &request, blaze::Context &context,
                                                blaze::Reply<blaze::Empty> reply)
{
    const session::SignedInPlayer &reporter = *session::Session::of(context).player();
    QList<Standing> standings;
    for (const auto &[id, standing] : request.report.game.players) {
        if (!std::in_range<quint32>(id) || !knows(reporter, static_cast<base::PlayerId>(id)) || !isPossible(standing))
            continue;
        standings.append({.player = static_cast<base::PlayerId>(id),
                          .n7Rating = static_cast<quint32>(standing.n7Rating),
                          .challengePoints = static_cast<quint32>(standing.challengePoints)});
    }
    if (const qsizetype skipped = request.report.game.players.size() - standings.size(); skipped > 0)
        noteSkipped(reporter, skipped);
    auto answer = context.guard([&connection = context.connection(), reply = std::move(reply)]() mutable {
        reply.ok();
        connection.notify(gameReportSubmitted, {});
    });
    if (standings.isEmpty())
        return answer();
    m_boards.submit(std::move(standings), std::move(answer));
}

bool SubmitOfflineGameReportHandler::knows(const session::SignedInPlayer &reporter, base::PlayerId player) const
{
    if (player == reporter.account.id)
        return true;
    const session::Session *other = m_presence.find(player);
    return other != nullptr && reporter.game && other->player()->game == reporter.game;
}

void SubmitOfflineGameReportHandler::noteSkipped(const session::SignedInPlayer &reporter, qsizetype skipped)
{
    const QString key = QString::number(base::number(reporter.account.id));
    if (m_logLimiter.admit(key, m_clock.now())) {
        qCInfo(logStats).nospace() << "report of player " << base::Redacted(reporter.account.displayName) << ": "
                                   << skipped << " entries of others or with impossible numbers were not taken";
    }
}

} // namespace stats::gamereporting
