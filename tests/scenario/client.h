#pragma once
// A scripted game at the other end of a connection: what it sends goes straight into the server, what it gets is kept
// frame by frame. Plays the transport too, so it sees how the server ends a connection.

#include <core/blaze/client.h>
#include <core/blaze/framereader.h>
#include <core/session/sessions.h>
#include <core/tdf/value.h>

#include <deque>
#include <memory>
#include <optional>

namespace scenario {

class World;

struct Received
{
    blaze::FrameHeader header;
    QByteArray body;

    [[nodiscard]] tdf::Fields fields() const;
    template <class Request, class Response>
    [[nodiscard]] std::optional<Response> as(const blaze::Command<Request, Response> &command,
                                             std::uint32_t sequence) const
    {
        if (!blaze::answers(header, command, sequence) || header.type != blaze::FrameType::Response)
            return std::nullopt;
        auto response = tdf::decode<Response>(base::asBytes(QByteArrayView(body)));
        if (!response)
            return std::nullopt;
        return std::move(*response);
    }
};

class Client final : public session::Transport
{
public:
    Client(World &world, const session::Arrival &arrival);

    // Raw bytes. Ignored once the server has ended the connection.
    void feed(base::ByteView bytes);
    // A request frame; returns its sequence number.
    std::uint32_t send(std::uint16_t component, std::uint16_t command, const QByteArray &body = {});
    void sendFrame(const blaze::FrameHeader &header, const QByteArray &body);
    template <class Request, class Response>
    std::uint32_t send(const blaze::Command<Request, Response> &command, const Request &request = {})
    {
        base::ByteBuffer out;
        blaze::appendRequest(out, command, ++m_sequence, request);
        feed(out.view());
        return m_sequence;
    }
    // Sends and returns the answer, which must come at once and decode; anything else fails the test.
    template <class Request, class Response>
    Response call(const blaze::Command<Request, Response> &command, const Request &request = {});
    // The error code of the answer; Error::None for a success.
    template <class Request, class Response>
    blaze::Error errorOf(const blaze::Command<Request, Response> &command, const Request &request = {});

    // The game goes away.
    void disconnect();
    void endOfInput();

    // Frames not taken yet, oldest first.
    [[nodiscard]] bool hasFrame() const { return !m_frames.empty(); }
    [[nodiscard]] std::size_t frameCount() const { return m_frames.size(); }
    [[nodiscard]] Received take();
    // The first answer to a request, from among notifications; nullopt when there is none.
    [[nodiscard]] std::optional<Received> takeAnswer();
    // Names of all frames not taken yet, in order, and takes them: "Util.Ping", "error Util.SuspendUserPing 12e".
    QStringList takeNames();
    void clear() { m_frames.clear(); }

    [[nodiscard]] bool isClosed() const { return m_closed; }
    [[nodiscard]] bool isFinished() const { return m_finished; }
    [[nodiscard]] bool isReading() const { return m_reading; }
    [[nodiscard]] std::optional<session::EndReason> endReason() const { return m_endReason; }
    [[nodiscard]] std::optional<blaze::CloseCause> closeCause() const { return m_closeCause; }
    [[nodiscard]] session::Session &session() { return session::Session::of(*m_connection); }
    [[nodiscard]] blaze::Connection &connection() { return *m_connection; }
    void setQueued(qsizetype bytes) { m_queued = bytes; }

    // session::Transport
    void write(blaze::ByteView bytes) override;
    [[nodiscard]] qsizetype bytesQueued() const override { return m_queued; }
    void setReading(bool reading) override { m_reading = reading; }
    void finish() override;
    void close(blaze::CloseCause cause) override;
    void end(session::EndReason reason) override;

private:
    void closeSoon();

    World &m_world;
    std::shared_ptr<blaze::Connection> m_connection;
    blaze::FrameReader m_reader {base::kFrameBodyCeiling};
    std::deque<Received> m_frames;
    std::uint32_t m_sequence = 0;
    qsizetype m_queued = 0;
    bool m_reading = true;
    bool m_finished = false;
    bool m_closed = false;
    std::optional<session::EndReason> m_endReason;
    std::optional<blaze::CloseCause> m_closeCause;
};

template <class Request, class Response>
Response Client::call(const blaze::Command<Request, Response> &command, const Request &request)
{
    clear();
    const std::uint32_t sequence = send(command, request);
    if (!hasFrame())
        qFatal("no answer to %s", command.name);
    const Received frame = take();
    auto response = frame.as(command, sequence);
    if (!response)
        qFatal("no good answer to %s: error %x", command.name, frame.header.error);
    return std::move(*response);
}

template <class Request, class Response>
blaze::Error Client::errorOf(const blaze::Command<Request, Response> &command, const Request &request)
{
    clear();
    const std::uint32_t sequence = send(command, request);
    if (!hasFrame())
        qFatal("no answer to %s", command.name);
    const Received frame = take();
    if (!blaze::answers(frame.header, command, sequence))
        qFatal("something else before the answer to %s", command.name);
    return static_cast<blaze::Error>(frame.header.error);
}

} // namespace scenario
