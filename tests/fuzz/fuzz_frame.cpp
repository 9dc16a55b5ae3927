// A game's byte stream, whatever it holds and however it is cut: the frame reader yields the same frames for every
// split, and a whole connection answers each request exactly once and in order, holding no more than its limits.

#include "require.h"

#include <core/blaze/client.h>
#include <core/blaze/router.h>

#include <QLoggingCategory>

#include <deque>
#include <list>

using fuzz::require;

namespace {

// Cuts the stream; small numbers are likely, so are whole rests.
class Cutter
{
public:
    explicit Cutter(std::uint8_t seed)
        : m_state(seed * 2654435761U + 1)
    {}
    std::size_t next(std::size_t left)
    {
        const std::size_t size = draw() % 3 == 0 ? draw() % 600 : 1 + draw() % 20;
        return std::min(left, size);
    }
    std::uint32_t draw()
    {
        m_state = m_state * 1664525U + 1013904223U;
        return m_state >> 8U;
    }

private:
    std::uint32_t m_state;
};

struct Owned
{
    blaze::FrameHeader header;
    QByteArray body;
    bool operator==(const Owned &) const = default;
};

constexpr qsizetype kBodyMax = 4096;

bool drain(blaze::FrameReader &reader, base::ByteView input, std::vector<Owned> &frames)
{
    for (;;) {
        const auto frame = reader.next(input);
        if (!frame)
            return false;
        require(reader.bytesBuffered() <= kBodyMax + static_cast<qsizetype>(blaze::kHeaderSizeMax));
        if (!*frame) {
            require(input.empty());
            return true;
        }
        require((*frame)->header.length == (*frame)->body.size());
        frames.push_back({(*frame)->header, base::toByteArray((*frame)->body)});
    }
}

void splitting(base::ByteView stream, std::uint8_t seed)
{
    std::vector<Owned> whole;
    blaze::FrameReader first(kBodyMax);
    const bool fine = drain(first, stream, whole);

    std::vector<Owned> pieces;
    blaze::FrameReader second(kBodyMax);
    Cutter cutter(seed);
    bool stillFine = true;
    for (base::ByteView rest = stream; stillFine && !rest.empty();) {
        const std::size_t size = cutter.next(rest.size());
        const QByteArray piece = base::toByteArray(rest.first(size)); // its own block, for the sanitizer to watch
        rest = rest.subspan(size);
        stillFine = drain(second, base::asBytes(QByteArrayView(piece)), pieces);
    }
    require(stillFine == fine);
    require(pieces == whole);
    require(!fine || first.bytesBuffered() == second.bytesBuffered());

    // What was read, written, is read again.
    for (const Owned &frame : whole) {
        base::ByteBuffer out;
        blaze::appendFrame(out, frame.header, base::asBytes(QByteArrayView(frame.body)));
        blaze::FrameReader reader(kBodyMax);
        std::vector<Owned> again;
        require(drain(reader, out.view(), again) && again.size() == 1);
        again[0].header.options = frame.header.options;
        require(again[0] == frame);
    }
}

class StandingClock final : public base::Clock
{
public:
    base::MonotonicTime now() const override { return base::MonotonicTime(std::chrono::hours(1)); }
    base::WallTime wall() const override { return {}; }
};

// Knows every request that came in and checks each answer against the oldest one not answered.
class Ledger final : public blaze::FrameObserver, public blaze::ConnectionSink
{
public:
    void onFrame(const blaze::Connection & /*connection*/, blaze::Direction direction, const blaze::Frame &frame,
                 const blaze::CommandInfo * /*info*/) override
    {
        const blaze::FrameHeader &header = frame.header;
        if (direction == blaze::Direction::In) {
            if (header.type == blaze::FrameType::Request)
                owed.push_back(header);
            return;
        }
        if (header.type == blaze::FrameType::Notify) {
            require(header.sequence == 0 && header.error == 0);
            return;
        }
        require(!owed.empty());
        const blaze::FrameHeader &request = owed.front();
        require(header.key() == request.key() && header.sequence == request.sequence &&
                header.userIndex == request.userIndex);
        require((header.type == blaze::FrameType::Error) == (header.error != 0));
        owed.pop_front();
    }
    void write(base::ByteView bytes) override
    {
        written += bytes.size();
        require(!ended);
    }
    qsizetype bytesQueued() const override { return 0; }
    void setReading(bool on) override
    {
        require(on != reading);
        reading = on;
    }
    void finish() override
    {
        require(!ended && owed.empty());
        ended = true;
    }
    void close(blaze::CloseCause /*cause*/) override
    {
        require(!ended);
        ended = true;
    }

