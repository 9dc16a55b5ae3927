#include <core/tunnel/localtunnel.h>

namespace tunnel {

std::unique_ptr<LocalTunnel> LocalTunnel::open(Relay &relay, const AssociationId &association,
                                               base::Scheduler &scheduler, const base::Clock &clock,
                                               LinkHandler &handler)
{
    std::unique_ptr<LocalTunnel> made(new LocalTunnel(relay, scheduler, clock, handler));
    made->m_tunnel = relay.open(association, Form::Local, *made, clock.now());
    if (!made->m_tunnel) {
        made->m_relay = nullptr;
        return nullptr;
    }
    return made;
}

LocalTunnel::LocalTunnel(Relay &relay, base::Scheduler &scheduler, const base::Clock &clock, LinkHandler &handler)
    : m_relay(&relay)
    , m_clock(clock)
    , m_handler(handler)
    , m_turn(scheduler)
{}

LocalTunnel::~LocalTunnel()
{
    if (m_destroyed)
        *m_destroyed = true;
    if (m_relay)
        m_relay->close(*m_tunnel, m_clock.now());
}

void LocalTunnel::send(quint8 index, ByteView payload)
{
    if (m_relay)
        m_relay->receive(*m_tunnel, index, payload, m_clock.now());
}

int LocalTunnel::sendFrame(quint8 from, ByteView payload)
{
    const int dropped = m_queue.push(from, payload);
    wake();
    return dropped;
}

void LocalTunnel::closed(CloseCause /*cause*/)
{
    m_relay = nullptr;
    m_tunnel = nullptr;
    wake();
}

void LocalTunnel::wake()
{
    if (!m_turn.isActive())
        m_turn.start(std::chrono::milliseconds(0), [this] { deliver(); });
}

void LocalTunnel::deliver()
{
    bool destroyed = false;
    m_destroyed = &destroyed;
    while (!m_queue.isEmpty()) {
        const Frame frame = m_queue.front();
        m_handler.onFrame(frame.index, frame.payload);
        if (destroyed)
            return;
        m_queue.pop();
    }
    m_destroyed = nullptr;
    if (!m_relay)
        m_handler.onLinkLost(); // may destroy this
}

} // namespace tunnel
