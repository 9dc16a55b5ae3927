#pragma once
// The server's end of one tunnel in stream form: a raw stream behind an upgrade, joined to the relay. What the client
// does not take at once waits in a bounded queue; a client that takes nothing at all is the stream's to notice. Network
// thread.

#include <core/net/transport.h>
#include <core/tunnel/framequeue.h>
#include <core/tunnel/framereader.h>
#include <core/tunnel/relay.h>

#include <functional>

namespace tunnel {

class HttpTunnel final : private net::StreamHandler, private Outlet
{
public:
    // `ended` is called once, when the stream is dead; it may destroy the tunnel. References outlive it.
    HttpTunnel(Relay &relay, const base::Clock &clock, net::StreamPtr stream, std::function<void(HttpTunnel &)> ended);
    ~HttpTunnel() override;

    // Before this no byte is taken. `leftover` came together with the upgrade request. False when the relay has no
    // room: the stream closes.
    bool begin(const AssociationId &association, ByteView leftover);
    // Sends what is queued, then ends.
    void end();

private:
    void onBytes(ByteView bytes) override;
    void onEnd() override;
    void onDrained() override;
    void onClosed(net::CloseReason reason) override;

    int sendFrame(quint8 from, ByteView payload) override;
    [[nodiscard]] bool canDeliver() const override { return true; }
    void sendKeepAlive() override;
    void closed(CloseCause cause) override;
    void write(quint8 index, ByteView payload);
    void leaveRelay();

    Relay &m_relay;
    const base::Clock &m_clock;
    std::function<void(HttpTunnel &)> m_ended;
    Tunnel *m_tunnel = nullptr; // nullptr: not open, or the relay has closed us
    FrameReader m_reader;
    FrameQueue m_queue;
    net::StreamPtr m_stream;
};

} // namespace tunnel
