#pragma once
// The places of the game by their numbers, in words. Pure; GUI thread because of tr().

#include <core/server/status.h>

#include <QString>

namespace app {

[[nodiscard]] QString mapName(const server::Choice &map);   // "Firebase Glacier", "Any map"
[[nodiscard]] QString mapShort(const server::Choice &map);  // "Glacier", "Any map"
[[nodiscard]] QString placeName(const server::Choice &map); // the planet; empty when it is not known

} // namespace app
