#pragma once
// Byte streams as the rest of the program sees them. Behind it: QTcpSocket/QSslSocket everywhere, an epoll set with
// one notifier on Linux (Qt's dispatcher polls every descriptor at each wake-up), and an in-memory pair for tests.
// All calls and callbacks happen on the thread of the Network that made the stream.

#include <core/base/bytes.h>
#include <core/base/ids.h>

#include <QHostAddress>

#include <memory>
#include <optional>

namespace net {

using base::ByteView;

// Who is at the other end.
struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;
    // The IPv4 address, also when it arrives mapped into IPv6; nullopt for a true IPv6 peer.
    [[nodiscard]] std::optional<base::Ipv4> ipv4() const;
    [[nodiscard]] bool isLoopback() const { return address.isLoopback(); }
};

enum class CloseReason {
    Finished,     // both directions ended in order
    Reset,        // the peer or the network broke it
    Aborted,      // abort() was called here
    WriteStalled, // the peer took nothing for kWriteStallDeadline
    TlsFailed,
};

class StreamHandler
{
public:
    StreamHandler() = default;
    StreamHandler(const StreamHandler &) = delete;
    StreamHandler &operator=(const StreamHandler &) = delete;
    virtual ~StreamHandler() = default;

    // The view dies with the call. Inside any callback the stream may be closed, aborted or destroyed.
    virtual void onBytes(ByteView bytes) = 0;
    // The peer sends nothing more; writing is still possible.
    virtual void onEnd() = 0;
    // Everything written so far is with the system. Called after bytesQueued() had been above zero at the end of a
    // turn, and after a turn that wrote more than kReadChunk: who stops for want of room is always called again.
    virtual void onDrained() {}
    // Last callback. The stream is dead; whoever owns it may delete it now (also from inside this call).
    virtual void onClosed(CloseReason reason) = 0;
};

class Stream
{
public:
    Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    // Destroying an open stream aborts it without a callback.
    virtual ~Stream() = default;

    // Must be set before returning to the event loop after the stream was handed over. May be replaced (HTTP → Blaze).
    virtual void setHandler(StreamHandler *handler) = 0;
    // Queued; everything written in one turn of the event loop leaves in one system call at its end. No cap here:
    // who writes watches bytesQueued(). Ignored after finish().
    virtual void write(ByteView bytes) = 0;
    [[nodiscard]] virtual qsizetype bytesQueued() const = 0;
    // The system takes no more for now: what is queued waits for the peer, and onDrained() comes when it is gone. False
    // while bytes only wait for the end of the turn. For who would rather drop than queue.
    [[nodiscard]] virtual bool isBlocked() const { return bytesQueued() > 0; }
    // Back pressure: with false no onBytes comes until true again; the kernel's buffer then slows the peer.
    virtual void setReading(bool reading) = 0;
    // Sends what is queued, then ends our direction (TCP half close, TLS close_notify). Reading goes on.
    virtual void finish() = 0;
    // finish(), then closes for good as soon as the peer ends too, or 2 s later; what still arrives is dropped.
    virtual void close() = 0;
    // Both directions at once, unsent bytes lost; onClosed(Aborted) follows from the event loop.
    virtual void abort() = 0;

    [[nodiscard]] virtual Endpoint peer() const = 0;
    [[nodiscard]] virtual Endpoint local() const = 0;
};

using StreamPtr = std::unique_ptr<Stream>;

} // namespace net
