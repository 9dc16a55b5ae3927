#pragma once
// Wraps a personal value on its way into a log: Redacted(address) prints only enough to tell two apart in one
// run. The operator may switch it off for their own machine (logging settings), never for tokens or passwords:
// those are Secret and cannot be printed at all.

#include <QDebug>
#include <QString>

#include <atomic>

namespace base {

class Redacted
{
public:
    explicit Redacted(QString value)
        : m_value(std::move(value))
    {}
    static void setEnabled(bool enabled) noexcept { s_enabled.store(enabled, std::memory_order_relaxed); }

    [[nodiscard]] QString toString() const
    {
        if (!s_enabled.load(std::memory_order_relaxed))
            return m_value;
        // A per-process seed: equal values look equal inside one log, and cannot be looked up from outside.
        static const std::size_t seed = qHash(reinterpret_cast<quintptr>(&s_enabled), QHashSeed::globalSeed());
        return QLatin1String("~") + QString::number(qHash(m_value, seed) & 0xFFFFFU, 16);
    }
    friend QDebug operator<<(QDebug debug, const Redacted &value)
    {
        QDebugStateSaver saver(debug);
        debug.noquote() << value.toString();
        return debug;
    }

private:
    QString m_value;
    static inline std::atomic<bool> s_enabled {true};
};

} // namespace base
