#pragma once
// One game's connection to the telemetry port: reads its records and gives them to its sink one after the other. What
// still waits when the game leaves is handed on before the link ends. Network thread.

#include <core/connector/telemetryrecord.h>
#include <core/connector/telemetrysink.h>
#include <core/net/transport.h>

#include <deque>
#include <functional>
#include <memory>

namespace connector {

class TelemetryTarget;

class TelemetryLink final : private net::StreamHandler
{
public:
    // `sink` may be null: everything is read and dropped. `ended` is called once and may destroy the link.
    TelemetryLink(net::StreamPtr game, std::unique_ptr<TelemetrySink> sink, TelemetryTarget &target,
                  std::function<void()> ended);
    ~TelemetryLink() override;

    [[nodiscard]] std::size_t recordsWaiting() const noexcept { return m_waiting.size(); }

private:
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    void sendNext();
    void endIfDone();

    net::StreamPtr m_game; // null once the game has gone
    std::unique_ptr<TelemetrySink> m_sink;
    TelemetryTarget &m_target;
    std::function<void()> m_ended;
    TelemetryReader m_reader;
    std::deque<TelemetryRecord> m_waiting;
    bool m_sending = false;
    bool m_inSink = false; // answers from inside the call must not go deeper and deeper
};

} // namespace connector
