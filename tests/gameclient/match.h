#pragma once
// A match as it must be at every moment, kept by whoever drives the games of it: what the server says to each of them
// is compared with this. Rules of membership are those every game relies on:
//
//   the first member of the list is the host; a member keeps its slot, the lowest free of 0 to 3, until it leaves;
//   who joins is state 2 until the host says that the mesh stands, then state 4; who creates the game is 4 at once.

#include <tests/gameclient/gameclient.h>

#include <map>
#include <vector>

namespace gameclient {

namespace state {
inline constexpr std::uint32_t kInitializing = 1;
inline constexpr std::uint32_t kPostGame = 4;
inline constexpr std::uint32_t kMigrating = 5;
inline constexpr std::uint32_t kPreGame = 130;
inline constexpr std::uint32_t kInGame = 131;
} // namespace state

struct Member
{
    GameClient *game = nullptr;
    std::uint32_t slot = 0;
    bool isConnected = false;
    [[nodiscard]] std::uint32_t id() const { return game->account.playerId; }
};

struct Match
{
    enum class Path { Direct, Tunnelled };
    using Attributes = std::map<QByteArray, QByteArray>;

    std::uint32_t id = 0;
    std::uint32_t state = state::kInitializing;
    std::uint32_t stateBefore = state::kInitializing; // while the host is being replaced
    std::uint32_t settings = 0;
    Attributes attributes;
    std::vector<Member> members;
    Path path = Path::Direct; // how the host is reached
    // Made by the server, told in the first setup and then the same for everybody.
    bool isKnown = false;
    std::uint64_t reportingId = 0;
    std::uint64_t seed = 0;
    QByteArray uuid;

    [[nodiscard]] const Member &host() const { return members.front(); }
    [[nodiscard]] Member *member(const GameClient &game);
    [[nodiscard]] std::uint32_t lowestFreeSlot() const;
    [[nodiscard]] std::vector<GameClient *> games() const; // host first
};

} // namespace gameclient
