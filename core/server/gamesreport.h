#pragma once
// Collects what happens to the games and the matchmaking queue, and reports the difference at most ten times a second.
// Remembers what it has told, so that nothing is told twice. Network thread.

#include <core/base/clock.h>
#include <core/base/scheduler.h>
#include <core/game/gamecatalogue.h>
#include <core/server/status.h>

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace server {

class GamesReport final : public game::GameObserver
{
public:
    struct Reports
    {
        std::function<void(const GamesDelta &)> games;
        std::function<void(const QueueDelta &)> queue;
        std::function<void(const QueueExplanation &)> explained;
    };
    // What the games do not know about a player. Asked from the event loop.
    struct Surroundings
    {
        std::function<bool(base::PlayerId)> isThisPc;
        std::function<PlayerPath(base::PlayerId)> relayOf; // which kind of relay carries them
    };

    // Everything outlives the report. The first one says `reset`: whatever was shown before belongs to an earlier
    // start.
    GamesReport(const game::GameCatalogue &games, const base::Clock &clock, base::Scheduler &scheduler,
                Surroundings surroundings, Reports reports);

    void gameCreated(base::GameId game) override { gameChanged(game); }
    void gameChanged(base::GameId game) override;
    void gameRemoved(base::GameId game) override { gameChanged(game); }
    void queueChanged() override;

    // From now on the report says why this waiting player has no game; nullopt: of nobody.
    void explain(std::optional<base::PlayerId> player);

private:
    void schedule();
    void report();
    void reportGames(bool first);
    void reportQueue(bool first);
    void reportExplanation();
    void explainLater();
    void lookAtPathsLater();
    [[nodiscard]] GameRow rowOf(const game::GameView &game);
    [[nodiscard]] GameMember memberOf(const game::GamePlayerView &player, const game::GameView &game,
                                      const GameRow *before) const;
    [[nodiscard]] QueueExplanation explanationOf(base::PlayerId player) const;
    [[nodiscard]] QDateTime now() const;

    const game::GameCatalogue &m_games;
    const base::Clock &m_clock;
    Surroundings m_surroundings;
    Reports m_reports;
    std::map<base::GameId, GameRow> m_gamesTold;
    std::map<base::GameId, base::PlayerId> m_hosts; // the last one, also while a new one is chosen
    std::map<base::PlayerId, QueueRow> m_queueTold;
    std::optional<QueueExplanation> m_explanationTold;
    std::optional<base::PlayerId> m_explained;
    std::set<base::GameId> m_dirty;
    bool m_queueDirty = true;
    bool m_explanationDirty = false;
    bool m_first = true;
    base::ScopedTimer m_timer;
    base::ScopedTimer m_explainTimer;
    base::ScopedTimer m_pathTimer;
};

} // namespace server
