#pragma once
// Numbers that name things, as types, so that a player cannot be passed where a game is meant.

#include <QtGlobal>

#include <cstdint>
#include <functional>

namespace base {

enum class PlayerId : std::uint32_t {};     // row of the players table; "PID" on the wire
enum class GameId : std::uint32_t {};       // a running game; never reused while the server runs
enum class ConnectionId : std::uint64_t {}; // one game connection; counts from 1, for logs and look-ups

template <class Id>
[[nodiscard]] constexpr auto number(Id id) noexcept
{
    return static_cast<std::underlying_type_t<Id>>(id);
}

// IPv4 only: the game's network structures have no room for anything else. Host order, 127.0.0.1 = 0x7F000001.
struct Ipv4
{
    std::uint32_t value = 0;
    [[nodiscard]] constexpr bool isUnset() const noexcept { return value == 0; }
    [[nodiscard]] constexpr bool isLoopback() const noexcept { return (value >> 24U) == 127; }
    constexpr bool operator==(const Ipv4 &) const = default;
};

} // namespace base
