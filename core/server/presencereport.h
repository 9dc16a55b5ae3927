#pragma once
// Collects who comes, changes and goes, and reports the sum at most ten times a second. Network thread.

#include <core/base/scheduler.h>
#include <core/server/status.h>
#include <core/session/presenceobserver.h>

#include <functional>
#include <map>
#include <optional>

namespace server {

class PresenceReport final : public session::PresenceObserver
{
public:
    using Players = std::function<void(const PlayersDelta &)>;
    using Connections = std::function<void(int)>;

    // The first report says `reset`: whatever was shown before belongs to an earlier start.
    PresenceReport(base::Scheduler &scheduler, Players players, Connections connections);

    void playerOnline(const session::OnlinePlayer &player) override { change(player); }
    void playerChanged(const session::OnlinePlayer &player) override { change(player); }
    void playerOffline(base::PlayerId player) override;
    void connectionsChanged(int connections) override;

private:
    void change(const session::OnlinePlayer &player);
    void schedule();
    void report();

    Players m_players;
    Connections m_connections;
    base::ScopedTimer m_timer;
    std::map<base::PlayerId, std::optional<PlayerRow>> m_changes; // nullopt: gone
    std::optional<int> m_connectionCount;
    bool m_first = true;
};

} // namespace server
