#pragma once
// A running game as the web API shows it. Pure.

#include <core/game/gamecatalogue.h>

#include <QByteArray>

namespace server {

enum class GamePlayers {
    Hidden,      // "players": null
    Names,       // without where they can be reached
    WithNetwork, // for administrators
};

// One JSON object. Attributes in the order of their key bytes, players in order of joining, the host first.
[[nodiscard]] QByteArray gameJson(const game::GameView &game, GamePlayers players);

} // namespace server
