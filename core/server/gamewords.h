#pragma once
// Reads the words of a game's attributes and of a search as values a person can be shown. Pure.
//
// Numbers follow a word: "map7", "enemy2", "difficulty1". "random" and map0 leave it to the game, "abstain" is a search
// that takes anything. ME3_dlc2300 … 3225 are "required" or "preferred" where an add-on is needed.

#include <core/game/gamecatalogue.h>
#include <core/server/status.h>

#include <QByteArrayView>

namespace server {

[[nodiscard]] Choice mapChoice(QByteArrayView value);
[[nodiscard]] Choice enemyChoice(QByteArrayView value);
[[nodiscard]] Choice difficultyChoice(QByteArrayView value);

// The bit of this attribute; 0: it names no add-on.
[[nodiscard]] quint8 addOnBit(QByteArrayView attribute);
// Those whose attribute asks for them.
[[nodiscard]] quint8 addOnsOf(const game::Attributes &attributes);
[[nodiscard]] GamePrivacy privacyOf(const game::Attributes &attributes);
[[nodiscard]] GamePhase phaseOf(game::GameState state, const game::Attributes &attributes);
[[nodiscard]] RouterType routerOf(const std::optional<session::NetworkData> &network);

// The game as a whole, or the way of one of its members to the host (a single joiner can be sent through the relay).
[[nodiscard]] bool isRelayed(const game::GameView &game);
// Without the times; the members are not in it.
[[nodiscard]] GameRow describeGame(const game::GameView &game);
[[nodiscard]] QueueRow describeWaiting(const game::WaitingView &waiting);
// Each reason once, in the order of the test.
[[nodiscard]] QList<Misfit> misfitsOf(const game::Explanation &explanation);

} // namespace server
