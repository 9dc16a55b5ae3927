#pragma once
// What games ask of the game service, byte for byte as they do.

#include <tests/gameclient/match.h>

namespace gameclient {

// One kind of match: who searches names the same three words, or "abstain" for any.
struct MatchKind
{
    QByteArray map = "map2";
    QByteArray enemy = "enemy1";
    QByteArray difficulty = "difficulty0";
};

inline constexpr std::uint32_t kNewGameSettings = 287; // open to everybody, join in progress
inline constexpr std::uint32_t kMatchSettings = 285;   // not to matchmaking

enum class JoinMethod : std::uint8_t { Invitation = 4, ByPlayer = 8 };

[[nodiscard]] Match::Attributes newGameAttributes(const MatchKind &kind, const QByteArray &privacy);

namespace requests {

[[nodiscard]] tdf::Fields createGame(const GameClient &host, const Match::Attributes &attributes);
[[nodiscard]] tdf::Fields joinGame(const GameClient &joiner, std::uint32_t target, JoinMethod method);
[[nodiscard]] tdf::Fields startMatchmaking(const GameClient &player, const MatchKind &kind);
[[nodiscard]] tdf::Fields cancelMatchmaking(const GameClient &player);
[[nodiscard]] tdf::Fields finalizeGameCreation(const Match &match);
[[nodiscard]] tdf::Fields advanceGameState(const Match &match, std::uint32_t state);
[[nodiscard]] tdf::Fields setGameSettings(const Match &match, std::uint32_t settings);
[[nodiscard]] tdf::Fields setGameAttributes(const Match &match, const Match::Attributes &attributes);
// 0 disconnected, 1 connecting, 2 connected.
[[nodiscard]] tdf::Fields updateMesh(const Match &match, const GameClient &about, int status);
[[nodiscard]] tdf::Fields addAdmin(const Match &match, const GameClient &player);
[[nodiscard]] tdf::Fields removePlayer(const Match &match, const GameClient &player, std::uint32_t reason);
[[nodiscard]] tdf::Fields migrationStatus(const Match &match);
[[nodiscard]] tdf::Fields replayGame(const Match &match);
[[nodiscard]] tdf::Fields gameData(std::uint32_t match);

} // namespace requests

} // namespace gameclient
