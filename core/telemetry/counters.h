#pragma once
// Named numbers that the program counts while it runs: connections accepted, packets refused, logins. Any thread.
// Adding is one relaxed atomic operation; reading takes a picture of all of them.

#include <QList>
#include <QString>

#include <atomic>
#include <deque>
#include <mutex>

namespace telemetry {

class Counter
{
public:
    void add(qint64 amount = 1) noexcept { m_value.fetch_add(amount, std::memory_order_relaxed); }
    // For gauges: how many there are right now.
    void set(qint64 value) noexcept { m_value.store(value, std::memory_order_relaxed); }
    [[nodiscard]] qint64 value() const noexcept { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_value {0};
};

struct CounterValue
{
    QString name;
    qint64 value = 0;
    bool operator==(const CounterValue &) const = default;
};

class Counters
{
public:
    // The counter of this name, made when it is new; the reference stays good as long as the Counters live, so ask
    // once and keep it. Names are constants of the program ("http.requests"), at most kCountersMax of them: one more
    // is a fault of ours and stops the program.
    [[nodiscard]] Counter &counter(const QString &name);

    // All of them, ordered by name. Each value is read for itself.
    [[nodiscard]] QList<CounterValue> snapshot() const;

private:
    struct Entry
    {
        explicit Entry(QString entryName)
            : name(std::move(entryName))
        {}
        QString name;
        Counter counter;
    };
    mutable std::mutex m_mutex;  // guards the list, not the numbers
    std::deque<Entry> m_entries; // a deque never moves what it holds
};

} // namespace telemetry
