#pragma once
// "Play on this PC too": the connector's way to the server of this very program, without a socket. Network thread.

#include <core/connector/upstream.h>
#include <core/server/server.h>

namespace app {

class LocalUpstream final : public connector::Upstream
{
public:
    explicit LocalUpstream(server::Server &server) // outlives the upstream
        : m_server(server)
    {}
    [[nodiscard]] std::unique_ptr<connector::Operation> lookUp(LookupDone done) override;
    [[nodiscard]] std::unique_ptr<connector::Operation> openBlaze(const connector::ServerInfo &server,
                                                                  const net::Endpoint &game, OpenDone done) override;
    [[nodiscard]] std::unique_ptr<connector::TelemetrySink> openTelemetry(const net::Endpoint &game) override;
    [[nodiscard]] net::StreamPtr openHttp(const net::Endpoint &game) override { return m_server.openLocalHttp(game); }
    [[nodiscard]] bool hasOwnTunnels() const override { return true; }
    [[nodiscard]] std::unique_ptr<tunnel::Link> openOwnTunnel(tunnel::LinkHandler &handler) override
    {
        return m_server.openLocalTunnel(handler);
    }

private:
    server::Server &m_server;
};

} // namespace app
