#pragma once
// Which command is handled by what: the one table of this module.

#include <core/blaze/router.h>
#include <core/game/games.h>
#include <core/session/settings.h>

namespace game {

// Adds every command of GameManager that does something, and declares the notifications. Those without an entry are
// answered with an empty success, as the game expects of several. All of it outlives the router.
void addRoutes(blaze::Router &router, const session::Settings &settings, Games &games, session::Presence &presence);

} // namespace game
