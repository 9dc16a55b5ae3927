#pragma once
// What the operator can set about sessions. Plain values, read once when the server starts.

#include <core/base/ids.h>

#include <QString>

namespace session {

enum class QosType {
    Local,    // the game asks the client's own helper
    Official, // the game's original host
    Custom,   // another QoS server: host and port
    Disabled, // no QoS, addresses are not completed
    Hamachi,  // no QoS; everybody's inner address becomes the one the server sees, loopback becomes hamachiHost
};

struct QosSettings
{
    QosType type = QosType::Local;
    QString host;     // Custom
    quint16 port = 0; // Custom
    base::Ipv4 hamachiHost {};
};

struct Settings
{
    // One line at the bottom of the main menu. {v} server version, {n} display name; <font color='…'> is understood.
    QString menuMessage =
        QStringLiteral("<font color='#B2B2B2'>Relay Deck</font> - <font color='#FFFF66'>Logged as: {n}</font>");
    QString serverVersion;
    QosSettings qos {};
    quint16 httpPort = 42131; // the connector's local ports, as the game is told
    quint16 telemetryPort = 42129;
    // A player who comes over loopback plays on the server's own computer: to the others 127.0.0.1 is useless, so this
    // is shown instead. Unset: the loopback address stays.
    base::Ipv4 lanAddress {};
};

} // namespace session
