// The relay of game packets beside the plainest loops that do the same work, alternating in the same run: datagrams a
// second and their delay, stream frames and megabytes a second. Real loopback sockets; the load runs on a thread of its
// own, so that the relay has a core to itself when there are two. Unix only: it measures with raw sockets.
//
// Each load keeps a window of packets under way from one player to another and counts what arrives.

#include <core/tunnel/datagram.h>

#include <tests/bench/bench.h>
#include <tests/bench/tunnelrig.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <functional>
#include <thread>
#include <vector>

namespace {

using bench::Ends;
using bench::Load;
using bench::RawSocket;
using bench::RawSocketPtr;
using bench::secondsSince;
using bench::SteadyClock;

constexpr int kRounds = 7;
constexpr double kRoundSeconds = 0.6;
constexpr std::size_t kGamePacket = 200;
constexpr std::size_t kLargePacket = 1254;
constexpr long kDatagramWindow = 64;
constexpr double kPacedPerSecond = 20'000; // for the delay: far below what either can do
constexpr int kPacedPackets = 10'000;

QByteArray datagramOf(quint32 id, std::size_t size)
{
    const QByteArray payload(static_cast<qsizetype>(size), 'x');
    return tunnel::toDatagram({.id = tunnel::TunnelId {id},
                               .type = tunnel::MessageType::Forward,
                               .index = 1,
                               .payload = base::asBytes(QByteArrayView(payload))});
}

// Datagrams a second.
double pumpDatagrams(const Ends &ends)
{
    ends.a->setNonBlocking();
    ends.b->setNonBlocking();
    const QByteArray message = datagramOf(ends.idA, kGamePacket);
    std::array<char, 65'536> buffer {};
    long sent = 0;
    long got = 0;
    const auto start = SteadyClock::now();
    auto last = start;
    while (secondsSince(start) < kRoundSeconds) {
        while (sent - got < kDatagramWindow &&
               send(ends.a->get(), message.data(), static_cast<std::size_t>(message.size()), 0) > 0)
            ++sent;
        pollfd readable {ends.b->get(), POLLIN, 0};
        poll(&readable, 1, 5);
        const long before = got;
        while (recv(ends.b->get(), buffer.data(), buffer.size(), 0) > 0)
            ++got;
        if (got != before) {
            last = SteadyClock::now();
        } else if (secondsSince(last) > 0.05) {
            sent = got; // lost: open the window again
            last = SteadyClock::now();
        }
    }
    return static_cast<double>(got) / secondsSince(start);
}

// Median and 99th percentile of the way from A to B, in microseconds, at a fixed pace.
std::pair<double, double> paceDatagrams(const Ends &ends)
{
    ends.b->setNonBlocking();
    QByteArray message = datagramOf(ends.idA, kGamePacket);
    std::array<char, 65'536> buffer {};
    std::vector<double> delays;
    const auto start = SteadyClock::now();
    const auto micros = [&start] { return secondsSince(start) * 1e6; };
    const auto receive = [&] {
        while (recv(ends.b->get(), buffer.data(), buffer.size(), 0) > 0) {
            double sentAt = 0;
            std::memcpy(&sentAt, &buffer[tunnel::kForwardHeadSize], sizeof sentAt);
            delays.push_back(micros() - sentAt);
        }
    };
    for (int i = 0; i < kPacedPackets; ++i) {
        const double due = i * 1e6 / kPacedPerSecond;
        while (micros() < due)
            receive();
        const double now = micros();
        std::memcpy(message.data() + tunnel::kForwardHeadSize, &now, sizeof now);
        std::ignore = send(ends.a->get(), message.data(), static_cast<std::size_t>(message.size()), 0);
    }
    for (const auto end = SteadyClock::now(); secondsSince(end) < 0.05;)
        receive();
    std::sort(delays.begin(), delays.end());
    if (delays.empty())
        return {0, 0};
    return {delays[delays.size() / 2], delays[delays.size() * 99 / 100]};
}

// Frames a second of this payload size.
double pumpFrames(const Ends &ends, std::size_t size)
{
    ends.a->setNonBlocking();
    ends.b->setNonBlocking();
    QByteArray block;
    const auto head = tunnel::frameHead(1, size);
    while (block.size() < 60'000)
        block += base::toByteArray(head) + QByteArray(static_cast<qsizetype>(size), 'x');
    constexpr long kBlocksUnderWay = 2;
    std::array<char, 1 << 17> buffer {};
    qsizetype offset = 0;
    long blocks = 0;
    long bytes = 0;
    const auto start = SteadyClock::now();
    while (secondsSince(start) < kRoundSeconds) {
        while (blocks - bytes / block.size() < kBlocksUnderWay) {
            const ssize_t wrote = send(ends.a->get(), block.data() + offset,
                                       static_cast<std::size_t>(block.size() - offset), MSG_NOSIGNAL);
            if (wrote <= 0)
                break;
            offset += wrote;
            if (offset == block.size()) {
                offset = 0;
                ++blocks;
            }
        }
        pollfd readable {ends.b->get(), POLLIN, 0};
        poll(&readable, 1, 5);
        ssize_t got = 0;
        while ((got = recv(ends.b->get(), buffer.data(), buffer.size(), 0)) > 0)
            bytes += got;
    }
    return static_cast<double>(bytes) / static_cast<double>(size + tunnel::kFrameHeadSize) / secondsSince(start);
}

// --- the plain loops

// Sends every datagram it gets to B; ends with an empty one.
void throughBareEcho(const Load &load)
{
    const RawSocketPtr relay = bench::datagramSocket();
    Ends ends {bench::datagramSocket(bench::portOf(*relay)), bench::datagramSocket(bench::portOf(*relay))};
    std::thread player([&] {
        load(ends);
        send(ends.a->get(), nullptr, 0, 0);
    });
    const sockaddr_in to = bench::loopbackAddress(bench::portOf(*ends.b));
    std::array<char, 65'536> buffer {};
    for (;;) {
        const ssize_t got = recv(relay->get(), buffer.data(), buffer.size(), 0);
        if (got == 0)
            break;
        if (got > 0)
            sendto(relay->get(), buffer.data(), static_cast<std::size_t>(got), 0,
                   reinterpret_cast<const sockaddr *>(&to), sizeof to);
    }
    player.join();
}

bool writeAll(int descriptor, const char *data, std::size_t size)
{
    while (size > 0) {
        const ssize_t wrote = send(descriptor, data, size, MSG_NOSIGNAL);
        if (wrote <= 0)
            return false;
        data += wrote;
        size -= static_cast<std::size_t>(wrote);
    }
    return true;
}

// Connects both players to a listener of its own and hands the accepted ends to `relay`, until A ends.
void throughBareStreams(const Load &load, const std::function<void(int from, int to)> &relay)
{
    const RawSocket listener(::socket(AF_INET, SOCK_STREAM, 0));
    const sockaddr_in any = bench::loopbackAddress(0);
    bind(listener.get(), reinterpret_cast<const sockaddr *>(&any), sizeof any);
    listen(listener.get(), 2);
    Ends ends {bench::connectedStream(bench::portOf(listener)), nullptr};
    const RawSocket fromA(accept(listener.get(), nullptr, nullptr));
    ends.b = bench::connectedStream(bench::portOf(listener));
    const RawSocket toB(accept(listener.get(), nullptr, nullptr));
    std::thread player([&] {
        load(ends);
        shutdown(ends.a->get(), SHUT_RDWR);
        ends.b.reset();
    });
    relay(fromA.get(), toB.get());
    player.join();
}

void barePipe(int from, int to)
{
    std::vector<char> buffer(64 * 1024);
    ssize_t got = 0;
    while ((got = recv(from, buffer.data(), buffer.size(), 0)) > 0) {
        if (!writeAll(to, buffer.data(), static_cast<std::size_t>(got)))
            return;
    }
}

// Cuts the stream into frames, as a relay must, and writes each behind the other with another index.
void bareFrames(int from, int to)
{
    std::vector<char> in(128 * 1024);
    std::vector<char> out;
    std::size_t have = 0;
    ssize_t got = 0;
    while ((got = recv(from, in.data() + have, 64 * 1024, 0)) > 0) {
        have += static_cast<std::size_t>(got);
        std::size_t at = 0;
        out.clear();
        while (have - at >= 3) {
            const auto *head = reinterpret_cast<const unsigned char *>(&in[at]);
            const std::size_t size = 3 + (static_cast<std::size_t>(head[1]) << 8U | head[2]);
            if (have - at < size)
                break;
            const std::size_t begin = out.size();
            out.insert(out.end(), &in[at], &in[at] + size);
            out[begin] = 0;
            at += size;
        }
        std::memmove(in.data(), &in[at], have - at);
        have -= at;
        if (!writeAll(to, out.data(), out.size()))
            return;
    }
}

} // namespace

BENCHMARK(tunnel_udp)
{
    std::vector<double> bare;
    std::vector<double> relay;
    std::vector<double> share;
    std::vector<double> addedMedian;
    std::vector<double> addedLate;
    for (int round = 0; round < kRounds; ++round) {
        throughBareEcho([&](const Ends &ends) { bare.push_back(pumpDatagrams(ends)); });
        bench::throughUdpServer([&](const Ends &ends) { relay.push_back(pumpDatagrams(ends)); });
        share.push_back(relay.back() / bare.back());
        std::pair<double, double> plain;
        std::pair<double, double> relayed;
        throughBareEcho([&](const Ends &ends) { plain = paceDatagrams(ends); });
        bench::throughUdpServer([&](const Ends &ends) { relayed = paceDatagrams(ends); });
        addedMedian.push_back(relayed.first - plain.first);
        addedLate.push_back(relayed.second - plain.second);
    }
    bench.report("tunnel.udp.bare_echo", "packets/s", 0, bare);
    bench.report("tunnel.udp.relay", "packets/s", 0, relay);
    bench.report("tunnel.udp.share_of_bare", "ratio", 0.9, share);
    bench.report("tunnel.udp.added_p50", "us", 50, addedMedian);
    bench.report("tunnel.udp.added_p99", "us", 300, addedLate);
}

BENCHMARK(tunnel_http)
{
    std::vector<double> bareRate;
    std::vector<double> rate;
    std::vector<double> rateShare;
    std::vector<double> bareMegabytes;
    std::vector<double> megabytes;
    std::vector<double> megabytesShare;
    const double toMegabytes = static_cast<double>(kLargePacket) / 1e6;
    for (int round = 0; round < kRounds; ++round) {
        throughBareStreams([&](const Ends &ends) { bareRate.push_back(pumpFrames(ends, kGamePacket)); }, bareFrames);
        bench::throughHttpTunnels([&](const Ends &ends) { rate.push_back(pumpFrames(ends, kGamePacket)); });
        rateShare.push_back(rate.back() / bareRate.back());
        throughBareStreams(
            [&](const Ends &ends) { bareMegabytes.push_back(pumpFrames(ends, kLargePacket) * toMegabytes); }, barePipe);
        bench::throughHttpTunnels(
            [&](const Ends &ends) { megabytes.push_back(pumpFrames(ends, kLargePacket) * toMegabytes); });
        megabytesShare.push_back(megabytes.back() / bareMegabytes.back());
    }
    bench.report("tunnel.http.bare_frames", "packets/s", 0, bareRate);
    bench.report("tunnel.http.relay", "packets/s", 1'000'000, rate);
    bench.report("tunnel.http.share_of_bare", "ratio", 0, rateShare);
    bench.report("tunnel.http.bare_pipe", "MB/s", 0, bareMegabytes);
    bench.report("tunnel.http.payload", "MB/s", 0, megabytes);
    bench.report("tunnel.http.share_of_pipe", "ratio", 0.7, megabytesShare);
}
