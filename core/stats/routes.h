#pragma once
// Which command is handled by what: the one table of this module.

#include <core/base/clock.h>
#include <core/blaze/router.h>
#include <core/session/presence.h>
#include <core/stats/boards.h>

namespace stats {

// Adds the commands of Stats and GameReporting and declares the notification. Everything outlives the router.
void addRoutes(blaze::Router &router, Boards &boards, const session::Presence &presence, const base::Clock &clock);

} // namespace stats
