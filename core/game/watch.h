#pragma once
// The one observer of the games, or none. Shared by the parts of this module.

#include <core/game/ports.h>

namespace game {

class Watch
{
public:
    // nullptr: nobody watches. Outlives the games or is taken back.
    void set(GameObserver *observer) noexcept { m_observer = observer; }

    void created(GameId game) const
    {
        if (m_observer != nullptr)
            m_observer->gameCreated(game);
    }
    void changed(GameId game) const
    {
        if (m_observer != nullptr)
            m_observer->gameChanged(game);
    }
    void removed(GameId game) const
    {
        if (m_observer != nullptr)
            m_observer->gameRemoved(game);
    }
    void queueChanged() const
    {
        if (m_observer != nullptr)
            m_observer->queueChanged();
    }

private:
    GameObserver *m_observer = nullptr;
};

} // namespace game
