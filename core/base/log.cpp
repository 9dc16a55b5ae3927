#include <core/base/log.h>

namespace base {

namespace {
// Kinds are ours, not a peer's, but some carry an address: the table is emptied rather than let grow.
constexpr std::size_t kKindsMax = 256;
} // namespace

std::optional<quint64> LogLimiter::admit(const QString &kind, MonotonicTime now)
{
    if (m_entries.size() >= kKindsMax && !m_entries.contains(kind))
        m_entries.clear();
    const auto [entry, isNew] = m_entries.try_emplace(kind, Entry {now, 0});
    if (isNew)
        return 0;
    if (now - entry->second.last < m_period) {
        ++entry->second.swallowed;
        return std::nullopt;
    }
    const quint64 swallowed = std::exchange(entry->second.swallowed, 0);
    entry->second.last = now;
    return swallowed;
}

} // namespace base
