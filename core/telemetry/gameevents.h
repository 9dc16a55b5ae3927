#pragma once
// What a game reports about itself, as events that can be listed. Pure.
//
// The game's own text, reported under the key TLM3, is
//   <8 hex>/<…>;<8 hex>/<group>/<area>/<event>/<name>=<value>&…
// several of them joined by commas, often with a NUL at the end. The first number grows like time, the second by one
// with each event. Known only from samples: whatever looks different is kept as one event under its key.

#include <QList>
#include <QString>

namespace telemetry {

struct GameEvent
{
    QString name;    // "GAME/MULT/KILL", or the key; at most kTelemetryNameMax characters
    QString details; // "inst=Ann&posX=1.5"; at most kTelemetryDetailsMax characters, without secrets
    bool operator==(const GameEvent &) const = default;
};

// The events of one reported pair, at least one.
[[nodiscard]] QList<GameEvent> gameEvents(const QString &key, const QString &value);

} // namespace telemetry
