#include <core/base/limits.h>
#include <core/tunnel/idpool.h>

#include <array>

namespace tunnel {

TunnelId IdPool::take(const std::function<bool(TunnelId)> &isInUse, base::MonotonicTime now)
{
    wake(now);
    // A thousand tunnels and 65,536 resting ids leave all but one in 65,000 numbers: the first is as good as certain.
    for (;;) {
        std::array<std::byte, 4> bytes {};
        m_random.fill(bytes);
        const TunnelId id {base::readU32(bytes.data())};
        if (id != kNoTunnelId && !m_restingIds.contains(id) && !isInUse(id))
            return id;
    }
}

void IdPool::release(TunnelId id, base::MonotonicTime now)
{
    wake(now);
    if (m_resting.size() >= static_cast<std::size_t>(base::kTunnelIdsRestingMax)) {
        m_restingIds.erase(m_resting.front().id);
        m_resting.pop_front();
    }
    if (m_restingIds.insert(id).second)
        m_resting.push_back({id, now + base::kTunnelIdRest});
}

bool IdPool::isResting(TunnelId id, base::MonotonicTime now)
{
    wake(now);
    return m_restingIds.contains(id);
}

void IdPool::wake(base::MonotonicTime now)
{
    while (!m_resting.empty() && m_resting.front().until <= now) {
        m_restingIds.erase(m_resting.front().id);
        m_resting.pop_front();
    }
}

} // namespace tunnel
