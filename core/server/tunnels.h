#pragma once
// Everything of the server that concerns tunnels, joined together: the relay, its UDP socket, the upgrade route of the
// HTTP form, the tunnel of the connector in this program, the places the games give out, and what outlives a restart.
// Network thread.

#include <core/base/log.h>
#include <core/game/ports.h>
#include <core/http/router.h>
#include <core/server/config.h>
#include <core/server/tunnelstore.h>
#include <core/session/session.h>
#include <core/session/tokens.h>
#include <core/tunnel/httptunnel.h>
#include <core/tunnel/localtunnel.h>
#include <core/tunnel/udpserver.h>

#include <memory>
#include <unordered_map>

namespace server {

struct TunnelSurroundings
{
    const Config &config;
    net::Network &network;
    const base::Clock &clock;
    base::Random &random;
    session::Tokens &tokens;
    QString file; // where tunnels are kept for the next start
};

class Tunnels final : public game::TunnelDirectory
{
public:
    explicit Tunnels(const TunnelSurroundings &surroundings); // references outlive the object
    ~Tunnels() override;

    // Binds the UDP socket when the configuration wants one and goes on with the tunnels of before. The server runs
    // without it when the port cannot be had.
    void listen();
    // 0: none.
    [[nodiscard]] quint16 udpPort() const { return m_udp ? m_udp->port() : quint16 {0}; }
    // As players see it, for the look-up; nullopt without a UDP socket.
    [[nodiscard]] std::optional<quint16> announcedPort() const;
    // GET /api/server/tunnel
    void addTo(http::Router &router);
    // Streams end in order; what is left goes with the object.
    void end();

    // Game connections, as they come and go.
    void gameConnected(const session::Arrival &arrival);
    void gameDisconnected(const session::Arrival &arrival);

    // The connector of this program: its game connections arrive with this association, and this is its tunnel.
    [[nodiscard]] const session::AssociationId &localAssociation() const noexcept { return m_localAssociation; }
    [[nodiscard]] std::unique_ptr<tunnel::Link> openLocal(tunnel::LinkHandler &handler);

    [[nodiscard]] const tunnel::Relay &relay() const noexcept { return m_relay; }
    // nullptr without a UDP socket.
    [[nodiscard]] const tunnel::UdpTunnels *datagrams() const { return m_udp ? &m_udp->tunnels() : nullptr; }

    // --- game::TunnelDirectory
    [[nodiscard]] bool hasLiveTunnel(const session::AssociationId &association) const override;
    void map(base::GameId game, int index, const session::AssociationId &association) override;
    void unmap(base::GameId game, int index, const session::AssociationId &association) override;
    void move(base::GameId game, int from, int to) override;

private:
    void accept(const session::AssociationId &association, net::StreamPtr stream, const QByteArray &leftover);
    void restore();
    void round();
    void save();

    TunnelSurroundings m_surroundings;
    session::AssociationId m_localAssociation;
    tunnel::Relay m_relay;
    std::unique_ptr<tunnel::UdpServer> m_udp;
    std::unordered_map<tunnel::HttpTunnel *, std::unique_ptr<tunnel::HttpTunnel>> m_streams;
    TunnelStore m_store;
    base::LogLimiter m_log;
    std::vector<tunnel::SavedTunnel> m_lastSaved;
    base::MonotonicTime m_lookedAt; // whether there is something new to save
    base::MonotonicTime m_savedAt;
    base::ScopedTimer m_roundTimer;
};

} // namespace server
