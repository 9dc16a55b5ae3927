#pragma once
// Timers as a port: "call me once, later, on this thread". Real ones stand on one Qt timer (core/net),
// tests drive a manual clock. Coarse on purpose: a timer may fire up to 50 ms late, never early.

#include <core/base/moveonlyfunction.h>

#include <chrono>
#include <cstdint>

namespace base {

enum class TimerId : std::uint64_t { None = 0 };

class Scheduler
{
public:
    Scheduler() = default;
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;
    virtual ~Scheduler() = default;
    // `callback` runs once, from the event loop, never from inside this call.
    virtual TimerId after(std::chrono::milliseconds delay, MoveOnlyFunction<void()> callback) = 0;
    // Unknown and already fired ids are ignored.
    virtual void cancel(TimerId id) = 0;
};

// Owns one pending timer and cancels it on destruction; restarting replaces the previous one.
class ScopedTimer
{
public:
    explicit ScopedTimer(Scheduler &scheduler)
        : m_scheduler(&scheduler)
    {}
    ScopedTimer(const ScopedTimer &) = delete;
    ScopedTimer &operator=(const ScopedTimer &) = delete;
    ~ScopedTimer() { stop(); }

    void start(std::chrono::milliseconds delay, MoveOnlyFunction<void()> callback)
    {
        stop();
        m_id = m_scheduler->after(delay, [this, callback = std::move(callback)]() mutable {
            m_id = TimerId::None;
            // The callback may destroy this timer, and with it the lambda: keep it alive on the stack.
            auto run = std::move(callback);
            run();
        });
    }
    void stop()
    {
        if (m_id != TimerId::None)
            m_scheduler->cancel(std::exchange(m_id, TimerId::None));
    }
    [[nodiscard]] bool isActive() const noexcept { return m_id != TimerId::None; }

private:
    Scheduler *m_scheduler;
    TimerId m_id = TimerId::None;
};

} // namespace base
