#pragma once
// A router, a connection and a transport that writes down what it is told, for the tests of this folder.

#include <core/blaze/client.h>
#include <core/blaze/router.h>
#include <core/tdf/value.h>
#include <tests/support/manualtime.h>

#include <QList>

#include <list>

namespace test {

using blaze::ByteBuffer;
using blaze::ByteView;

// Collects, and splits what was written into frames.
class RecordingSink final : public blaze::ConnectionSink
{
public:
    void write(ByteView bytes) override { written.append(base::toByteArray(bytes)); }
    qsizetype bytesQueued() const override { return queued; }
    void setReading(bool on) override
    {
        reading = on;
        ++readingChanges;
    }
    void finish() override { ++finished; }
    void close(blaze::CloseCause cause) override { closed.append(cause); }

    struct Sent
    {
        blaze::FrameHeader header;
        QByteArray body;
    };
    // Everything since the last call.
    [[nodiscard]] QList<Sent> take()
    {
        QList<Sent> frames;
        blaze::FrameReader reader(base::kFrameBodyCeiling);
        ByteView input = base::asBytes(QByteArrayView(written));
        for (;;) {
            const auto frame = reader.next(input);
            if (!frame || !*frame)
                break;
            frames.append({(*frame)->header, base::toByteArray((*frame)->body)});
        }
        written.clear();
        return frames;
    }

    QByteArray written;
    qsizetype queued = 0;
    bool reading = true;
    int readingChanges = 0;
    int finished = 0;
    QList<blaze::CloseCause> closed;
};

struct Number
{
    quint32 value = 0;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"VALU">(&Number::value)); }
    bool operator==(const Number &) const = default;
};

// Answers with its number at once.
inline constexpr blaze::Command<Number, Number> kEcho {
    .component = blaze::Component::Util,
    .id = 0x2,
    .name = "util.echo",
};
// Answers when the test says so.
inline constexpr blaze::Command<Number, Number> kSlow {
    .component = blaze::Component::Util,
    .id = 0x3,
    .name = "util.slow",
};
inline constexpr blaze::Command<blaze::Empty, blaze::Empty> kVoid {
    .component = blaze::Component::Util,
    .id = 0x4,
    .name = "util.void",
};
inline constexpr blaze::Notification<Number> kNews {
    .component = blaze::Component::GameManager,
    .id = 0x64,
    .name = "gameManager.news",
};

// The news that carry these numbers and answers of these kinds, as one line to compare: "r:2:1 n:5 e:3:4001".
[[nodiscard]] inline QByteArray shortForm(const QList<RecordingSink::Sent> &frames)
{
    QByteArrayList parts;
    for (const auto &frame : frames) {
        const auto tree = tdf::parse(base::asBytes(QByteArrayView(frame.body)));
        const tdf::Value *value = tree ? tree->find(tdf::Tag("VALU")) : nullptr;
        const QByteArray number = value != nullptr ? QByteArray::number(value->toInteger()) : QByteArray("-");
        const QByteArray sequence = QByteArray::number(frame.header.sequence);
        switch (frame.header.type) {
        case blaze::FrameType::Response:
            parts.append("r" + sequence + ":" + number);
            break;
        case blaze::FrameType::Error:
            parts.append("e" + sequence + ":" + QByteArray::number(frame.header.error, 16));
            break;
        default:
            parts.append("n:" + number);
            break;
        }
    }
    return parts.join(' ');
}

struct Rig
{
    Rig()
        : router(time)
        , connection(std::make_shared<blaze::Connection>(base::ConnectionId {1}, base::Ipv4 {0x7F000001}, router, sink))
    {
        router.add(kEcho,
                   [](const Number &request, blaze::Context &, blaze::Reply<Number> reply) { reply.ok(request); });
        router.add(kSlow, [this](const Number &, blaze::Context &, blaze::Reply<Number> reply) {
            waiting.push_back(std::move(reply));
        });
        router.add(kVoid, [](const blaze::Empty &, blaze::Context &, blaze::Reply<blaze::Empty> reply) { reply.ok(); });
    }

    template <class Request, class Response>
    void send(const blaze::Command<Request, Response> &command, std::uint32_t sequence, const Request &request = {})
    {
        ByteBuffer out;
        blaze::appendRequest(out, command, sequence, request);
        connection->feed(out.view());
    }
    void sendRaw(const blaze::FrameHeader &header, const QByteArray &body = {})
    {
        ByteBuffer out;
        blaze::appendFrame(out, header, base::asBytes(QByteArrayView(body)));
        connection->feed(out.view());
    }
    // Answers the oldest slow request.
    void answerSlow(quint32 value)
    {
        blaze::Reply<Number> reply = std::move(waiting.front());
        waiting.pop_front();
        reply.ok({value});
    }
    [[nodiscard]] QByteArray sent() { return shortForm(sink.take()); }

    ManualTime time;
    RecordingSink sink;
    blaze::Router router;
    std::list<blaze::Reply<Number>> waiting;
    std::shared_ptr<blaze::Connection> connection;
};

} // namespace test
