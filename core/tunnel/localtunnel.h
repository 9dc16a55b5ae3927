#pragma once
// The tunnel of the connector in this very program: both ends in one object, without a socket or a token. Packets for
// the game wait in the same bounded queue as any other tunnel's and are handed over from the event loop, so that the
// host's own game behaves like everybody else's. Network thread. May outlive the relay.

#include <core/base/scheduler.h>
#include <core/tunnel/framequeue.h>
#include <core/tunnel/link.h>
#include <core/tunnel/relay.h>

namespace tunnel {

class LocalTunnel final : public Link, private Outlet
{
public:
    // nullptr when the relay has no room. Relay and clock live until the tunnel is told closed() or destroyed.
    [[nodiscard]] static std::unique_ptr<LocalTunnel> open(Relay &relay, const AssociationId &association,
                                                           base::Scheduler &scheduler, const base::Clock &clock,
                                                           LinkHandler &handler);
    ~LocalTunnel() override;

    void send(quint8 index, ByteView payload) override;
    [[nodiscard]] Form form() const override { return Form::Local; }
    [[nodiscard]] std::optional<std::chrono::microseconds> roundTrip() const override { return std::nullopt; }

private:
    LocalTunnel(Relay &relay, base::Scheduler &scheduler, const base::Clock &clock, LinkHandler &handler);

    int sendFrame(quint8 from, ByteView payload) override;
    [[nodiscard]] bool canDeliver() const override { return true; }
    void sendKeepAlive() override {} // nothing can be lost in between
    void closed(CloseCause cause) override;
    void wake();
    void deliver();

    Relay *m_relay; // nullptr: it has closed us
    const base::Clock &m_clock;
    LinkHandler &m_handler;
    Tunnel *m_tunnel = nullptr;
    FrameQueue m_queue;
    base::ScopedTimer m_turn;
    bool *m_destroyed = nullptr; // set while a callback runs
};

} // namespace tunnel
