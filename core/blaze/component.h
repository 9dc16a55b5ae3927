#pragma once
// The parts of the game's server interface, by their number in a frame's header.

#include <cstdint>

namespace blaze {

enum class Component : std::uint16_t {
    Authentication = 0x1,
    GameManager = 0x4,
    Redirector = 0x5, // only on the redirector's own listener
    Stats = 0x7,
    Util = 0x9,
    Messaging = 0xF,
    AssociationLists = 0x19,
    GameReporting = 0x1C,
    DynamicInetFilter = 0x7D0,
    UserSessions = 0x7802,
};

// Entities of object types and ids: objtype(UserSessions, 1) is a user, objtype(GameManager, 1) a game,
// objtype(AssociationLists, 1) a list.
inline constexpr std::uint16_t kEntityDefault = 1;

} // namespace blaze
