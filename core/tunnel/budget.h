#pragma once
// What one tunnel may send, in packets and bytes: two buckets that fill again with time. Pure; the caller brings the
// time. A rate of 0 sets no limit.

#include <core/base/clock.h>
#include <core/base/limits.h>

#include <algorithm>

namespace tunnel {

struct BudgetLimits
{
    double packetsPerSecond = base::kTunnelPacketsPerSecond;
    double packetsBurst = base::kTunnelPacketsBurst;
    double bitsPerSecond = base::kTunnelBitsPerSecond;
    double bytesBurst = base::kTunnelBytesBurst;
};

class Budget
{
public:
    Budget(const BudgetLimits &limits, base::MonotonicTime now)
        : m_packets(limits.packetsBurst)
        , m_bytes(limits.bytesBurst)
        , m_filledAt(now)
    {}

    // False when either is used up; then nothing is taken.
    [[nodiscard]] bool take(const BudgetLimits &limits, std::size_t bytes, base::MonotonicTime now) noexcept
    {
        const double seconds = std::chrono::duration<double>(now - m_filledAt).count();
        if (seconds > 0) {
            m_filledAt = now;
            m_packets = std::min(m_packets + seconds * limits.packetsPerSecond, limits.packetsBurst);
            m_bytes = std::min(m_bytes + seconds * limits.bitsPerSecond / 8, limits.bytesBurst);
        }
        const auto wanted = static_cast<double>(bytes);
        const bool packetsLeft = limits.packetsPerSecond <= 0 || m_packets >= 1;
        // More than a whole bucket: let it through when the bucket is full, else it would never pass.
        const bool bytesLeft = limits.bitsPerSecond <= 0 || m_bytes >= std::min(wanted, limits.bytesBurst);
        if (!packetsLeft || !bytesLeft)
            return false;
        m_packets -= 1;
        m_bytes -= wanted;
        return true;
    }

private:
    double m_packets;
    double m_bytes;
    base::MonotonicTime m_filledAt;
};

} // namespace tunnel
