#include <core/base/clock.h>

namespace base {

MonotonicTime SystemClock::now() const
{
    return std::chrono::steady_clock::now();
}

WallTime SystemClock::wall() const
{
    return std::chrono::system_clock::now();
}

} // namespace base
