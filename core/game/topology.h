#pragma once
// Whether a game's traffic goes directly from player to player or through the tunnel. Pure.

#include <core/game/game.h>
#include <core/game/settings.h>

namespace game {

// For the game as a whole, by what its host has reported. Decided once, and again for a new host, so that everybody
// in it is told the same.
[[nodiscard]] Topology topologyFor(const session::NetworkData &host, TunnelMode mode) noexcept;

// An address that means nothing outside its own network: private, shared, link-local, loopback.
[[nodiscard]] bool isLocalAddress(base::Ipv4 address) noexcept;

// One of the two is known by a local address only and the other by a public one: no direct way leads there.
[[nodiscard]] bool needRelay(const session::NetworkData &host, const session::NetworkData &player) noexcept;

// Two games on one computer use the same ports; neither form can work.
[[nodiscard]] bool sameComputer(const session::NetworkData &host, const session::NetworkData &player) noexcept;

// What `player`, who is in the game, is to be told.
[[nodiscard]] bool shouldRelay(const Game &game, const GamePlayer &player, const Settings &settings,
                               const TunnelDirectory &tunnels);

} // namespace game
