#include <core/playerdata/galaxyratings.h>

#include <algorithm>
#include <numeric>

namespace playerdata {

void GalaxyRatings::increase(const std::array<quint16, 5> &by) noexcept
{
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const unsigned sum = unsigned {groups[i]} + by[i];
        groups[i] = static_cast<quint16>(std::min(sum, unsigned {kMost}));
    }
}

void GalaxyRatings::decay(quint16 points) noexcept
{
    for (quint16 &group : groups) {
        const int left = int {group} - int {points};
        group = static_cast<quint16>(std::max(left, int {kLeast}));
    }
}

quint32 GalaxyRatings::level() const noexcept
{
    return std::accumulate(groups.begin(), groups.end(), quint32 {0}) / static_cast<quint32>(groups.size());
}

quint16 decayPoints(std::chrono::seconds absence, float decay) noexcept
{
    const auto days = std::chrono::duration_cast<std::chrono::hours>(absence).count() / 24;
    if (days <= 0 || !(decay > 0.0F))
        return 0;
    const float points = static_cast<float>(days) * decay * 100.0F;
    return points >= 65535.0F ? quint16 {65535} : static_cast<quint16>(points);
}

} // namespace playerdata
