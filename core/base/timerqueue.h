#pragma once
// The timers of one thread, ordered by due time; equal times keep their order of creation. Pure: whoever owns it
// asks when the next one is due and runs what is. Behind both the real and the manual Scheduler.

#include <core/base/clock.h>
#include <core/base/scheduler.h>

#include <map>
#include <optional>
#include <unordered_map>

namespace base {

class TimerQueue
{
public:
    TimerId add(MonotonicTime due, MoveOnlyFunction<void()> callback);
    void remove(TimerId id);
    [[nodiscard]] std::optional<MonotonicTime> nextDue() const;
    // Runs one timer that is due at `now`; false when there is none. One at a time, so that the caller may
    // advance a manual clock between them and callbacks may add or remove timers.
    bool runOne(MonotonicTime now);
    [[nodiscard]] std::size_t size() const noexcept { return m_byId.size(); }

private:
    using Key = std::pair<MonotonicTime, std::uint64_t>;
    std::map<Key, MoveOnlyFunction<void()>> m_timers;
    std::unordered_map<std::uint64_t, MonotonicTime> m_byId;
    std::uint64_t m_lastId = 0;
};

} // namespace base
