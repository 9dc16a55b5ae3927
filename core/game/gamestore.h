#pragma once
// All running games by number. Network thread.

#include <core/game/game.h>

#include <map>
#include <memory>

namespace game {

class GameStore
{
public:
    explicit GameStore(base::Scheduler &scheduler)
        : m_scheduler(scheduler)
    {}
    GameStore(const GameStore &) = delete;
    GameStore &operator=(const GameStore &) = delete;
    ~GameStore() = default;

    // With the next number, counted from 1; a number is not used again before all others were.
    Game &make()
    {
        do
            m_last = m_last == std::numeric_limits<quint32>::max() ? 1 : m_last + 1;
        while (m_games.contains(GameId {m_last}));
        auto game = std::make_unique<Game>(GameId {m_last}, m_scheduler);
        return *m_games.emplace(game->id(), std::move(game)).first->second;
    }
    void erase(GameId game) { m_games.erase(game); }

    // nullptr: none.
    [[nodiscard]] Game *find(GameId game) const
    {
        const auto entry = m_games.find(game);
        return entry == m_games.end() ? nullptr : entry->second.get();
    }
    // In the order of the numbers.
    [[nodiscard]] const std::map<GameId, std::unique_ptr<Game>> &all() const noexcept { return m_games; }

private:
    base::Scheduler &m_scheduler;
    std::map<GameId, std::unique_ptr<Game>> m_games;
    quint32 m_last = 0;
};

} // namespace game
