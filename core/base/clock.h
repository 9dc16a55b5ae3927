#pragma once
// Time as a port. Monotonic time measures durations and never jumps; wall time is for calendar values
// (token expiry, database columns). Nothing in core reads the system's clocks directly.

#include <chrono>

namespace base {

using MonotonicTime = std::chrono::steady_clock::time_point;
using WallTime = std::chrono::system_clock::time_point;

class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual MonotonicTime now() const = 0;
    [[nodiscard]] virtual WallTime wall() const = 0;

    [[nodiscard]] std::int64_t unixSeconds() const
    {
        return std::chrono::duration_cast<std::chrono::seconds>(wall().time_since_epoch()).count();
    }
};

// The computer's own clocks. Any thread.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] MonotonicTime now() const override;
    [[nodiscard]] WallTime wall() const override;
};

} // namespace base
