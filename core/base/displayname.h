#pragma once
// Rules for the names players show each other. Pure.

#include <QString>

#include <optional>

namespace base {

// The name without white space around it, or nullopt when it cannot be used: 1 to kDisplayNameMax characters after
// trimming, no control characters. Two players may have the same name.
[[nodiscard]] std::optional<QString> cleanDisplayName(QStringView text);

} // namespace base
