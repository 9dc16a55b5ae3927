#include <core/connector/gamepool.h>

#include <core/base/limits.h>

namespace connector {

GamePool::GamePool(net::Network &network, quint16 hostPort, quint16 gamePort, GamePoolHandler &handler)
    : m_network(network)
    , m_hostPort(hostPort)
    , m_game {QHostAddress(QHostAddress::LocalHost), gamePort}
    , m_handler(handler)
{
    for (std::size_t i = 0; i < kSockets; ++i) {
        m_slots[i].pool = this;
        m_slots[i].index = static_cast<quint8>(i);
    }
}

base::Result<void, net::NetError> GamePool::open()
{
    std::optional<net::NetError> error;
    for (Slot &slot : m_slots) {
        if (slot.socket)
            continue;
        const quint16 wanted = slot.index == 0 ? m_hostPort : quint16 {0};
        auto bound = m_network.bindDatagram(QHostAddress(QHostAddress::LocalHost), wanted, slot);
        if (bound)
            slot.socket = std::move(*bound);
        else if (!error)
            error = bound.error();
    }
    if (error)
        return base::failure(*std::move(error));
    m_hostPort = m_slots[0].socket->port();
    return base::success();
}

void GamePool::release()
{
    m_slots[0].socket.reset();
}

void GamePool::send(quint8 index, base::ByteView payload)
{
    Q_ASSERT(index < kSockets);
    if (m_slots[index].socket && payload.size() <= base::kTunnelPayloadMax)
        m_slots[index].socket->send(payload, m_game);
}

quint16 GamePool::port(std::size_t index) const
{
    return m_slots[index].socket ? m_slots[index].socket->port() : quint16 {0};
}

void GamePool::Slot::onDatagram(base::ByteView payload, const net::Endpoint &from)
{
    if (from.port == pool->m_game.port && from.address == pool->m_game.address)
        pool->m_handler.onGameDatagram(index, payload);
}

} // namespace connector
