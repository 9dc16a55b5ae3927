#pragma once
// A server somewhere on the network, reached over HTTP: look-up by GET api/server, game connections by an upgrade of
// GET api/server/upgrade, tunnels in stream form by one of GET api/server/tunnel. Network thread; references outlive
// it.

#include <core/connector/serveraddress.h>
#include <core/connector/upstream.h>
#include <core/net/network.h>

namespace connector {

class RemoteUpstream final : public Upstream
{
public:
    // `httpPort` is the local port the game finds its HTTP proxy at; servers before 0.5.10 pass it to the game.
    RemoteUpstream(net::Network &network, ServerAddress address, quint16 httpPort);

    [[nodiscard]] std::unique_ptr<Operation> lookUp(LookupDone done) override;
    [[nodiscard]] std::unique_ptr<Operation> openBlaze(const ServerInfo &server, const net::Endpoint &game,
                                                       OpenDone done) override;
    [[nodiscard]] std::unique_ptr<TelemetrySink> openTelemetry(const net::Endpoint &game) override;
    [[nodiscard]] std::unique_ptr<Operation> openTunnel(const ServerInfo &server, const QString &association,
                                                        OpenDone done) override;

private:
    net::Network &m_network;
    ServerAddress m_address;
    quint16 m_httpPort;
};

} // namespace connector
