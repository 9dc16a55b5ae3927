#pragma once
// What the operator can set about content. Plain values, read once when the server starts.

#include <core/content/messages.h>
#include <core/content/slotname.h>

#include <array>
#include <optional>

namespace content {

struct Settings
{
    QString serverVersion;
    // nullopt: the built-in introduction. An empty list: no message at all.
    std::optional<QList<Message>> messages {};
    std::array<int, 3> jobThrottle {10'000, 5'000, 1'000};
    quint16 httpPort = 42131; // the connector's local ports, as the game is told
    quint16 telemetryPort = 42129;
    // Lets the game decide whether its cached configuration is current; each import raises what it is told by one.
    int configurationVersion = 40128;
    EmptySlots empty {};
};

} // namespace content
