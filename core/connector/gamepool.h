#pragma once
// The game's side of a tunnel: four UDP sockets on 127.0.0.1 that stand for the other players of a match. To the game
// its peers are programs on this computer; it sends from port 3659 to the socket of the player it means.
//
//     index 0     port 42132, which every server tells the games: the host of the match
//     index 1–3   any free port
//
// The sockets of 1 to 3 are kept for the life of the object, whatever becomes of the tunnel: a hosting game would take
// a player at another port for a stranger. The fixed port is given back by release(), for another program of its kind.
// Only datagrams of the game's own port are taken. Nobody listening there is not an error: the game comes and goes.
// Network thread.

#include <core/net/network.h>

#include <array>
#include <memory>

namespace connector {

class GamePoolHandler
{
public:
    GamePoolHandler() = default;
    GamePoolHandler(const GamePoolHandler &) = delete;
    GamePoolHandler &operator=(const GamePoolHandler &) = delete;
    virtual ~GamePoolHandler() = default;
    // The game means the player at `index`. The view dies with the call.
    virtual void onGameDatagram(quint8 index, base::ByteView payload) = 0;
};

class GamePool
{
public:
    static constexpr std::size_t kSockets = 4;

    // `hostPort` 0: any free one, the same again after release(). `gamePort` is where the game is.
    GamePool(net::Network &network, quint16 hostPort, quint16 gamePort, GamePoolHandler &handler);

    // Binds what is not bound. The error is that of the fixed port, if it is among those that failed.
    [[nodiscard]] base::Result<void, net::NetError> open();
    void release();

    // From the player at `index` (0 to 3) to the game.
    void send(quint8 index, base::ByteView payload);

    [[nodiscard]] quint16 port(std::size_t index) const;                   // 0: not bound
    [[nodiscard]] quint16 hostPort() const noexcept { return m_hostPort; } // the one that is wanted

private:
    class Slot final : public net::DatagramHandler
    {
    public:
        void onDatagram(base::ByteView payload, const net::Endpoint &from) override;
        GamePool *pool = nullptr;
        quint8 index = 0;
        std::unique_ptr<net::DatagramSocket> socket;
    };

    net::Network &m_network;
    quint16 m_hostPort;
    net::Endpoint m_game;
    GamePoolHandler &m_handler;
    std::array<Slot, kSockets> m_slots;
};

} // namespace connector
