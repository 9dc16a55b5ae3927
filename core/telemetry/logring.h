#pragma once
// The latest lines of the log in memory, for the log page. Any thread; holds at most `capacity` lines of at most
// kLogLineMax characters.

#include <core/telemetry/logline.h>

#include <QList>

#include <mutex>
#include <vector>

namespace telemetry {

class LogRing
{
public:
    explicit LogRing(int capacity);

    // Gives the line its sequence number and returns it.
    quint64 append(LogLine line);

    struct Batch
    {
        QList<LogLine> lines; // oldest first
        quint64 next = 1;     // ask with this for what comes after
        quint64 missed = 0;   // lines that were overwritten before they were asked for
    };
    // Lines with a sequence number of at least `from`, at most `linesMax` of them. Start with 1.
    [[nodiscard]] Batch since(quint64 from, int linesMax) const;

private:
    mutable std::mutex m_mutex;
    std::vector<LogLine> m_lines; // slot = (sequence - 1) % capacity
    std::size_t m_capacity;
    quint64 m_next = 1;
};

} // namespace telemetry
