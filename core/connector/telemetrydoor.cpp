#include <core/connector/telemetrydoor.h>

#include <core/base/limits.h>

namespace connector {

TelemetryDoor::TelemetryDoor(net::Network &network, TelemetryTarget &target)
    : m_network(network)
    , m_target(target)
{}

TelemetryDoor::~TelemetryDoor() = default;

base::Result<void, net::NetError> TelemetryDoor::open(quint16 port)
{
    const net::ListenOptions options {
        .address = QHostAddress(QHostAddress::LocalHost),
        .port = port,
        .connectionsMax = base::kConnectorPipesMax,
    };
    auto listener = m_network.listen(options, [this](net::StreamPtr stream) { accept(std::move(stream)); });
    if (!listener)
        return base::failure(listener.error());
    m_listener = std::move(*listener);
    return base::success();
}

void TelemetryDoor::accept(net::StreamPtr stream)
{
    const quint64 id = ++m_lastId;
    auto sink = m_target.openSink(stream->peer());
    m_links.emplace(id, std::make_unique<TelemetryLink>(std::move(stream), std::move(sink), m_target,
                                                        [this, id] { m_links.erase(id); }));
}

} // namespace connector
