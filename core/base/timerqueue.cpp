#include <core/base/timerqueue.h>

namespace base {

TimerId TimerQueue::add(MonotonicTime due, MoveOnlyFunction<void()> callback)
{
    const std::uint64_t id = ++m_lastId;
    m_timers.emplace(Key {due, id}, std::move(callback));
    m_byId.emplace(id, due);
    return static_cast<TimerId>(id);
}

void TimerQueue::remove(TimerId id)
{
    const auto found = m_byId.find(static_cast<std::uint64_t>(id));
    if (found == m_byId.end())
        return;
    m_timers.erase(Key {found->second, found->first});
    m_byId.erase(found);
}

std::optional<MonotonicTime> TimerQueue::nextDue() const
{
    if (m_timers.empty())
        return std::nullopt;
    return m_timers.begin()->first.first;
}

bool TimerQueue::runOne(MonotonicTime now)
{
    const auto first = m_timers.begin();
    if (first == m_timers.end() || first->first.first > now)
        return false;
    auto callback = std::move(first->second);
    m_byId.erase(first->first.second);
    m_timers.erase(first);
    callback();
    return true;
}

} // namespace base
