#pragma once
// Moving a game to another host. Staged: everybody hears that the game is on its way and to whom, and that it has
// arrived when the new host says so or has had its time. While it is on its way nobody can come in. Network thread.

#include <core/game/membership.h>

namespace game {

class Migration
{
public:
    // All outlive the object.
    Migration(const Settings &settings, const base::Clock &clock, const Watch &watch)
        : m_settings(settings)
        , m_clock(clock)
        , m_watch(watch)
    {}

    // The game has a new host, already in its place. One on its way already starts again, and still comes back to the
    // state it had at first. True: it has arrived at once.
    [[nodiscard]] bool begin(Game &game);
    // It is on its way.
    void finish(Game &game);

private:
    const Settings &m_settings;
    const base::Clock &m_clock;
    const Watch &m_watch;
};

} // namespace game
