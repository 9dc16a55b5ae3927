// Answers to the game's probes, and the address they tell.

#include <core/base/limits.h>
#include <core/connector/qosresponder.h>
#include <core/net/memorynetwork.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using connector::qosAddress;
using connector::qosAnswer;

namespace {

constexpr base::Ipv4 kAddress {0xCB007107};

class Game final : public net::DatagramHandler
{
public:
    void onDatagram(base::ByteView payload, const net::Endpoint & /*from*/) override
    {
        answers.append(base::toByteArray(payload));
    }
    QList<QByteArray> answers;
};

QList<net::LocalAddress> ours()
{
    return {{QHostAddress(u"127.0.0.1"_s), net::AdapterKind::Loopback, {}},
            {QHostAddress(u"10.1.2.3"_s), net::AdapterKind::Lan, {}},
            {QHostAddress(u"192.168.0.9"_s), net::AdapterKind::Lan, {}}};
}

base::Ipv4 ipv4(const char *text)
{
    return {QHostAddress(QLatin1StringView(text)).toIPv4Address()};
}

} // namespace

class QosResponderTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void addressQuery()
    {
        const QByteArray request = QByteArray::fromHex("00000002000000010000000000000000deadbeef");
        const auto answer = qosAnswer(base::asBytes(QByteArrayView(request)), kAddress, 3659);
        QCOMPARE(answer, std::optional(request + QByteArray::fromHex("cb0071070e4b00000000")));
        QCOMPARE(answer->size(), 30);
    }

    void sizes_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<bool>("answered");
        QTest::newRow("empty") << qsizetype(0) << false;
        QTest::newRow("below a head") << qsizetype(15) << false;
        QTest::newRow("a head") << qsizetype(16) << true;
        QTest::newRow("bandwidth probe") << qsizetype(1200) << true;
        QTest::newRow("largest") << base::kQosDatagramMax << true;
        QTest::newRow("past it") << base::kQosDatagramMax + 1 << false;
    }

    void sizes()
    {
        QFETCH(const qsizetype, size);
        QFETCH(const bool, answered);
        const QByteArray request(size, 'x');
        const auto answer = qosAnswer(base::asBytes(QByteArrayView(request)), kAddress, 1);
        QCOMPARE(answer.has_value(), answered);
        if (answer)
            QCOMPARE(answer->size(), size + 10);
    }

    void overTheNetwork()
    {
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        connector::QosResponder responder(network);
        QVERIFY(responder.open(42130));
        QCOMPARE(responder.port(), quint16 {42130});
        responder.setAddress(kAddress);
        Game game;
        auto socket = network.bindDatagram(QHostAddress(QHostAddress::LocalHost), 3659, game);
        QVERIFY(socket);
        const net::Endpoint to {QHostAddress(QHostAddress::LocalHost), 42130};
        const QByteArray probe(20, '\1');
        (*socket)->send(base::asBytes(QByteArrayView(probe)), to);
        (*socket)->send(base::asBytes(QByteArrayView("short")), to);
        time.settle();
        QCOMPARE(game.answers, QList<QByteArray> {probe + QByteArray::fromHex("cb0071070e4b00000000")});
        connector::QosResponder second(network);
        QVERIFY(!second.open(42130));
    }

    void address_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("version");
        QTest::addColumn<quint32>("told");
        const auto row = [](const char *name, const char *server, const char *version, base::Ipv4 told) {
            QTest::newRow(name) << QString::fromLatin1(server) << QString::fromLatin1(version) << told.value;
        };
        row("remote", "http://203.0.113.4/", "0.8.1", {});
        row("remote by name", "http://play.example/", "0.8.1", {});
        row("this computer", "http://127.0.0.1:8080/", "0.8.1", {});
        row("same network", "http://192.168.0.4/", "0.8.1", ipv4("192.168.0.9"));
        row("other private network", "http://10.9.9.9/", "0.8.1", ipv4("10.1.2.3"));
        row("172.16", "http://172.31.0.1/", "0.8.1", ipv4("192.168.0.9")); // nearest by the leading bits
        row("172.32 is public", "http://172.32.0.1/", "0.8.1", {});
        row("last old one", "http://203.0.113.4/", "0.5.4", ipv4("192.168.0.9"));
        row("first new one", "http://203.0.113.4/", "0.5.5", {});
        row("old by name", "http://play.example/", "0.5.0", ipv4("10.1.2.3"));
        row("strange version", "http://203.0.113.4/", "new", {});
    }

    void address()
    {
        QFETCH(const QString, server);
        QFETCH(const QString, version);
        QFETCH(const quint32, told);
        const connector::ServerInfo info {.base = QUrl(server), .version = version};
        QCOMPARE(qosAddress(info, ours(), std::nullopt).value, told);
        QCOMPARE(qosAddress(info, ours(), kAddress), kAddress);
        QCOMPARE(qosAddress(info, {}, std::nullopt), base::Ipv4 {});
    }
};

QTEST_GUILESS_MAIN(QosResponderTest)
#include "tst_qosresponder.moc"
