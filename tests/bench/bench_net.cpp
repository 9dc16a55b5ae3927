// Messages there and back over real loopback sockets, both ends in one thread of the real network: alone, and beside
// many connections that are silent. Processor time; the second figure should be as good as the first.

#include <core/net/processlimits.h>
#include <core/net/qtnetwork.h>

#include <tests/bench/bench.h>

#include <QCoreApplication>

#include <memory>
#include <vector>

namespace {

constexpr int kActive = 100;
constexpr int kRoundTrips = 20'000;

// Sends back what comes, for as long as there is something left to do.
class Echo final : public net::StreamHandler
{
public:
    Echo(net::StreamPtr stream, int &left)
        : m_stream(std::move(stream))
        , m_left(left)
    {
        m_stream->setHandler(this);
    }
    void start()
    {
        m_stream->write(
            base::asBytes(std::string_view("a message of 64 bytes, as small packets of the game are, or so.")));
    }
    void onBytes(net::ByteView bytes) override
    {
        if (--m_left > 0)
            m_stream->write(bytes);
    }
    void onEnd() override {}
    void onClosed(net::CloseReason /*reason*/) override {}

private:
    net::StreamPtr m_stream;
    int &m_left;
};

void run(bench::Bench &bench, const std::string &name, int idle)
{
    net::QtNetwork network;
    int left = 0;
    std::vector<std::unique_ptr<Echo>> servers;
    std::vector<std::unique_ptr<Echo>> clients;
    net::ListenOptions options;
    options.address = QHostAddress(QHostAddress::LocalHost);
    const auto listener = network.listen(
        options, [&](net::StreamPtr stream) { servers.push_back(std::make_unique<Echo>(std::move(stream), left)); });
    if (!listener)
        return;
    std::vector<std::unique_ptr<net::ConnectAttempt>> attempts;
    net::ConnectOptions connect;
    connect.host = QStringLiteral("127.0.0.1");
    connect.port = (*listener)->port();
    for (int i = 0; i < kActive + idle; ++i)
        attempts.push_back(network.connectTo(connect, [&](auto result) {
            if (result)
                clients.push_back(std::make_unique<Echo>(*std::move(result), left));
        }));
    const std::size_t wanted = static_cast<std::size_t>(kActive + idle);
    while (clients.size() < wanted || servers.size() < wanted)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    bench.rate(name, "messages/s", 0, 2.0 * kRoundTrips, [&] {
        left = 2 * kRoundTrips;
        for (std::size_t i = 0; i < kActive; ++i)
            clients[i]->start();
        while (left > 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        // The last messages on their way belong to this round.
        for (int i = 0; i < 10; ++i)
            QCoreApplication::processEvents();
    });
}

} // namespace

BENCHMARK(net_echo)
{
    run(bench, "net.echo.100", 0);
}

BENCHMARK(net_echo_idle)
{
    net::raiseDescriptorLimit();
    run(bench, "net.echo.100_of_4100", 4000);
}
