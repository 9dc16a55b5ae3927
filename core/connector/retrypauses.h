#pragma once
// How long to wait between tries to reach something that is away: 1, 2, 4, 8, 15, 30, 30, … seconds, each up to 20 %
// shorter or longer, so that many who lost the same server do not come back at the same moment. Pure.

#include <core/base/limits.h>
#include <core/base/random.h>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace connector {

class RetryPauses
{
public:
    [[nodiscard]] std::chrono::milliseconds next(base::Random &random)
    {
        const auto last = std::size(base::kRetryPauses) - 1;
        const std::chrono::milliseconds pause = base::kRetryPauses[std::min(m_tries++, last)];
        const auto spread = static_cast<std::uint32_t>(pause.count() * base::kRetryJitterPercent / 100);
        return pause - std::chrono::milliseconds(spread) + std::chrono::milliseconds(random.below(2 * spread + 1));
    }
    // It was there: the next absence begins with the shortest pause.
    void reset() { m_tries = 0; }
    [[nodiscard]] std::size_t tries() const noexcept { return m_tries; }

private:
    std::size_t m_tries = 0;
};

} // namespace connector
