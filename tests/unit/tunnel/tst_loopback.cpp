// Four players over real sockets, two with streams and two with datagrams: everything arrives once, at the right one.

#include <core/base/clock.h>
#include <core/net/qtnetwork.h>
#include <core/tunnel/framewriter.h>
#include <core/tunnel/httptunnel.h>
#include <core/tunnel/udpserver.h>

#include "relayrig.h"

#include <tests/support/answers.h>
#include <tests/support/quiet.h>

#include <QHostAddress>

#include <map>

using namespace std::chrono_literals;
using test::associationOf;
using test::kGame;

namespace {

const QHostAddress kLoopback(QHostAddress::LocalHost);
constexpr int kPackets = 300; // of each to each other

base::ByteView view(const QByteArray &bytes)
{
    return base::asBytes(QByteArrayView(bytes));
}

// Counts what came, by sender and text.
class Player
{
public:
    virtual ~Player() = default;
    virtual void send(int index, const QByteArray &payload) = 0;
    void take(int from, const QByteArray &payload)
    {
        ++got[{from, payload}];
        ++count;
    }
    std::map<std::pair<int, QByteArray>, int> got;
    int count = 0;
};

class StreamPlayer final : public Player, private net::StreamHandler
{
public:
    explicit StreamPlayer(net::StreamPtr stream)
        : m_stream(std::move(stream))
    {
        m_stream->setHandler(this);
    }
    void send(int index, const QByteArray &payload) override
    {
        base::ByteBuffer out;
        tunnel::FrameWriter(out).append(static_cast<quint8>(index), view(payload));
        m_stream->write(out.view());
    }

private:
    void onBytes(net::ByteView bytes) override
    {
        m_reader.feed(bytes);
        while (const auto frame = m_reader.next())
            take(frame->index, base::toByteArray(frame->payload));
    }
    void onEnd() override {}
    void onClosed(net::CloseReason /*reason*/) override {}

    net::StreamPtr m_stream;
    tunnel::FrameReader m_reader;
};

class DatagramPlayer final : public Player, private net::DatagramHandler
{
public:
    DatagramPlayer(net::Network &network, quint16 server, int client)
        : m_server {kLoopback, server}
    {
        auto bound = network.bindDatagram(kLoopback, 0, *this);
        if (!bound)
            qFatal("no datagram socket");
        m_socket = std::move(*bound);
        const QByteArray token = QByteArray::number(client);
        m_socket->send(view(tunnel::toDatagram({.type = tunnel::MessageType::Initiate, .token = view(token)})),
                       m_server);
    }
    [[nodiscard]] bool isOpen() const { return id != tunnel::kNoTunnelId; }
    void send(int index, const QByteArray &payload) override
    {
        m_socket->send(view(tunnel::toDatagram({.id = id,
                                                .type = tunnel::MessageType::Forward,
                                                .index = static_cast<quint8>(index),
                                                .payload = view(payload)})),
                       m_server);
    }
    tunnel::TunnelId id = tunnel::kNoTunnelId;

private:
    void onDatagram(net::ByteView payload, const net::Endpoint & /*from*/) override
    {
        const auto message = tunnel::readDatagram(payload);
        if (message && message->type == tunnel::MessageType::Initiated)
            id = message->granted;
        else if (message && message->type == tunnel::MessageType::Forward)
            take(message->index, base::toByteArray(message->payload));
    }
    net::Endpoint m_server;
    std::unique_ptr<net::DatagramSocket> m_socket;
};

} // namespace

class TestLoopback : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void fourPlayersBothForms_data()
    {
        QTest::addColumn<int>("backend");
        QTest::newRow("best of the system") << int(net::QtNetwork::Backend::Best);
        QTest::newRow("works everywhere") << int(net::QtNetwork::Backend::Notifier);
    }
    void fourPlayersBothForms()
    {
        QFETCH(int, backend);
        base::SystemClock clock;
        base::SystemRandom random;
        net::QtNetwork network(static_cast<net::QtNetwork::Backend>(backend));
        tunnel::Relay relay({.budget = {.packetsPerSecond = 0, .bitsPerSecond = 0}});
        tunnel::UdpServer udp(relay, network, clock, random, [](QByteArrayView token) {
            return std::optional(associationOf(token.toByteArray().toInt()));
        });
        QVERIFY(udp.bind(kLoopback, 0));
        std::vector<std::unique_ptr<tunnel::HttpTunnel>> streams;
        auto listener = network.listen({.address = kLoopback}, [&](net::StreamPtr stream) {
            // Whoever connects is the client of the next number; they come one after the other below.
            streams.push_back(
                std::make_unique<tunnel::HttpTunnel>(relay, clock, std::move(stream), [](tunnel::HttpTunnel &) {}));
            streams.back()->begin(associationOf(static_cast<int>(streams.size()) - 1), {});
        });
        QVERIFY(listener);

        std::array<std::unique_ptr<Player>, 4> players;
        for (int i = 0; i < 2; ++i) {
            net::StreamPtr stream = std::move(*test::answerOf<base::Result<net::StreamPtr, net::NetError>>(
                [&, attempt = std::unique_ptr<net::ConnectAttempt>()](auto done) mutable {
                    attempt =
                        network.connectTo({.host = kLoopback.toString(), .port = (*listener)->port()}, std::move(done));
                    m_attempts.push_back(std::move(attempt));
                }));
            players.at(i) = std::make_unique<StreamPlayer>(std::move(stream));
            test::waitUntil([&] { return streams.size() == static_cast<std::size_t>(i) + 1; });
        }
        for (int i = 2; i < 4; ++i) {
            auto player = std::make_unique<DatagramPlayer>(network, udp.port(), i);
            test::waitUntil([&] { return player->isOpen(); });
            players.at(i) = std::move(player);
        }
        for (int i = 0; i < 4; ++i)
            relay.map(kGame, static_cast<quint8>(i), associationOf(i));

        int expected = 0;
        for (int packet = 0; packet < kPackets; ++packet) {
            for (int from = 0; from < 4; ++from) {
                for (int to = 0; to < 4; ++to) {
                    if (from != to)
                        players.at(from)->send(to, QByteArray::number(packet) + '>' + QByteArray::number(to));
                }
            }
            // No faster than they are taken: a datagram that finds no room in the system is lost by its nature.
            expected += 3;
            test::waitUntil([&] {
                return std::all_of(players.begin(), players.end(),
                                   [&](const auto &player) { return player->count >= expected; });
            });
        }
        for (int to = 0; to < 4; ++to) {
            const Player &player = *players.at(to);
            QCOMPARE(player.count, 3 * kPackets);
            for (int from = 0; from < 4; ++from) {
                for (int packet = 0; packet < kPackets && from != to; ++packet)
                    QCOMPARE(player.got.at({from, QByteArray::number(packet) + '>' + QByteArray::number(to)}), 1);
            }
        }
    }

private:
    std::vector<std::unique_ptr<net::ConnectAttempt>> m_attempts;
};

QTEST_GUILESS_MAIN(TestLoopback)
#include "tst_loopback.moc"
