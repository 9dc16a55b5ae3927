#pragma once
// Points in time as the database holds them: text, UTC, up to nine fraction digits. Pure; any thread.
// What is read may come from other programs and versions of them, so reading takes every form seen:
//   text     2025-03-14T09:26:53.589793238+00:00, also with a space for the T, Z or another offset, or without zone
//   integer  Unix seconds
//   real     Julian day

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <chrono>
#include <optional>

namespace storage {

using Timestamp = std::chrono::time_point<std::chrono::system_clock, std::chrono::nanoseconds>; // years 1678 to 2261

// What a text without zone means.
enum class NoZone {
    Utc,
    Local,         // local time of this computer
    LocalDropZone, // local time even when a zone is written behind it
};

// nullopt for NULL, for text of another form, and outside the range of Timestamp.
[[nodiscard]] std::optional<Timestamp> timestampFrom(const QVariant &stored, NoZone noZone = NoZone::Utc);

// "2025-03-14T09:26:53.600+00:00": 0, 3, 6 or 9 fraction digits, as many as needed. Sorts as text in order of time.
[[nodiscard]] QString toStoredText(Timestamp time);
// The same with "Z" at the end.
[[nodiscard]] QString toZuluText(Timestamp time);
// "2025-03-14 09:26:53.600", UTC without zone, for the one column that other programs read without a zone.
[[nodiscard]] QString toStoredNaiveText(Timestamp time);
// "2025-03-14T20:15:30.123456789", local time of this computer, no zone.
[[nodiscard]] QString toLocalText(Timestamp time);

[[nodiscard]] inline Timestamp timestampFromWall(std::chrono::system_clock::time_point wall)
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(wall);
}

} // namespace storage
