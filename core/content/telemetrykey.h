#pragma once
// The key the game is given for its telemetry service: 117 bytes of UTF-8 that look like a damaged original. Nothing
// on our side uses it; it is sent because the game has always been sent exactly this.

#include <QByteArray>

namespace content {

[[nodiscard]] const QByteArray &telemetryKey();

} // namespace content
