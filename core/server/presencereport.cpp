#include <core/server/presencereport.h>

#include <utility>

namespace server {

namespace {

// Ten a second is as fast as people can read and keeps a thousand logins from being a thousand repaints.
constexpr std::chrono::milliseconds kReportPeriod {100};

Activity activityOf(const session::OnlinePlayer &player)
{
    if (player.game)
        return Activity::InGame;
    return player.inMenu ? Activity::InMenu : Activity::SigningIn;
}

} // namespace

PresenceReport::PresenceReport(base::Scheduler &scheduler, Players players, Connections connections)
    : m_players(std::move(players))
    , m_connections(std::move(connections))
    , m_timer(scheduler)
{
    schedule();
}

void PresenceReport::change(const session::OnlinePlayer &player)
{
    using namespace std::chrono;
    m_changes.insert_or_assign(
        player.id, PlayerRow {.id = player.id,
                              .name = player.name,
                              .activity = activityOf(player),
                              .since = QDateTime::fromMSecsSinceEpoch(
                                  duration_cast<milliseconds>(player.since.time_since_epoch()).count(), Qt::UTC),
                              .thisPc = player.thisPc});
    schedule();
}

void PresenceReport::playerOffline(base::PlayerId player)
{
    m_changes.insert_or_assign(player, std::nullopt);
    schedule();
}

void PresenceReport::connectionsChanged(int connections)
{
    m_connectionCount = connections;
    schedule();
}

void PresenceReport::schedule()
{
    if (!m_timer.isActive())
        m_timer.start(kReportPeriod, [this] { report(); });
}

void PresenceReport::report()
{
    PlayersDelta delta;
    delta.reset = std::exchange(m_first, false);
    for (auto &[id, row] : std::exchange(m_changes, {})) {
        if (row)
            delta.upserted.append(std::move(*row));
        else if (!delta.reset)
            delta.removed.append(id);
    }
    if (const auto connections = std::exchange(m_connectionCount, std::nullopt))
        m_connections(*connections);
    if (delta.reset || !delta.upserted.isEmpty() || !delta.removed.isEmpty())
        m_players(delta);
}

} // namespace server
