#pragma once
// Times as people say them. Pure; GUI thread because of tr().

#include <QDateTime>
#include <QString>

#include <chrono>

namespace app {

// "40 s", "12 min", "2 h 14 min", "3 d 4 h". Negative counts as zero.
[[nodiscard]] QString durationText(std::chrono::seconds duration);

// As a clock that runs: "0:48", "14:32", "1:02:09". Negative counts as zero.
[[nodiscard]] QString clockText(std::chrono::seconds duration);

// "Just now", "38 min ago", "5 h ago" up to a day, then "18 Nov" (with the year when it is another one).
[[nodiscard]] QString agoText(const QDateTime &when, const QDateTime &now);

} // namespace app
