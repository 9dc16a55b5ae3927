#pragma once
// The local telemetry port: takes the reports of games on this computer and hands them on, for each game connection
// in its order. Never answers and never holds a game up: at most kTelemetryRecordsQueuedMax records wait for each, the
// oldest goes. A game that sends something else is disconnected. Network thread.

#include <core/connector/telemetrylink.h>
#include <core/net/network.h>

#include <map>

namespace connector {

// What the door asks its owner for; each call from a game's record.
class TelemetryTarget
{
public:
    TelemetryTarget() = default;
    TelemetryTarget(const TelemetryTarget &) = delete;
    TelemetryTarget &operator=(const TelemetryTarget &) = delete;
    virtual ~TelemetryTarget() = default;
    // Of a game connection that has just come; nullptr: its records are dropped.
    [[nodiscard]] virtual std::unique_ptr<TelemetrySink> openSink(const net::Endpoint &game) = 0;
    // nullptr: none is known now, records wait.
    [[nodiscard]] virtual const ServerInfo *currentServer() const = 0;
    [[nodiscard]] virtual QString association() const = 0;
};

class TelemetryDoor
{
public:
    TelemetryDoor(net::Network &network, TelemetryTarget &target); // both outlive it
    TelemetryDoor(const TelemetryDoor &) = delete;
    TelemetryDoor &operator=(const TelemetryDoor &) = delete;
    ~TelemetryDoor(); // drops every connection at once

    // `port` 0: any free one.
    [[nodiscard]] base::Result<void, net::NetError> open(quint16 port);
    [[nodiscard]] quint16 port() const { return m_listener ? m_listener->port() : quint16(0); }

private:
    void accept(net::StreamPtr stream);

    net::Network &m_network;
    TelemetryTarget &m_target;
    quint64 m_lastId = 0;
    std::map<quint64, std::unique_ptr<TelemetryLink>> m_links;
    std::unique_ptr<net::Listener> m_listener;
};

} // namespace connector
