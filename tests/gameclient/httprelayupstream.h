#pragma once
// A server seen through a network that lets no datagrams out: everything as the server says, but no UDP tunnel, so that
// a connector relays game packets over HTTP. Network thread.

#include <core/connector/upstream.h>

namespace gameclient {

class HttpRelayUpstream final : public connector::Upstream
{
public:
    explicit HttpRelayUpstream(std::unique_ptr<connector::Upstream> server)
        : m_server(std::move(server))
    {}

    [[nodiscard]] std::unique_ptr<connector::Operation> lookUp(LookupDone done) override
    {
        return m_server->lookUp([done = std::move(done)](auto answer) mutable {
            if (answer)
                answer->tunnelPort.reset();
            done(std::move(answer));
        });
    }
    [[nodiscard]] std::unique_ptr<connector::Operation> openBlaze(const connector::ServerInfo &server,
                                                                  const net::Endpoint &game, OpenDone done) override
    {
        return m_server->openBlaze(server, game, std::move(done));
    }
    [[nodiscard]] std::unique_ptr<connector::TelemetrySink> openTelemetry(const net::Endpoint &game) override
    {
        return m_server->openTelemetry(game);
    }
    [[nodiscard]] net::StreamPtr openHttp(const net::Endpoint &game) override { return m_server->openHttp(game); }
    [[nodiscard]] std::unique_ptr<connector::Operation> openTunnel(const connector::ServerInfo &server,
                                                                   const QString &association, OpenDone done) override
    {
        return m_server->openTunnel(server, association, std::move(done));
    }

private:
    std::unique_ptr<connector::Upstream> m_server;
};

} // namespace gameclient
