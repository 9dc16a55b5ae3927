#pragma once
// Ids of datagram tunnels: 32 random bits, so that nobody can guess another player's, never the one that means "none",
// never one in use, and never one that was released in the last kTunnelIdRest: late datagrams must not reach the next
// owner. Pure; one thread.

#include <core/base/clock.h>
#include <core/base/random.h>
#include <core/tunnel/datagram.h>

#include <deque>
#include <functional>
#include <unordered_set>

namespace tunnel {

class IdPool
{
public:
    explicit IdPool(base::Random &random) // outlives the pool
        : m_random(random)
    {}

    [[nodiscard]] TunnelId take(const std::function<bool(TunnelId)> &isInUse, base::MonotonicTime now);
    void release(TunnelId id, base::MonotonicTime now);
    [[nodiscard]] bool isResting(TunnelId id, base::MonotonicTime now);

private:
    void wake(base::MonotonicTime now);

    struct Resting
    {
        TunnelId id;
        base::MonotonicTime until;
    };
    base::Random &m_random;
    std::deque<Resting> m_resting; // in order of time; at most kTunnelIdsRestingMax
    std::unordered_set<TunnelId> m_restingIds;
};

} // namespace tunnel
