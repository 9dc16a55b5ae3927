#include <core/server/telemetryintake.h>

#include <core/base/limits.h>
#include <core/telemetry/gameevents.h>

#include <QLoggingCategory>

namespace server {

using namespace Qt::StringLiterals;

namespace {
Q_LOGGING_CATEGORY(logTelemetry, "app.server.telemetry", QtInfoMsg)
} // namespace

TelemetryIntake::TelemetryIntake(storage::TelemetryEvents &events, const session::Presence &presence,
                                 const base::Clock &clock)
    : m_events(events)
    , m_presence(presence)
    , m_clock(clock)
{}

void TelemetryIntake::take(const TelemetryPairs &pairs, const std::optional<session::AssociationId> &association)
{
    const session::Session *session = association ? m_presence.findByAssociation(*association) : nullptr;
    take(pairs, session != nullptr ? std::optional(session->player()->account.id) : std::nullopt);
}

void TelemetryIntake::take(const TelemetryPairs &pairs, std::optional<base::PlayerId> player)
{
    const storage::Timestamp now = storage::timestampFromWall(m_clock.wall());
    for (const auto &[key, value] : pairs) {
        if (m_waiting.size() >= base::kTelemetryQueueMax) { // it would be read in vain, and anybody may send it
            lose(1, "more came than could be written");
            continue;
        }
        for (telemetry::GameEvent &event : telemetry::gameEvents(key, value)) {
            if (m_waiting.size() >= base::kTelemetryQueueMax) {
                lose(1, "more came than could be written");
                continue;
            }
            m_waiting.append({.id = 0,
                              .player = player,
                              .receivedAt = now,
                              .name = std::move(event.name),
                              .details = std::move(event.details)});
        }
    }
    if (!m_writing && !m_waiting.isEmpty())
        flush();
}

// One write at a time; what comes meanwhile goes together with the next.
void TelemetryIntake::flush()
{
    m_writing = true;
    const qsizetype count = m_waiting.size();
    m_events.append(std::exchange(m_waiting, {}), [this, count](auto written) {
        m_writing = false;
        if (!written)
            lose(count, "the database did not take them");
        if (!m_waiting.isEmpty())
            flush();
    });
}

void TelemetryIntake::lose(qsizetype events, const char *why)
{
    m_lost += static_cast<quint64>(events);
    if (m_warnings.admit(QString::fromLatin1(why), m_clock.now()))
        qCWarning(logTelemetry) << "telemetry events are lost," << m_lost << "so far:" << why;
}

} // namespace server
