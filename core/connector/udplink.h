#pragma once
// A tunnel in datagram form, the client's end: asks for it, answers keep-alives, notices when the server is silent.
//
// Asking: Initiate at once and 0.5, 1.5 and 3.5 s later; no answer by 6 s ends a round. The first time one round is
// tried; later, when the server has been silent for 35 s, three. Whatever comes from the server ends the asking: what
// it still sends proves that it knows us. The server's newest Initiated counts, also one nobody asked for: if two
// answers cross, the later one is the tunnel it sends to. Datagrams of anybody else, and unreadable ones, are ignored.
// Network thread.

#include <core/base/clock.h>
#include <core/base/moveonlyfunction.h>
#include <core/net/network.h>
#include <core/tunnel/datagram.h>
#include <core/tunnel/link.h>

namespace connector {

class UdpLink final : public tunnel::Link, private net::DatagramHandler
{
public:
    // `opened` runs once, later, when the server has answered first; else the handler's onLinkLost(). `token` is the
    // association both present.
    UdpLink(net::Network &network, const base::Clock &clock, const net::Endpoint &server, const QString &token,
            tunnel::LinkHandler &handler, base::MoveOnlyFunction<void()> opened);

    // Asks once more though all is well.
    void confirm();

    void send(quint8 index, tunnel::ByteView payload) override;
    [[nodiscard]] tunnel::Form form() const override { return tunnel::Form::Udp; }
    [[nodiscard]] std::optional<std::chrono::microseconds> roundTrip() const override { return m_roundTrip; }

private:
    void onDatagram(net::ByteView payload, const net::Endpoint &from) override;
    void initiated(tunnel::TunnelId id);
    void startAsking(int rounds);
    void ask();
    void roundOver();
    void watchSilence();
    void sendInitiate();

    const base::Clock &m_clock;
    net::Endpoint m_server;
    QByteArray m_token;
    tunnel::LinkHandler &m_handler;
    base::MoveOnlyFunction<void()> m_opened;
    tunnel::TunnelId m_id = tunnel::kNoTunnelId;
    bool m_asking = false;
    std::size_t m_asked = 0; // in this round
    int m_roundsLeft = 0;
    base::MonotonicTime m_askedAt; // last
    base::MonotonicTime m_heardAt;
    std::optional<std::chrono::microseconds> m_roundTrip;
    base::ScopedTimer m_askTimer;
    base::ScopedTimer m_silenceTimer;
    std::unique_ptr<net::DatagramSocket> m_socket;
};

} // namespace connector
