// Datagrams in batches, on every backend: order, sizes, addresses, limits, what nobody listens to.

#include <core/net/datagramtransport.h>
#include <core/net/memorynetwork.h>
#include <core/net/qtnetwork.h>

#include <tests/support/answers.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace {

base::ByteView view(const QByteArray &bytes)
{
    return base::asBytes(QByteArrayView(bytes));
}

class Recorder final : public net::DatagramBatchHandler
{
public:
    void onDatagrams(std::span<const net::Datagram> batch) override
    {
        for (const net::Datagram &datagram : batch) {
            got.append(base::toByteArray(datagram.payload));
            from = datagram.from;
            if (answer)
                answer->send(view("re:"), datagram.payload, datagram.from);
        }
    }
    QList<QByteArray> got;
    net::SocketAddress from;
    net::DatagramTransport *answer = nullptr;
};

} // namespace

class TestDatagrams : public test::QuietTest
{
    Q_OBJECT

private:
    static void backends()
    {
        QTest::addColumn<int>("backend");
        QTest::newRow("best of the system") << int(net::QtNetwork::Backend::Best);
        QTest::newRow("works everywhere") << int(net::QtNetwork::Backend::Notifier);
    }

private Q_SLOTS:
    void backAndForth_data() { backends(); }
    void backAndForth()
    {
        QFETCH(int, backend);
        net::QtNetwork network(static_cast<net::QtNetwork::Backend>(backend));
        Recorder client;
        Recorder server;
        const QHostAddress loopback(QHostAddress::LocalHost);
        auto near = network.bindDatagrams(loopback, 0, client);
        auto far = network.bindDatagrams(loopback, 0, server);
        QVERIFY(near && far);
        server.answer = far->get();
        const auto to = net::SocketAddress::of(loopback, (*far)->port());
        const QList<qsizetype> sizes {0, 1, 200, 1254, 2048, 2049, 65'507 - 3};
        for (const qsizetype size : sizes) {
            const QByteArray payload(size, static_cast<char>('a' + size % 26));
            (*near)->send({}, view(payload), to);
            test::waitUntil([&] { return !client.got.isEmpty(); });
            QCOMPARE(server.got.takeFirst(), payload);
            QCOMPARE(client.got.takeFirst(), "re:" + payload);
        }
        QCOMPARE(server.from, net::SocketAddress::of(loopback, (*near)->port()));
        (*near)->send(view(QByteArray(10, 'x')), view(QByteArray(65'507, 'x')), to); // too long for any datagram
        (*near)->send({}, view("next"), to);
        test::waitUntil([&] { return !client.got.isEmpty(); });
        QCOMPARE(server.got, QList<QByteArray> {"next"});
    }

    void burstsKeepTheirOrder_data() { backends(); }
    void burstsKeepTheirOrder()
    {
        QFETCH(int, backend);
        net::QtNetwork network(static_cast<net::QtNetwork::Backend>(backend));
        Recorder client;
        Recorder server;
        const QHostAddress loopback(QHostAddress::LocalHost);
        auto near = network.bindDatagrams(loopback, 0, client);
        auto far = network.bindDatagrams(loopback, 0, server);
        QVERIFY(near && far);
        server.answer = far->get();
        const auto to = net::SocketAddress::of(loopback, (*far)->port());
        QList<QByteArray> expected;
        for (int burst = 0; burst < 20; ++burst) {
            for (int i = 0; i < 130; ++i) { // more than two batches; small enough for the system's buffer
                const QByteArray text = QByteArray::number(burst * 1000 + i);
                (*near)->send({}, view(text), to);
                expected.append("re:" + text);
            }
            test::waitUntil([&] { return client.got.size() == expected.size(); });
        }
        QCOMPARE(client.got, expected);
        QCOMPARE((*near)->dropped(), 0U);
    }

    void nobodyListens_data() { backends(); }
    void nobodyListens()
    {
        QFETCH(int, backend);
        net::QtNetwork network(static_cast<net::QtNetwork::Backend>(backend));
        Recorder client;
        Recorder server;
        const QHostAddress loopback(QHostAddress::LocalHost);
        auto near = network.bindDatagrams(loopback, 0, client);
        quint16 port = 0;
        {
            auto far = network.bindDatagrams(loopback, 0, server);
            QVERIFY(near && far);
            port = (*far)->port();
        }
        const auto to = net::SocketAddress::of(loopback, port);
        for (int i = 0; i < 3; ++i)
            (*near)->send({}, view("refused"), to);
        auto far = network.bindDatagrams(loopback, port, server);
        QVERIFY(far);
        test::waitUntil([&] { // the socket goes on whatever the system has said meanwhile
            (*near)->send({}, view("heard"), to);
            return !server.got.isEmpty();
        });
        QVERIFY(server.got.contains("heard"));
    }

    void takenPortIsAnError_data() { backends(); }
    void takenPortIsAnError()
    {
        QFETCH(int, backend);
        net::QtNetwork network(static_cast<net::QtNetwork::Backend>(backend));
        Recorder recorder;
        const QHostAddress loopback(QHostAddress::LocalHost);
        auto first = network.bindDatagrams(loopback, 0, recorder);
        QVERIFY(first);
        const auto second = network.bindDatagrams(loopback, (*first)->port(), recorder);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, net::NetErrorKind::AddressInUse);
        const auto elsewhere = network.bindDatagrams(QHostAddress(u"203.0.113.7"_s), 0, recorder);
        QVERIFY(!elsewhere);
        QCOMPARE(elsewhere.error().kind, net::NetErrorKind::AddressNotAvailable);
    }

    void inMemory()
    {
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        Recorder client;
        Recorder server;
        auto near = network.bindDatagrams(QHostAddress(QHostAddress::LocalHost), 0, client);
        auto far = network.bindDatagrams(QHostAddress(QHostAddress::LocalHost), 9032, server);
        QVERIFY(near && far);
        server.answer = far->get();
        (*near)->send(view("a"), view("b"), net::SocketAddress::of(QHostAddress(QHostAddress::LocalHost), 9032));
        time.settle();
        QCOMPARE(server.got, QList<QByteArray> {"ab"});
        QCOMPARE(client.got, QList<QByteArray> {"re:ab"});
    }

    void addresses()
    {
        const auto v4 = net::SocketAddress::of(QHostAddress(u"203.0.113.7"_s), 9);
        QCOMPARE(v4.ipv4()->value, 0xCB007107U);
        QVERIFY(!v4.isLoopback());
        const auto mapped = net::SocketAddress::of(QHostAddress(u"::ffff:127.0.0.1"_s), 9);
        QVERIFY(mapped.v6);
        QCOMPARE(mapped.ipv4()->value, 0x7F000001U);
        QVERIFY(mapped.isLoopback());
        const auto v6 = net::SocketAddress::of(QHostAddress(u"2001:db8::1"_s), 9);
        QVERIFY(!v6.ipv4());
        QVERIFY(!v6.isLoopback());
        QVERIFY(net::SocketAddress::of(QHostAddress(u"::1"_s), 9).isLoopback());
        QVERIFY(v6.isSameHost(net::SocketAddress::of(QHostAddress(u"2001:db8::1"_s), 10)));
        QVERIFY(!v6.isSameHost(v4));
        QCOMPARE(net::SocketAddress::of(v6.endpoint()), v6);
    }
};

QTEST_GUILESS_MAIN(TestDatagrams)
#include "tst_datagrams.moc"
