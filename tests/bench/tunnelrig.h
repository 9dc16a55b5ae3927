#pragma once
// Two players' sockets joined by the relay of game packets, for benchmarks: it runs in the calling thread's event loop,
// without the limits of a player, while a load plays on another. Unix only.

#include <core/base/clock.h>
#include <core/net/qtnetwork.h>
#include <core/tunnel/datagram.h>
#include <core/tunnel/httptunnel.h>
#include <core/tunnel/udpserver.h>

#include <tests/bench/rawsockets.h>

#include <QEventLoop>
#include <QHostAddress>

#include <array>
#include <functional>
#include <thread>
#include <vector>

namespace bench {

// The two players' ends of whatever carries their packets; what A sends arrives at B.
struct Ends
{
    RawSocketPtr a;
    RawSocketPtr b;
    quint32 idA = 0; // of A's tunnel
};
using Load = std::function<void(const Ends &)>;

inline session::AssociationId associationOf(char name)
{
    session::AssociationId id;
    id.bytes[0] = static_cast<std::byte>(name);
    return id;
}

struct RelayRig
{
    RelayRig()
    {
        relay.map(base::GameId {1}, 0, associationOf('a'));
        relay.map(base::GameId {1}, 1, associationOf('b'));
    }
    // The load on a thread, the event loop here.
    void play(const Load &load, const Ends &ends)
    {
        QEventLoop loop;
        std::thread player([&] {
            load(ends);
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        });
        loop.exec();
        player.join();
    }

    base::SystemClock clock;
    base::SystemRandom random;
    net::QtNetwork network;
    tunnel::Relay relay {{.budget = {.packetsPerSecond = 0, .bitsPerSecond = 0}}};
};

// Asks the server both sockets lead to for their tunnels. The tokens are single letters.
inline void openDatagramTunnels(Ends &ends)
{
    for (const auto &[socket, token] : {std::pair(ends.a.get(), "a"), std::pair(ends.b.get(), "b")}) {
        const QByteArray ask = tunnel::toDatagram(
            {.type = tunnel::MessageType::Initiate, .token = base::asBytes(std::string_view(token))});
        send(socket->get(), ask.data(), static_cast<std::size_t>(ask.size()), 0);
        std::array<std::byte, 64> answer {};
        recv(socket->get(), answer.data(), answer.size(), 0);
        if (*token == 'a')
            ends.idA = base::readU32(&answer[1]);
    }
}

inline void throughUdpServer(const Load &load)
{
    RelayRig rig;
    tunnel::UdpServer server(rig.relay, rig.network, rig.clock, rig.random,
                             [](QByteArrayView token) { return std::optional(associationOf(token[0])); });
    if (!server.bind(QHostAddress(QHostAddress::LocalHost), 0))
        return;
    Ends ends {datagramSocket(server.port()), datagramSocket(server.port())};
    rig.play([&ends](const Ends & /*same*/) { openDatagramTunnels(ends); }, ends);
    rig.play(load, ends);
}

inline void throughHttpTunnels(const Load &load)
{
    RelayRig rig;
    std::vector<std::unique_ptr<tunnel::HttpTunnel>> tunnels;
    QEventLoop loop;
    auto listener = rig.network.listen({.address = QHostAddress(QHostAddress::LocalHost)}, [&](net::StreamPtr stream) {
        tunnels.push_back(std::make_unique<tunnel::HttpTunnel>(rig.relay, rig.clock, std::move(stream), [](auto &) {}));
        tunnels.back()->begin(associationOf(tunnels.size() == 1 ? 'a' : 'b'), {});
        if (tunnels.size() == 2)
            loop.quit();
    });
    if (!listener)
        return;
    Ends ends {connectedStream((*listener)->port()), connectedStream((*listener)->port())};
    loop.exec();
    rig.play(load, ends);
}

} // namespace bench
