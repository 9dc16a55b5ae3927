#pragma once
// One game's connection, without socket and clock: bytes in, ordered frames out. Requests are handled strictly one
// after another, also by handlers that answer later; a notification raised while a request is in progress leaves right
// behind its response, otherwise at once. One thread. Owned through shared_ptr by whoever owns the transport; everybody
// else holds it weakly.
//
// Deadlines are the owner's: frameInProgress() and bytesReceived() tell whether a begun frame makes progress.

#include <core/base/bytebuffer.h>
#include <core/base/clock.h>
#include <core/base/ids.h>
#include <core/base/limits.h>
#include <core/blaze/context.h>
#include <core/blaze/framereader.h>
#include <core/blaze/framewriter.h>
#include <core/blaze/notification.h>

#include <memory>
#include <vector>

namespace blaze {

class Router;

enum class CloseCause {
    FrameTooLong, // a header announced more than the limit
    SlowReader,   // over kOutboxBytesMax not taken
    Flooded,      // bytes kept coming although reading was stopped
};

// The transport, as the connection sees it. No call may come back into the connection before it returns, but
// transportClosed().
class ConnectionSink
{
public:
    ConnectionSink() = default;
    ConnectionSink(const ConnectionSink &) = delete;
    ConnectionSink &operator=(const ConnectionSink &) = delete;
    virtual ~ConnectionSink() = default;

    // Queues; the view dies with the call.
    virtual void write(ByteView bytes) = 0;
    [[nodiscard]] virtual qsizetype bytesQueued() const = 0;
    // With false feed() is not to be called until true.
    virtual void setReading(bool reading) = 0;
    // The peer ended its direction and has got every answer: send what is queued, then end ours.
    virtual void finish() = 0;
    // The peer broke a rule: end the connection, unsent bytes do not matter.
    virtual void close(CloseCause cause) = 0;
};

// Whatever a layer above keeps per connection; destroyed with it.
class ConnectionState
{
public:
    ConnectionState() = default;
    ConnectionState(const ConnectionState &) = delete;
    ConnectionState &operator=(const ConnectionState &) = delete;
    virtual ~ConnectionState() = default;
};

class Connection final : public std::enable_shared_from_this<Connection>
{
public:
    // `peer` is unset for a true IPv6 peer. Router and sink outlive the connection or its transportClosed().
    Connection(base::ConnectionId id, base::Ipv4 peer, Router &router, ConnectionSink &sink);
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection();

    // Bytes of the peer, in any pieces. Handlers run inside.
    void feed(ByteView bytes);
    // The peer sends nothing more: what it asked is still answered, then the sink is told to finish.
    void endOfInput();
    // The transport is gone: nothing is written any more, replies and guarded callbacks are dropped.
    void transportClosed() noexcept;

    template <class Body>
    void notify(const Notification<Body> &notification, const Body &body);
    void notifyEncoded(const EncodedNotification &notification);

    void setAccess(Access access) noexcept { m_access = access; }
    void setFrameBodyMax(qsizetype bytes) noexcept { m_reader.setBodyMax(bytes); }
    void setState(std::unique_ptr<ConnectionState> state) { m_state = std::move(state); }

    [[nodiscard]] base::ConnectionId id() const noexcept { return m_id; }
    [[nodiscard]] base::Ipv4 peer() const noexcept { return m_peer; }
    [[nodiscard]] Access access() const noexcept { return m_access; }
    [[nodiscard]] ConnectionState *state() const noexcept { return m_state.get(); }
    // Neither closed nor finished: what is sent still reaches the peer.
    [[nodiscard]] bool isOpen() const noexcept { return m_sink != nullptr && !m_finished; }
    [[nodiscard]] bool requestInProgress() const noexcept { return m_inProgress; }
    // Requests taken in and not answered, with the one in progress.
    [[nodiscard]] int requestsPending() const noexcept;
    // A begun frame is not complete.
    [[nodiscard]] bool frameInProgress() const noexcept { return m_reader.inFrame(); }
    // Everything ever fed.
    [[nodiscard]] quint64 bytesReceived() const noexcept { return m_bytesReceived; }
    // Held here: of a begun frame, of requests that wait, of notifications that wait.
    [[nodiscard]] qsizetype bytesBuffered() const noexcept;

private:
    friend class Router;
    friend class ReplyHandle;
    friend class Context;

    // While one lives, the next waiting request is not begun: what runs inside is one step, and the notifications it
    // raises keep their place before the next answer.
    class Turn
    {
    public:
        explicit Turn(Connection &connection)
            : m_connection(connection)
        {
            ++connection.m_turns;
        }
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
        ~Turn()
        {
            if (--m_connection.m_turns == 0)
                m_connection.pump();
        }

    private:
        Connection &m_connection;
    };
    struct Pending
    {
        FrameHeader header;
        QByteArray body;
    };
    struct Bucket
    {
        std::uint32_t key = 0;
        double tokens = 0;
        base::MonotonicTime at;
    };

    // For ReplyHandle and Router.
    [[nodiscard]] bool isAwaited(quint64 serial) const noexcept
    {
        return isOpen() && m_inProgress && serial == m_serial;
    }
    template <class Body>
    void answer(FrameType type, Error error, const Body &body);
    void answerEmpty(FrameType type, Error error);
    [[nodiscard]] bool admit(const CommandInfo &command, base::MonotonicTime now);

    [[nodiscard]] ByteBuffer takeScratch();
    void sendAnswer(ByteBuffer &&frame);
    void sendNotification(ByteBuffer &&frame);
    void pump();
    void takeFrames(ByteView &input);
    void takeBacklog();
    void begin(const FrameHeader &header, ByteView body);
    [[nodiscard]] bool isFull() const noexcept;
    void updateReading();
    void checkOutbox();
    void close(CloseCause cause);
    void observeOutgoing(ByteView frames);

    base::ConnectionId m_id;
    base::Ipv4 m_peer;
    Router &m_router;
    ConnectionSink *m_sink;
    Context m_context;
    FrameReader m_reader;
    Access m_access = Access::Anonymous;
    bool m_inProgress = false;
    bool m_inputEnded = false;
    bool m_finished = false;
    bool m_reading = true;
    int m_turns = 0;
    quint64 m_serial = 0; // of the request in progress, so that a stray reply cannot answer another one
    quint64 m_bytesReceived = 0;
    std::vector<Pending> m_pending; // those before m_pendingFirst are done
    std::size_t m_pendingFirst = 0;
    qsizetype m_pendingBytes = 0;
    ByteBuffer m_backlog;  // not yet split, because too many requests wait
    ByteBuffer m_deferred; // notifications that leave behind the answer in progress
    std::vector<Bucket> m_buckets;
    std::unique_ptr<ConnectionState> m_state;
};

template <class Body>
void Connection::answer(FrameType type, Error error, const Body &body)
{
    ByteBuffer out = takeScratch();
    {
        const FrameWriter frame(out, m_context.header().reply(type, static_cast<std::uint16_t>(error)));
        tdf::encode(body, out);
    }
    sendAnswer(std::move(out));
}

template <class Body>
void Connection::notify(const Notification<Body> &notification, const Body &body)
{
    if (!isOpen())
        return;
    ByteBuffer out = m_inProgress ? std::move(m_deferred) : takeScratch();
    {
        const FrameWriter frame(out, notification.header());
        tdf::encode(body, out);
    }
    sendNotification(std::move(out));
}

} // namespace blaze

#include <core/blaze/guard.h> // IWYU pragma: export
#include <core/blaze/reply.h> // IWYU pragma: export
