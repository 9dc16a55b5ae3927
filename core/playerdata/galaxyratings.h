#pragma once
// The numbers of Galaxy at War: five areas, each from 5000 to 10099. Matches raise them, absence lowers them. Pure.

#include <QtGlobal>

#include <array>
#include <chrono>

namespace playerdata {

struct GalaxyRatings
{
    static constexpr quint16 kLeast = 5000;
    static constexpr quint16 kMost = 10'099;

    std::array<quint16, 5> groups {kLeast, kLeast, kLeast, kLeast, kLeast}; // a to e

    // Adds without wrapping, up to kMost.
    void increase(const std::array<quint16, 5> &by) noexcept;
    // Takes `points` from each, down to kLeast.
    void decay(quint16 points) noexcept;
    // Integer part of the mean.
    [[nodiscard]] quint32 level() const noexcept;

    bool operator==(const GalaxyRatings &) const = default;
};

// What is lost by an absence: whole days of 24 hours × `decay` × 100, the fraction dropped, in single precision; 0 when
// the clock went back. `decay` is what the operator set, 0.5 loses 50 points a day.
[[nodiscard]] quint16 decayPoints(std::chrono::seconds absence, float decay) noexcept;

} // namespace playerdata
