#include <core/telemetry/counters.h>

#include <core/base/limits.h>

#include <algorithm>

namespace telemetry {

Counter &Counters::counter(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&name](const Entry &entry) { return entry.name == name; });
    if (found != m_entries.end())
        return found->counter;
    if (m_entries.size() >= static_cast<std::size_t>(base::kCountersMax))
        qFatal("more than %d counters: a name is made from outside data", base::kCountersMax);
    return m_entries.emplace_back(name).counter;
}

QList<CounterValue> Counters::snapshot() const
{
    QList<CounterValue> values;
    {
        const std::lock_guard lock(m_mutex);
        values.reserve(static_cast<qsizetype>(m_entries.size()));
        for (const Entry &entry : m_entries)
            values.append({entry.name, entry.counter.value()});
    }
    std::sort(values.begin(), values.end(),
              [](const CounterValue &a, const CounterValue &b) { return a.name < b.name; });
    return values;
}

} // namespace telemetry
