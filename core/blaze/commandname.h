#pragma once
// Names of commands and notifications for logs and the inspector, from the table of everything the game is known to
// use (resources/blaze-commands.csv, compiled in). Any thread.

#include <QString>

#include <cstdint>

namespace blaze {

// "Util.Ping"; "Util.0x99" for an unknown command, "0x7800.0x1" for an unknown component.
[[nodiscard]] QString commandName(std::uint16_t component, std::uint16_t command, bool isNotify);

} // namespace blaze
