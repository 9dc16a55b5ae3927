#pragma once
// What one game of a table does, with everything that must come of it for all of them. Each changes the table's match
// to what it is afterwards.

#include <tests/gameclient/table.h>

namespace gameclient::moves {

// Sets the match up anew; those at the table who search for its kind are taken in, in the order in which they began.
[[nodiscard]] Move createGame(Table &table, GameClient &host, const QByteArray &privacy);
[[nodiscard]] Move finalizeCreation(Table &table);
[[nodiscard]] Move joinGame(Table &table, GameClient &joiner, GameClient &target, JoinMethod method);
[[nodiscard]] Move joinRefused(Table &table, GameClient &joiner, std::uint32_t target, std::uint16_t error);
// `found`: the match is open and is joined at once; otherwise the search goes on until a match appears.
enum class Found { Yes, No };
[[nodiscard]] Move search(Table &table, GameClient &player, Found found);
[[nodiscard]] Move cancelSearch(Table &table, GameClient &player);
// Who was placed and goes back on it leaves the match.
[[nodiscard]] Move cancelPlaced(Table &table, GameClient &player);
// A joiner speaks for itself; nothing follows until the host agrees.
[[nodiscard]] Move meshByJoiner(Table &table, GameClient &joiner);
[[nodiscard]] Move meshByHost(Table &table, GameClient &joiner);
[[nodiscard]] Move addAdmin(Table &table, GameClient &player);
[[nodiscard]] Move advanceState(Table &table, std::uint32_t state);
[[nodiscard]] Move setSettings(Table &table, std::uint32_t settings);
[[nodiscard]] Move setAttributes(Table &table, const Match::Attributes &attributes);
[[nodiscard]] Move leave(Table &table, GameClient &player);
[[nodiscard]] Move kick(Table &table, GameClient &player);
[[nodiscard]] Move migrated(Table &table); // the new host says that the mesh stands again
[[nodiscard]] Move replay(Table &table);
[[nodiscard]] Move askGameData(Table &table, GameClient &player);
[[nodiscard]] Move gameIsGone(Table &table, GameClient &player);

} // namespace gameclient::moves
