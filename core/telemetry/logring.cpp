#include <core/telemetry/logring.h>

#include <algorithm>

namespace telemetry {

LogRing::LogRing(int capacity)
    : m_capacity(static_cast<std::size_t>(std::max(1, capacity)))
{}

quint64 LogRing::append(LogLine line)
{
    const std::lock_guard lock(m_mutex);
    line.sequence = m_next++;
    const quint64 sequence = line.sequence;
    if (m_lines.size() < m_capacity)
        m_lines.push_back(std::move(line));
    else
        m_lines[(sequence - 1) % m_capacity] = std::move(line);
    return sequence;
}

LogRing::Batch LogRing::since(quint64 from, int linesMax) const
{
    const std::lock_guard lock(m_mutex);
    const quint64 oldest = m_next - m_lines.size();
    const quint64 first = std::clamp(from, oldest, m_next);
    const quint64 end = std::min(m_next, first + static_cast<quint64>(std::max(0, linesMax)));
    Batch batch;
    batch.next = end;
    batch.missed = from < oldest ? oldest - std::max<quint64>(from, 1) : 0;
    for (quint64 sequence = first; sequence < end; ++sequence)
        batch.lines.append(m_lines[(sequence - 1) % m_capacity]);
    return batch;
}

} // namespace telemetry
