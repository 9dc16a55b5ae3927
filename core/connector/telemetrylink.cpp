#include <core/connector/telemetrylink.h>

#include <core/base/limits.h>
#include <core/connector/log.h>
#include <core/connector/telemetrydoor.h>

namespace connector {

TelemetryLink::TelemetryLink(net::StreamPtr game, std::unique_ptr<TelemetrySink> sink, TelemetryTarget &target,
                             std::function<void()> ended)
    : m_game(std::move(game))
    , m_sink(std::move(sink))
    , m_target(target)
    , m_ended(std::move(ended))
{
    m_game->setHandler(this);
}

TelemetryLink::~TelemetryLink() = default;

void TelemetryLink::onBytes(base::ByteView bytes)
{
    m_reader.feed(bytes);
    while (true) {
        auto record = m_reader.next();
        if (!record) {
            qCInfo(logConnector) << "a program that is no game talked to the telemetry port";
            m_game->abort();
            return;
        }
        if (!*record)
            break;
        if (!m_sink)
            continue;
        if (m_waiting.size() >= static_cast<std::size_t>(base::kTelemetryRecordsQueuedMax))
            m_waiting.pop_front();
        m_waiting.push_back(**std::move(record));
        sendNext();
    }
}

void TelemetryLink::sendNext()
{
    if (m_inSink)
        return;
    // A sink may answer from inside the call: then the next goes out here, not from the answer.
    while (!m_sending && !m_waiting.empty()) {
        const ServerInfo *server = m_target.currentServer();
        if (server == nullptr)
            return; // the next record tries again
        const TelemetryRecord record = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_sending = true;
        m_inSink = true;
        m_sink->send(*server, m_target.association(), record, [this](bool /*taken*/) {
            m_sending = false;
            if (m_inSink)
                return;
            sendNext();
            endIfDone();
        });
        m_inSink = false;
    }
}

void TelemetryLink::onEnd()
{
    if (m_game)
        m_game->close();
}

void TelemetryLink::onClosed(net::CloseReason /*reason*/)
{
    m_game.reset();
    endIfDone();
}

void TelemetryLink::endIfDone()
{
    if (!m_game && !m_sending)
        m_ended(); // this object is gone
}

} // namespace connector
