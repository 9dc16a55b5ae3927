#include <core/server/gamesreport.h>

#include <core/base/limits.h>
#include <core/server/gamewords.h>

#include <algorithm>
#include <utility>

namespace server {

namespace {

// Ten a second is as fast as people can read.
constexpr std::chrono::milliseconds kReportPeriod {100};
// Some reasons end by the passing of time alone.
constexpr std::chrono::milliseconds kExplainPeriod {1000};
// Nobody tells when a player's tunnel is opened in another form; while one may be, it is looked up.
constexpr std::chrono::milliseconds kPathPeriod {5000};

std::optional<base::PlayerId> hostOf(const GameRow &game)
{
    const auto host =
        std::find_if(game.members.cbegin(), game.members.cend(), [](const auto &member) { return member.host; });
    return host == game.members.cend() ? std::nullopt : std::optional(host->id);
}

} // namespace

GamesReport::GamesReport(const game::GameCatalogue &games, const base::Clock &clock, base::Scheduler &scheduler,
                         Surroundings surroundings, Reports reports)
    : m_games(games)
    , m_clock(clock)
    , m_surroundings(std::move(surroundings))
    , m_reports(std::move(reports))
    , m_timer(scheduler)
    , m_explainTimer(scheduler)
    , m_pathTimer(scheduler)
{
    schedule();
}

void GamesReport::gameChanged(base::GameId game)
{
    m_dirty.insert(game);
    schedule();
}

void GamesReport::queueChanged()
{
    m_queueDirty = true;
    schedule();
}

void GamesReport::lookAtPathsLater()
{
    m_pathTimer.start(kPathPeriod, [this] {
        for (const auto &[id, row] : m_gamesTold) {
            if (row.relayed)
                m_dirty.insert(id);
        }
        if (!m_dirty.empty())
            schedule();
    });
}

void GamesReport::explain(std::optional<base::PlayerId> player)
{
    m_explained = player;
    m_explanationTold.reset();
    m_explanationDirty = player.has_value();
    m_explainTimer.stop();
    if (player) {
        schedule();
        explainLater();
    }
}

void GamesReport::explainLater()
{
    m_explainTimer.start(kExplainPeriod, [this] {
        m_explanationDirty = true;
        schedule();
        explainLater();
    });
}

void GamesReport::schedule()
{
    if (!m_timer.isActive())
        m_timer.start(kReportPeriod, [this] { report(); });
}

void GamesReport::report()
{
    const bool first = std::exchange(m_first, false);
    m_explanationDirty = m_explanationDirty || m_queueDirty || !m_dirty.empty();
    reportGames(first);
    if (std::exchange(m_queueDirty, false) || first)
        reportQueue(first);
    if (std::exchange(m_explanationDirty, false))
        reportExplanation();
    const bool relayed =
        std::any_of(m_gamesTold.cbegin(), m_gamesTold.cend(), [](const auto &told) { return told.second.relayed; });
    if (relayed && !m_pathTimer.isActive())
        lookAtPathsLater();
}

void GamesReport::reportGames(bool first)
{
    GamesDelta delta;
    delta.reset = first;
    for (const base::GameId id : std::exchange(m_dirty, {})) {
        const auto game = m_games.find(id);
        const auto told = m_gamesTold.find(id);
        if (!game) {
            if (told == m_gamesTold.end())
                continue; // came and went between two reports
            m_gamesTold.erase(told);
            m_hosts.erase(id);
            delta.removed.append(id);
            continue;
        }
        GameRow row = rowOf(*game);
        if (told != m_gamesTold.end() && told->second == row)
            continue;
        m_gamesTold.insert_or_assign(id, row);
        delta.upserted.append(std::move(row));
    }
    if (delta.reset || !delta.upserted.isEmpty() || !delta.removed.isEmpty())
        m_reports.games(delta);
}

void GamesReport::reportQueue(bool first)
{
    QueueDelta delta;
    delta.reset = first;
    std::map<base::PlayerId, QueueRow> now;
    for (const game::WaitingView &waiting : m_games.waiting()) {
        QueueRow row = describeWaiting(waiting);
        const auto told = m_queueTold.find(row.id);
        if (told == m_queueTold.end() || told->second != row)
            delta.upserted.append(row);
        now.insert_or_assign(row.id, std::move(row));
    }
    for (const auto &[id, row] : m_queueTold) {
        if (!now.contains(id))
            delta.removed.append(id);
    }
    m_queueTold = std::move(now);
    if (delta.reset || !delta.upserted.isEmpty() || !delta.removed.isEmpty())
        m_reports.queue(delta);
}

void GamesReport::reportExplanation()
{
    if (!m_explained || !m_queueTold.contains(*m_explained)) {
        m_explanationTold.reset(); // who comes back is told of anew
        return;
    }
    QueueExplanation explanation = explanationOf(*m_explained);
    if (m_explanationTold == explanation)
        return;
    m_reports.explained(explanation);
    m_explanationTold = std::move(explanation);
}

QueueExplanation GamesReport::explanationOf(base::PlayerId player) const
{
    QueueExplanation explanation {.player = player};
    for (const auto &[id, row] : m_gamesTold) {
        if (explanation.games.size() >= base::kExplainedGamesLookedAt)
            break;
        if (const auto compared = m_games.explain(player, id))
            explanation.games.append({id, misfitsOf(*compared)});
    }
    std::stable_sort(explanation.games.begin(), explanation.games.end(),
                     [](const GameFit &a, const GameFit &b) { return a.misfits.size() < b.misfits.size(); });
    if (explanation.games.size() > base::kExplainedGamesMax)
        explanation.games.resize(base::kExplainedGamesMax);
    explanation.gamesLeftOut = int(qsizetype(m_gamesTold.size()) - explanation.games.size());
    return explanation;
}

GameRow GamesReport::rowOf(const game::GameView &game)
{
    const auto told = m_gamesTold.find(game.id);
    const GameRow *before = told == m_gamesTold.end() ? nullptr : &told->second;
    GameRow row = describeGame(game);
    for (const game::GamePlayerView &player : game.players) {
        if (player.slot >= 0 && player.slot < kGameSeats)
            row.members.append(memberOf(player, game, before));
    }
    std::sort(row.members.begin(), row.members.end(),
              [](const GameMember &a, const GameMember &b) { return a.slot < b.slot; });

    if (const auto host = hostOf(row)) {
        const auto known = m_hosts.find(game.id);
        if (known != m_hosts.end() && known->second != *host)
            row.hostChangedAt = now();
        else if (before != nullptr)
            row.hostChangedAt = before->hostChangedAt;
        m_hosts.insert_or_assign(game.id, *host);
    } else if (before != nullptr) {
        row.hostChangedAt = before->hostChangedAt;
    }
    if (before == nullptr) {
        row.phaseSince = row.createdAt;
        return row;
    }
    row.phaseSince = before->phase == row.phase && before->createdAt == row.createdAt ? before->phaseSince : now();
    return row;
}

GameMember GamesReport::memberOf(const game::GamePlayerView &player, const game::GameView &game,
                                 const GameRow *before) const
{
    GameMember member {.id = player.id,
                       .name = player.name,
                       .slot = player.slot,
                       .host = player.host,
                       .router = routerOf(player.network),
                       .since = now()};
    if (before != nullptr) {
        const auto known = std::find_if(before->members.cbegin(), before->members.cend(),
                                        [&player](const GameMember &other) { return other.id == player.id; });
        if (known != before->members.cend())
            member.since = known->since;
    }
    // The host is told nothing about a way to itself: its traffic goes as that of the game.
    const bool relayed = player.host ? isRelayed(game) : player.relayed;
    if (player.state == game::PlayerState::Connecting)
        member.path = PlayerPath::Connecting;
    else if (m_surroundings.isThisPc(player.id))
        member.path = PlayerPath::ThisPc;
    else
        member.path = relayed ? m_surroundings.relayOf(player.id) : PlayerPath::Direct;
    return member;
}

QDateTime GamesReport::now() const
{
    using namespace std::chrono;
    return QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(m_clock.wall().time_since_epoch()).count(),
                                          Qt::UTC);
}

} // namespace server
