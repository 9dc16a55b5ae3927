#pragma once
// The address a player sends along when it enters a game.

#include <core/session/session.h>
#include <core/session/settings.h>

namespace game {

// Counts only while nothing else is known of the sender, who is logged in; completed as the sessions do. nullptr:
// none was sent.
void takeAddress(session::Session &sender, const session::AddressPair *pair, const session::Settings &settings);

} // namespace game
