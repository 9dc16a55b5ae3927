#pragma once
// How a person is drawn where there is no picture: initials on a tinted square. Pure.

#include <core/base/ids.h>

#include <QString>

namespace app {

inline constexpr int kTints = 6;

// Two words give their first letters, one word its first two; what is no letter or digit separates words.
[[nodiscard]] QString initialsOf(const QString &name);

// 0 … kTints-1, from the player's number: the same colour wherever they appear.
[[nodiscard]] inline int tintOf(base::PlayerId player)
{
    return int(base::number(player) % quint32(kTints));
}

} // namespace app
