#include "recorder.h"

#include <core/base/limits.h>
#include <core/net/memorynetwork.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QTest>

#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using net::NetErrorKind;

namespace {

struct Datagrams : net::DatagramHandler
{
    void onDatagram(net::ByteView payload, const net::Endpoint &from) override
    {
        received.push_back(base::toByteArray(payload));
        last = from;
    }
    std::vector<QByteArray> received;
    net::Endpoint last;
};

// The sizes in which a fixed text arrives under a seed.
std::vector<qsizetype> pieces(quint64 seed)
{
    test::ManualTime time;
    net::MemoryNetworkOptions options;
    options.splitSeed = seed;
    net::MemoryNetwork network(time, time, options);
    Recorder left;
    Recorder right;
    std::vector<qsizetype> sizes;
    auto [one, two] = network.makePipe({}, {});
    one->setHandler(&left);
    two->setHandler(&right);
    qsizetype before = 0;
    right.whenBytes = [&] {
        sizes.push_back(right.bytes.size() - before);
        before = right.bytes.size();
    };
    const QByteArray text(5000, 'x');
    one->write(base::asBytes(QByteArrayView(text)));
    time.runUntil([&] { return right.bytes.size() == text.size(); });
    return sizes;
}

} // namespace

class TestMemoryNetwork : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void connectingByNameAndItsErrors()
    {
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        net::StreamPtr accepted;
        net::ListenOptions options;
        options.port = 80;
        auto listener = network.listen(options, [&](net::StreamPtr stream) { accepted = std::move(stream); });
        QVERIFY(listener.hasValue());
        QCOMPARE((*listener)->port(), 80);
        QVERIFY(!network.listen(options, [](net::StreamPtr) {}).hasValue());
        network.addHost(u"Play.Example"_s, QHostAddress(u"203.0.113.9"_s));
        const auto outcome = [&](const QString &host, quint16 port, bool tls = false) {
            net::ConnectOptions connect;
            connect.host = host;
            connect.port = port;
            connect.tls = tls;
            std::optional<base::Result<net::StreamPtr, net::NetError>> result;
            const auto attempt = network.connectTo(connect, [&](auto got) { result.emplace(std::move(got)); });
            Q_ASSERT(!result);
            time.runUntil([&] { return result.has_value(); });
            return *std::move(result);
        };
        const auto good = outcome(u"play.example"_s, 80);
        QVERIFY(good.hasValue());
        QVERIFY(accepted);
        QCOMPARE((*good)->peer().address, QHostAddress(u"203.0.113.9"_s));
        QCOMPARE(outcome(u"elsewhere.example"_s, 80).error().kind, NetErrorKind::HostNotFound);
        QCOMPARE(outcome(u"10.0.0.1"_s, 81).error().kind, NetErrorKind::Refused);
        QCOMPARE(outcome(u"10.0.0.1"_s, 80, true).error().kind, NetErrorKind::TlsFailed);
        network.setReachable(false);
        const auto before = time.now();
        QCOMPARE(outcome(u"10.0.0.1"_s, 80).error().kind, NetErrorKind::Timeout);
        QCOMPARE(time.now() - before, 5s);
        network.setReachable(true);
        (*listener).reset();
        QCOMPARE(outcome(u"10.0.0.1"_s, 80).error().kind, NetErrorKind::Refused);
    }

    void clientsComeFromWhereTheySay()
    {
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        net::ListenOptions options;
        options.connectionsPerAddressMax = 2;
        std::vector<net::StreamPtr> accepted;
        auto listener = network.listen(options, [&](net::StreamPtr stream) { accepted.push_back(std::move(stream)); });
        QVERIFY(listener.hasValue());
        const QHostAddress home(u"198.51.100.7"_s);
        const auto first = network.connectFrom(home, (*listener)->port());
        const auto second = network.connectFrom(home, (*listener)->port());
        QVERIFY(first && second);
        QVERIFY(!network.connectFrom(home, (*listener)->port())); // one past the limit
        QVERIFY(accepted.empty());
        time.settle();
        QCOMPARE(accepted.size(), std::size_t {2});
        QCOMPARE(accepted[0]->peer().address, home);
        QCOMPARE((*listener)->connectionsOpen(), 2);
        accepted.clear();
        QCOMPARE((*listener)->connectionsOpen(), 0);
        QVERIFY(network.connectFrom(home, (*listener)->port()));
    }

    void bytesWaitForAHandler()
    {
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        net::StreamPtr accepted;
        auto listener = network.listen({}, [&](net::StreamPtr stream) { accepted = std::move(stream); });
        const auto client = network.connectFrom(QHostAddress(QHostAddress::LocalHost), (*listener)->port());
        Recorder clientSide;
        client->setHandler(&clientSide);
        client->write(base::asBytes(std::string_view("early")));
        time.advance(1s);
        Recorder server;
        accepted->setHandler(&server);
        time.settle();
        QCOMPARE(server.bytes, "early");
    }

    void splittingIsReproducible()
    {
        const auto first = pieces(42);
        QVERIFY(first.size() > 3);
        QCOMPARE(pieces(42), first);
        QVERIFY(pieces(43) != first);
    }

    void cablePull()
    {
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        auto [one, two] = network.makePipe({}, {});
        Recorder left;
        Recorder right;
        one->setHandler(&left);
        two->setHandler(&right);
        left.whenClosed = [&streams = two] { streams.reset(); }; // the first handler drops the second stream
        QCOMPARE(network.streamsOpen(), 2);
        network.resetAll();
        QCOMPARE(*left.closed, net::CloseReason::Reset);
        QCOMPARE(network.streamsOpen(), 0);
        time.advance(1min);
        QCOMPARE(left.closes, 1);
        QCOMPARE(right.closes, 0);
    }

    void datagramsArriveAndGetLost()
    {
        test::ManualTime time;
        net::MemoryNetworkOptions options;
        options.splitSeed = 1;
        options.datagramLossPercent = 50;
        net::MemoryNetwork network(time, time, options);
        Datagrams left;
        Datagrams right;
        const auto first = network.bindDatagram(QHostAddress(QHostAddress::Any), 9032, left);
        const auto second = network.bindDatagram(QHostAddress(QHostAddress::Any), 0, right);
        QVERIFY(first.hasValue() && second.hasValue());
        QVERIFY(!network.bindDatagram(QHostAddress(QHostAddress::Any), 9032, right).hasValue());
        for (int i = 0; i < 1000; ++i)
            (*second)->send(base::asBytes(std::string_view("x")), {QHostAddress(QHostAddress::LocalHost), 9032});
        time.settle();
        QVERIFY(left.received.size() > 400 && left.received.size() < 600);
        QCOMPARE(left.last.port, (*second)->port());
    }

    void nothingRunsAfterTheEnd()
    {
        test::ManualTime time;
        Recorder recorder;
        {
            net::MemoryNetwork network(time, time);
            auto [one, two] = network.makePipe({}, {});
            one->setHandler(&recorder);
            two->setHandler(&recorder);
            one->write(base::asBytes(std::string_view("x")));
            two->close();
        }
        time.advance(1min);
        QCOMPARE(recorder.reads, 0);
        QCOMPARE(time.timersPending(), std::size_t {0});
    }
};

QTEST_GUILESS_MAIN(TestMemoryNetwork)
#include "tst_memorynetwork.moc"