    std::deque<blaze::FrameHeader> owed;
    std::size_t written = 0;
    bool reading = true;
    bool ended = false;
};

struct Number
{
    quint32 value = 0;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"VALU">(&Number::value)); }
};
constexpr auto commandOf(std::uint16_t id, blaze::Access access, blaze::Rate rate)
{
    return blaze::Command<Number, Number> {
        .component = blaze::Component::Util, .id = id, .name = "fuzz", .access = access, .rate = rate};
}
constexpr blaze::Command<blaze::Empty, Number> kQuick {.component = blaze::Component::Util, .id = 1, .name = "quick"};
constexpr auto kDecoded = commandOf(2, blaze::Access::Anonymous, {});
constexpr auto kSlow = commandOf(3, blaze::Access::Anonymous, {});
constexpr auto kMembers = commandOf(4, blaze::Access::Player, {});
constexpr auto kLimited = commandOf(5, blaze::Access::Anonymous, {.burst = 3, .perMinute = 1});
constexpr auto kDropped = commandOf(6, blaze::Access::Anonymous, {});
constexpr blaze::Notification<Number> kNews {.component = blaze::Component::GameManager, .id = 1, .name = "news"};

void session(base::ByteView stream, std::uint8_t seed)
{
    const StandingClock clock;
    Ledger ledger;
    blaze::Router router(clock);
    router.setObserver(&ledger);
    std::list<blaze::Reply<Number>> waiting;
    const auto echo = [](const Number &request, blaze::Context &context, blaze::Reply<Number> reply) {
        context.connection().notify(kNews, request);
        reply.ok(request);
        context.connection().notify(kNews, request);
    };
    router.add(kQuick, [](const blaze::Empty &, blaze::Context &, blaze::Reply<Number> reply) { reply.ok({1}); });
    router.add(kDecoded, echo);
    router.add(kSlow, [&waiting](const Number &, blaze::Context &, blaze::Reply<Number> reply) {
        waiting.push_back(std::move(reply));
    });
    router.add(kMembers, echo);
    router.add(kLimited, echo);
    router.add(kDropped, [](const Number &, blaze::Context &, blaze::Reply<Number>) {});
    const auto connection = std::make_shared<blaze::Connection>(base::ConnectionId {1}, base::Ipv4 {}, router, ledger);
    connection->setFrameBodyMax(kBodyMax);

    const auto answerOne = [&waiting](std::uint32_t value) {
        if (waiting.empty())
            return;
        blaze::Reply<Number> reply = std::move(waiting.front());
        waiting.pop_front();
        if (value % 3 == 0)
            reply.fail(blaze::Error::InvalidUser);
        else
            reply.ok({value});
    };
    Cutter cutter(seed);
    const auto heldMax = static_cast<qsizetype>(stream.size() + blaze::kHeaderSizeMax + 64 * 1024);
    for (base::ByteView rest = stream; !rest.empty() && !ledger.ended;) {
        const std::uint32_t choice = cutter.draw();
        if (!ledger.reading || choice % 4 == 0)
            answerOne(choice);
        if (choice % 5 == 0)
            connection->notify(kNews, {choice});
        if (choice % 7 == 0)
            connection->setAccess(blaze::Access::Player);
        if (!ledger.reading)
            continue;
        const std::size_t size = cutter.next(rest.size());
        connection->feed(rest.first(size));
        rest = rest.subspan(size);
        require(connection->bytesBuffered() <= heldMax);
        require(connection->requestsPending() <= base::kRequestsPendingMax);
        require(ledger.ended || ledger.owed.size() == static_cast<std::size_t>(connection->requestsPending()));
    }
    connection->endOfInput();
    while (!waiting.empty())
        answerOne(1);
    require(ledger.ended);
    require(!connection->isOpen());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const bool quiet = [] {
        QLoggingCategory::setFilterRules(QStringLiteral("app.blaze=false"));
        return true;
    }();
    static_cast<void>(quiet);
    if (size == 0)
        return 0;
    const base::ByteView stream = base::asBytes(data, size).subspan(1);
    splitting(stream, data[0]);
    session(stream, data[0]);
    return 0;
}
