#pragma once
// The kits of the game's multiplayer, in the order of their match counters: counter 746 of "Progress" counts the
// matches played with the first one, 811 with the last. Counter 745 counts successful extractions. Pure.

#include <QByteArrayView>

#include <array>

namespace playerdata {

inline constexpr std::size_t kKitCount = 66;
inline constexpr qsizetype kExtractionCounter = 745;
inline constexpr qsizetype kFirstKitCounter = 746;

struct Kit
{
    const char *name;   // as in a character's value
    int inventoryIndex; // its place in the inventory
};

[[nodiscard]] const std::array<Kit, kKitCount> &kits();
// nullptr: no such kit.
[[nodiscard]] const Kit *kitNamed(QByteArrayView name);

} // namespace playerdata
