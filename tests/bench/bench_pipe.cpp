// What the connector's pipe costs, beside the plainest relay loop there is, in the same run: gigabytes a second in one
// direction, and the time a small message takes there and back. Real loopback sockets; source and sink are threads
// with blocking calls, so the pipe has a core to itself when there are two. Unix only: it measures with raw sockets.

#include <core/connector/pipe.h>
#include <core/net/qtnetwork.h>

#include <tests/bench/bench.h>

#include <QEventLoop>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kBytes = 512U * 1024 * 1024;
constexpr int kEchoes = 5000;
constexpr std::size_t kMessage = 200; // bytes, as a small packet of the game
constexpr int kRounds = 5;

class Socket
{
public:
    explicit Socket(int descriptor)
        : m_descriptor(descriptor)
    {
        const int on = 1;
        setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;
    ~Socket() { close(m_descriptor); }

    [[nodiscard]] int get() const noexcept { return m_descriptor; }
    bool writeAll(const char *data, std::size_t size) const
    {
        while (size > 0) {
            const ssize_t written = send(m_descriptor, data, size, MSG_NOSIGNAL);
            if (written <= 0)
                return false;
            data += written;
            size -= static_cast<std::size_t>(written);
        }
        return true;
    }
    // Reads until `size` bytes have come.
    void readAll(std::size_t size) const
    {
        std::vector<char> block(kBlock);
        while (size > 0) {
            const ssize_t got = recv(m_descriptor, block.data(), std::min(size, block.size()), 0);
            if (got <= 0)
                return;
            size -= static_cast<std::size_t>(got);
        }
    }

private:
    int m_descriptor;
};

using SocketPtr = std::unique_ptr<Socket>;

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

SocketPtr connectTo(std::uint16_t port)
{
    auto socket = std::make_unique<Socket>(::socket(AF_INET, SOCK_STREAM, 0));
    const sockaddr_in address = loopback(port);
    if (connect(socket->get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return nullptr;
    return socket;
}

// Four sockets: game ⇄ (relay's end), server ⇄ (relay's end).
struct Ends
{
    SocketPtr game;
    SocketPtr server;
};

// Moves what comes on either to the other until both have ended: nothing but system calls.
void bareRelay(int one, int two)
{
    std::vector<char> block(kBlock);
    std::array<pollfd, 2> watched {pollfd {one, POLLIN, 0}, pollfd {two, POLLIN, 0}};
    int open = 2;
    while (open > 0) {
        poll(watched.data(), watched.size(), -1);
        for (std::size_t i = 0; i < 2; ++i) {
            if (watched.at(i).revents == 0)
                continue;
            const ssize_t got = recv(watched.at(i).fd, block.data(), block.size(), 0);
            const int to = i == 0 ? two : one;
            if (got <= 0) {
                shutdown(to, SHUT_WR);
                watched.at(i).fd = -1;
                --open;
                continue;
            }
            ssize_t done = 0;
            while (done < got) {
                const ssize_t written =
                    send(to, block.data() + done, static_cast<std::size_t>(got - done), MSG_NOSIGNAL);
                if (written <= 0)
                    return;
                done += written;
            }
        }
    }
}

using Play = std::function<void(const Ends &)>;

// The bare loop in this thread, `play` in another.
void throughBareRelay(const Play &play)
{
    const Socket listener(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    bind(listener.get(), reinterpret_cast<const sockaddr *>(&address), size);
    listen(listener.get(), 2);
    getsockname(listener.get(), reinterpret_cast<sockaddr *>(&address), &size);
    Ends ends {connectTo(ntohs(address.sin_port)), nullptr};
    const Socket game(accept(listener.get(), nullptr, nullptr));
    ends.server = connectTo(ntohs(address.sin_port));
    const Socket server(accept(listener.get(), nullptr, nullptr));
    std::thread player([&] { play(ends); });
    bareRelay(game.get(), server.get());
    player.join();
}

// The connector's pipe in this thread, `play` in another.
void throughPipe(const Play &play)
{
    net::QtNetwork network;
    QEventLoop loop;
    std::vector<net::StreamPtr> streams;
    std::optional<connector::Pipe> pipe;
    net::ListenOptions options;
    options.address = QHostAddress(QHostAddress::LocalHost);
    Ends ends;
    std::thread player;
    auto listener = network.listen(options, [&](net::StreamPtr stream) {
        streams.push_back(std::move(stream));
        if (streams.size() < 2)
            return;
        pipe.emplace(std::move(streams[0]), std::move(streams[1]), base::ByteView(),
                     [&loop](connector::PipeEnd) { loop.quit(); });
        player = std::thread([&] { play(ends); });
    });
    if (!listener)
        return;
    ends.game = connectTo((*listener)->port());
    ends.server = connectTo((*listener)->port());
    loop.exec();
    player.join();
    pipe.reset();
}

void sendMuch(const Ends &ends)
{
    std::thread source([&] {
        const std::vector<char> block(kBlock, 'x');
        for (std::size_t sent = 0; sent < kBytes; sent += kBlock)
            ends.server->writeAll(block.data(), block.size());
        shutdown(ends.server->get(), SHUT_WR);
    });
    ends.game->readAll(kBytes);
    source.join();
    shutdown(ends.game->get(), SHUT_WR);
}

void echo(const Ends &ends)
{
    std::thread answering([&] {
        std::vector<char> message(kMessage);
        for (int i = 0; i < kEchoes; ++i) {
            ends.server->readAll(kMessage);
            ends.server->writeAll(message.data(), kMessage);
        }
        shutdown(ends.server->get(), SHUT_WR);
    });
    const std::vector<char> message(kMessage, 'x');
    for (int i = 0; i < kEchoes; ++i) {
        ends.game->writeAll(message.data(), kMessage);
        ends.game->readAll(kMessage);
    }
    shutdown(ends.game->get(), SHUT_WR);
    answering.join();
}

double seconds(const std::function<void()> &work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace

BENCHMARK(connector_pipe)
{
    std::vector<double> bareRate;
    std::vector<double> pipeRate;
    std::vector<double> share;
    std::vector<double> bareEcho;
    std::vector<double> addedEcho;
    for (int round = 0; round < kRounds; ++round) {
        bareRate.push_back(static_cast<double>(kBytes) / 1e9 / seconds([] { throughBareRelay(sendMuch); }));
        pipeRate.push_back(static_cast<double>(kBytes) / 1e9 / seconds([] { throughPipe(sendMuch); }));
        share.push_back(pipeRate.back() / bareRate.back());
        bareEcho.push_back(seconds([] { throughBareRelay(echo); }) * 1e6 / kEchoes);
        addedEcho.push_back(seconds([] { throughPipe(echo); }) * 1e6 / kEchoes - bareEcho.back());
    }
    bench.report("pipe.bare_relay", "GB/s", 0, bareRate);
    bench.report("pipe.throughput", "GB/s", 0, pipeRate);
    bench.report("pipe.share_of_bare", "ratio", 1.0, share);
    bench.report("pipe.bare_relay_rtt", "us", 0, bareEcho);
    bench.report("pipe.added_rtt", "us", 30, addedEcho);
}
