#pragma once
// Where the records of one game connection go. Network thread.

#include <core/base/moveonlyfunction.h>
#include <core/connector/status.h>
#include <core/connector/telemetryrecord.h>

namespace connector {

class TelemetrySink
{
public:
    TelemetrySink() = default;
    TelemetrySink(const TelemetrySink &) = delete;
    TelemetrySink &operator=(const TelemetrySink &) = delete;
    virtual ~TelemetrySink() = default; // cancels what is under way, with its callback

    // Hands one record on; the next call comes after `done`, which says whether it was taken and may run inside the
    // call. Nothing is tried twice. `association` names the game connection, null when there is none.
    virtual void send(const ServerInfo &server, const QString &association, const TelemetryRecord &record,
                      base::MoveOnlyFunction<void(bool taken)> done) = 0;
};

} // namespace connector
