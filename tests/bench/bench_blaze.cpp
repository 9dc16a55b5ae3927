// Frames: splitting a stream of 200-byte frames, and requests through the router to a handler and back.

#include <core/blaze/client.h>
#include <core/blaze/router.h>
#include <tests/bench/bench.h>

#include <cstring>

namespace {

struct Ping
{
    static constexpr auto tdfFields() { return tdf::fields(); }
};
struct Pong
{
    quint32 time = 0;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"STIM">(&Pong::time)); }
};
constexpr blaze::Command<Ping, Pong> kPing {
    .component = blaze::Component::Util, .id = 2, .name = "util.ping", .rate = {.burst = 60'000, .perMinute = 60'000}};
constexpr blaze::Command<blaze::Empty, blaze::Empty> kEmpty {
    .component = blaze::Component::Util, .id = 3, .name = "util.empty"};

// Time that does not cost a system call, so that the router is measured and not the clock.
class StandingClock final : public base::Clock
{
public:
    base::MonotonicTime now() const override { return base::MonotonicTime(std::chrono::hours(1)); }
    base::WallTime wall() const override { return {}; }
};

class CountingSink final : public blaze::ConnectionSink
{
public:
    void write(base::ByteView bytes) override { count += bytes.size(); }
    qsizetype bytesQueued() const override { return 0; }
    void setReading(bool /*reading*/) override {}
    void finish() override {}
    void close(blaze::CloseCause /*cause*/) override {}
    std::size_t count = 0;
};

constexpr std::size_t kFeed = 64 * 1024;

} // namespace

BENCHMARK(frames)
{
    base::ByteBuffer stream;
    const QByteArray body(200 - static_cast<qsizetype>(blaze::kHeaderSize), 'b');
    while (stream.size() < kFeed)
        blaze::appendFrame(stream, {.component = 9, .command = 2}, base::asBytes(QByteArrayView(body)));
    const double gigabytes = static_cast<double>(stream.size()) * 1e-9;

    blaze::FrameReader reader(base::kFrameBodyMax);
    bench.rate("frames.splitViews", "GB/s", 6, gigabytes, [&] {
        base::ByteView input = stream.view();
        while (const auto frame = reader.next(input)) {
            if (!*frame)
                break;
            bench::keep((*frame)->body.size());
        }
    });
    std::byte copy[256];
    bench.rate("frames.splitCopy", "GB/s", 2, gigabytes, [&] {
        base::ByteView input = stream.view();
        while (const auto frame = reader.next(input)) {
            if (!*frame)
                break;
            std::memcpy(copy, (*frame)->body.data(), (*frame)->body.size());
            bench::keep(copy[0]);
        }
    });
    bench.measure(
        "frames.byteByByte", 15,
        [&] {
            for (const std::byte &byte : stream.view()) {
                base::ByteView input(&byte, 1);
                const auto frame = reader.next(input);
                bench::keep(frame.hasValue());
            }
        },
        static_cast<double>(stream.size()));
}

BENCHMARK(router)
{
    const StandingClock clock;
    blaze::Router router(clock);
    CountingSink sink;
    router.add(kPing, [](const Ping &, blaze::Context &, blaze::Reply<Pong> reply) { reply.ok({1'700'000'000}); });
    router.add(kEmpty, [](const blaze::Empty &, blaze::Context &, blaze::Reply<blaze::Empty> reply) { reply.ok(); });
    const auto connection = std::make_shared<blaze::Connection>(base::ConnectionId {1}, base::Ipv4 {}, router, sink);
    constexpr int kFrames = 32;
    const auto frames = [](const auto &command) {
        base::ByteBuffer out;
        for (std::uint32_t i = 0; i < kFrames; ++i)
            blaze::appendRequest(out, command, i);
        return base::toByteArray(out.view());
    };
    const QByteArray pings = frames(kPing);
    const QByteArray empties = frames(kEmpty);
    QByteArray unknown = frames(kEmpty);
    for (qsizetype i = 5; i < unknown.size(); i += static_cast<qsizetype>(blaze::kHeaderSize))
        unknown[i] = 0x7F;

    // The whole way: split, look up, check access and rate, decode, answer, encode.
    bench.measure(
        "router.ping", 0, [&] { connection->feed(base::asBytes(QByteArrayView(pings))); }, kFrames);
    bench.measure(
        "router.empty", 0, [&] { connection->feed(base::asBytes(QByteArrayView(empties))); }, kFrames);
    bench.measure(
        "router.unknown", 0, [&] { connection->feed(base::asBytes(QByteArrayView(unknown))); }, kFrames);
    bench.rate("router.framesPerSecond", "1/s", 0, kFrames,
               [&] { connection->feed(base::asBytes(QByteArrayView(pings))); });

    const Pong pong {1};
    constexpr blaze::Notification<Pong> kNews {.component = blaze::Component::Util, .id = 9, .name = "util.news"};
    const auto encoded = blaze::EncodedNotification::of(kNews, pong);
    bench.measure("router.notify", 0, [&] { connection->notify(kNews, pong); });
    bench.measure("router.notifyEncoded", 0, [&] { connection->notifyEncoded(encoded); });
    bench::keep(sink.count);
}
