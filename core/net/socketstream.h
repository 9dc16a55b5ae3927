#pragma once
// A plain TCP stream on a system socket in the readiness set. The path of every game connection: no QObject, no
// signal, no allocation per event, and little memory while idle.

#include <core/base/bytebuffer.h>
#include <core/net/connectionquota.h>
#include <core/net/lifeline.h>
#include <core/net/streamhome.h>
#include <core/net/transport.h>

namespace net {

class SocketStream final : public Stream, private ReadyTarget, private TurnWork
{
public:
    // Takes over a connected, non-blocking descriptor.
    SocketStream(StreamHome &home, qintptr descriptor, const sys::SocketAddress &peer, QuotaPlace place = {});
    ~SocketStream() override;

    // false: the system has no room for it in the readiness set; the stream is of no use.
    [[nodiscard]] bool open();

    void setHandler(StreamHandler *handler) override { m_handler = handler; }
    void write(ByteView bytes) override;
    [[nodiscard]] qsizetype bytesQueued() const override { return static_cast<qsizetype>(m_out.size()); }
    [[nodiscard]] bool isBlocked() const override { return m_blocked; }
    void setReading(bool reading) override;
    void finish() override;
    void close() override;
    void abort() override;
    [[nodiscard]] Endpoint peer() const override { return m_peer.endpoint(); }
    [[nodiscard]] Endpoint local() const override;

private:
    void onReady(Ready ready) override;
    void endOfTurn() override;
    void receive();
    // These three return false when the stream is dead or destroyed afterwards.
    bool send();
    bool drained();
    bool concludeIfOver();
    void blocked();
    void checkStall();
    void die(CloseReason reason);
    void release();
    void updateInterest();
    void stopTimer();

    StreamHome &m_home;
    StreamHandler *m_handler = nullptr;
    qintptr m_descriptor;
    base::ByteBuffer m_out;
    Lifeline m_lifeline;
    base::TimerId m_timer = base::TimerId::None; // write stall, later the linger of close()
    base::MonotonicTime m_progressAt;            // of a blocked write
    QuotaPlace m_place;
    sys::SocketAddress m_peer;
    ReadinessSet::Slot m_slot = 0;
    bool m_open = false;
    bool m_reading = true;
    bool m_blocked = false; // the kernel took less than we had
    bool m_owesDrained = false;
    bool m_finishing = false;
    bool m_endSent = false;
    bool m_peerEnded = false;
    bool m_closing = false; // what arrives is dropped
    bool m_aborted = false; // onClosed(Aborted) is still owed
};

} // namespace net
