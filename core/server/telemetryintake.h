#pragma once
// Takes what games report about themselves and stores it as events, tied to the player when the sender says which
// connection is its own. Never holds anybody up: what the storage cannot take in time is counted and lost, one line in
// the log tells of it. Network thread.

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/session/presence.h>
#include <core/storage/telemetryevents.h>

#include <QList>
#include <QString>

#include <utility>

namespace server {

// Key and value as the connector posts them: "TLM3" with the game's text, others with their bytes in decimal.
using TelemetryPairs = QList<std::pair<QString, QString>>;

class TelemetryIntake
{
public:
    // All outlive it.
    TelemetryIntake(storage::TelemetryEvents &events, const session::Presence &presence, const base::Clock &clock);
    TelemetryIntake(const TelemetryIntake &) = delete;
    TelemetryIntake &operator=(const TelemetryIntake &) = delete;

    // `association`: of the sender's game connection; without one, or without a player on it, the events are nobody's.
    void take(const TelemetryPairs &pairs, const std::optional<session::AssociationId> &association);
    void take(const TelemetryPairs &pairs, std::optional<base::PlayerId> player);

    [[nodiscard]] quint64 eventsLost() const noexcept { return m_lost; }

private:
    void flush();
    void lose(qsizetype events, const char *why);

    storage::TelemetryEvents &m_events;
    const session::Presence &m_presence;
    const base::Clock &m_clock;
    QList<storage::TelemetryRecord> m_waiting;
    bool m_writing = false;
    quint64 m_lost = 0;
    base::LogLimiter m_warnings;
};

} // namespace server
