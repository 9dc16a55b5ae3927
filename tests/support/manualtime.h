#pragma once
// Time that passes only when the test says so: a Clock and a Scheduler in one. Timers run in order of their due time,
// equal ones in order of creation, with now() at exactly their due time.

#include <core/base/clock.h>
#include <core/base/scheduler.h>
#include <core/base/timerqueue.h>

#include <algorithm>
#include <chrono>
#include <functional>

namespace test {

class ManualTime final : public base::Clock, public base::Scheduler
{
public:
    // 2025-03-14T19:40:00Z at the start, for calendar values that tests can know.
    explicit ManualTime(std::chrono::seconds sinceEpoch = std::chrono::seconds(1'741'981'200))
        : m_wallStart(sinceEpoch)
        , m_now(std::chrono::hours(1)) // not zero: subtracting from now() must work at the start too
    {}

    [[nodiscard]] base::MonotonicTime now() const override { return m_now; }
    [[nodiscard]] base::WallTime wall() const override
    {
        return base::WallTime(m_wallStart) +
               std::chrono::duration_cast<base::WallTime::duration>(m_now.time_since_epoch() - std::chrono::hours(1));
    }

    base::TimerId after(std::chrono::milliseconds delay, base::MoveOnlyFunction<void()> callback) override
    {
        return m_timers.add(m_now + delay, std::move(callback));
    }
    void cancel(base::TimerId id) override { m_timers.remove(id); }

    // Lets `duration` pass, running everything that becomes due on the way, timers made meanwhile included.
    void advance(std::chrono::nanoseconds duration)
    {
        const base::MonotonicTime end = m_now + duration;
        while (const auto due = m_timers.nextDue()) {
            if (*due > end)
                break;
            m_now = std::max(m_now, *due);
            m_timers.runOne(m_now);
        }
        m_now = end;
    }
    // Runs what is due now until nothing is; time stands still.
    void settle() { advance(std::chrono::nanoseconds(0)); }
    // Advances timer by timer until `done`, at most `limit`; returns whether it became true.
    bool runUntil(const std::function<bool()> &done, std::chrono::nanoseconds limit = std::chrono::minutes(10))
    {
        const base::MonotonicTime end = m_now + limit;
        while (!done()) {
            const auto due = m_timers.nextDue();
            if (!due || *due > end)
                return false;
            m_now = std::max(m_now, *due);
            m_timers.runOne(m_now);
        }
        return true;
    }
    [[nodiscard]] std::size_t timersPending() const { return m_timers.size(); }

private:
    std::chrono::seconds m_wallStart;
    base::MonotonicTime m_now;
    base::TimerQueue m_timers;
};

} // namespace test
