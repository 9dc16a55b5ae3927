#pragma once
// The larger bodies of a match: what every member is told of it when it comes in, and what anybody can ask.

#include <tests/gameclient/match.h>

namespace gameclient {

inline constexpr char kGameVersion[] = "ME3-295976325-179181965240128";

[[nodiscard]] tdf::Value textMapValue(const Match::Attributes &map);
// How a game says where it is: as a union of its own, and as an element of a list, which has a bare key and no tag.
[[nodiscard]] tdf::Value addressUnion(const GameClient &game);   // PNET
[[nodiscard]] tdf::Value addressElement(const GameClient &game); // of HNET
// A player as members see it.
[[nodiscard]] tdf::Fields playerRecord(const Match &match, const Member &member);
// GameSetup.GAME and PROS as `receiver` must get them; the random numbers in it are not known before the first one.
[[nodiscard]] tdf::Fields gameGroup(const Match &match);
[[nodiscard]] tdf::Value playerRecords(const Match &match);
// The answer to GetGameDataFromId, without what may be told in two ways.
[[nodiscard]] QString gameDataProblem(const Match &match, const tdf::Fields &body);

} // namespace gameclient
