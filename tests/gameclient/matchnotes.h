#pragma once
// The notifications of a match with the bodies they must have, made from what the match is at this moment. Written
// against the protocol's description, not against the structs of any server.

#include <tests/gameclient/expectation.h>
#include <tests/gameclient/match.h>

#include <optional>

namespace gameclient {

enum class Arrival { Created, Invited, Matched };

namespace reason {
inline constexpr std::uint32_t kLeft = 6;
inline constexpr std::uint32_t kKicked = 8;
} // namespace reason

namespace notes {

// `match`: the one the player is in at that moment, or none.
[[nodiscard]] Expected extendedData(const GameClient &who, std::optional<std::uint32_t> match);
[[nodiscard]] Expected userAdded(const GameClient &who, std::optional<std::uint32_t> match);
[[nodiscard]] Expected userUpdated(const GameClient &who);
[[nodiscard]] Expected userRemoved(const GameClient &who);
[[nodiscard]] Expected searching(const GameClient &who); // repeated while the search lasts
// The first one a match sees teaches it its random numbers; `match` outlives the expectation.
[[nodiscard]] Expected gameSetup(Match &match, const GameClient &receiver, Arrival arrival);
[[nodiscard]] Expected playerJoining(const Match &match, const Member &joiner);
[[nodiscard]] Expected playerConnected(const Match &match, const GameClient &who);
[[nodiscard]] Expected joinCompleted(const Match &match, const GameClient &who);
[[nodiscard]] Expected adminAdded(const Match &match, const GameClient &who);
[[nodiscard]] Expected adminRemoved(const Match &match, const GameClient &who);
[[nodiscard]] Expected playerRemoved(const Match &match, const GameClient &who, std::uint32_t reason);
[[nodiscard]] Expected stateChange(const Match &match);
[[nodiscard]] Expected settingsChange(const Match &match);
[[nodiscard]] Expected attributesChange(const Match &match, const Match::Attributes &changed);
// Each match has a reporting number of its own; `match` learns the new one and outlives the expectation.
[[nodiscard]] Expected reportingIdChange(Match &match);
[[nodiscard]] Expected migrationStart(const Match &match);
[[nodiscard]] Expected migrationFinished(const Match &match);
[[nodiscard]] Expected reportSubmitted();

} // namespace notes

// Whole flows: they change the match and add to `notes` what each game must be told.
void addCreation(Notes &notes, Match &match, GameClient &host);
void addJoin(Notes &notes, Match &match, GameClient &joiner, Arrival arrival);
void addCompletion(Notes &notes, Match &match, GameClient &joiner);
void addRemoval(Notes &notes, Match &match, GameClient &leaver, std::uint32_t reason);
// After the new host has said that the mesh stands again, or at once when nobody else is left.
void addMigrationEnd(Notes &notes, Match &match);

} // namespace gameclient
