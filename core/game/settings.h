#pragma once
// What the operator can set about games. Plain values, read once when the server starts. Zero seconds switch a timer
// off.

#include <chrono>
#include <cstdint>

namespace game {

enum class TunnelMode : std::uint8_t {
    Stricter, // relay unless the host's NAT is open
    Always,
    Disabled,
};

enum class MigrationMode : std::uint8_t {
    Staged,  // the new host says when it is ready
    Instant, // all notices back to back
};

struct MatchmakingSettings
{
    bool ignoreSettings = false; // also games whose host has closed them to searches
    bool phaseFilter = true;     // look at the phase of the match
    std::chrono::seconds statusInterval {10};
    std::chrono::seconds newGameDelay {0}; // before a game that is still being set up is found
};

struct Settings
{
    TunnelMode tunnel = TunnelMode::Stricter;
    bool tunnelRequired = false; // never falls back to the direct form when somebody has no tunnel
    MigrationMode migration = MigrationMode::Staged;
    std::chrono::seconds migrationTimeout {10};
    std::chrono::seconds joinTimeout {60}; // a joiner whom the host never sees
    bool strictHost = false;               // only the host changes the game or removes others
    MatchmakingSettings matchmaking {};
};

} // namespace game
