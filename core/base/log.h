#pragma once
// Logging rules. Each module declares one category, "app.<module>", default level info:
//
//     Q_LOGGING_CATEGORY(logBlaze, "app.blaze", QtInfoMsg)
//
// debug: protocol detail; info: life events; warning: a peer or disk misbehaves, we cope; critical: a promise to
// the user is broken. A peer cannot choose how much is written about it: repeated lines go through a LogLimiter.

#include <core/base/clock.h>

#include <QString>

#include <chrono>
#include <map>
#include <optional>

namespace base {

// Lets the first line of each kind through and then one line per period with a count. Any one thread.
class LogLimiter
{
public:
    explicit LogLimiter(std::chrono::seconds period = std::chrono::seconds(10))
        : m_period(period)
    {}
    // nullopt: stay silent. Otherwise write the line; the number is how many were swallowed since the last one.
    [[nodiscard]] std::optional<quint64> admit(const QString &kind, MonotonicTime now);

private:
    struct Entry
    {
        MonotonicTime last;
        quint64 swallowed = 0;
    };
    std::chrono::seconds m_period;
    std::map<QString, Entry> m_entries;
};

} // namespace base
