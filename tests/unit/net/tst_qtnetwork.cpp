// Listeners, connecting, timers and datagrams of the real network.

#include "recorder.h"

#include <core/net/qtnetwork.h>
#include <tests/support/quiet.h>
#include <tests/support/testcertificate.h>

#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <vector>

using namespace std::chrono_literals;
using net::NetErrorKind;
using Backend = net::QtNetwork::Backend;

namespace {

net::ListenOptions loopback()
{
    net::ListenOptions options;
    options.address = QHostAddress(QHostAddress::LocalHost);
    return options;
}

net::ConnectOptions to(quint16 port)
{
    net::ConnectOptions options;
    options.host = QStringLiteral("127.0.0.1");
    options.port = port;
    return options;
}

// Runs one attempt to its end.
base::Result<net::StreamPtr, net::NetError> connectNow(net::Network &network, const net::ConnectOptions &options)
{
    std::optional<base::Result<net::StreamPtr, net::NetError>> outcome;
    const auto attempt = network.connectTo(options, [&](auto result) { outcome.emplace(std::move(result)); });
    if (outcome)
        qFatal("the callback came from inside the call");
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 10'000))
        qFatal("no outcome");
    return *std::move(outcome);
}

// A port nobody listens on.
quint16 deadPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

struct Collector : net::DatagramHandler
{
    void onDatagram(net::ByteView payload, const net::Endpoint &from) override
    {
        received.push_back(base::toByteArray(payload));
        last = from;
    }
    std::vector<QByteArray> received;
    net::Endpoint last;
};

} // namespace

Q_DECLARE_METATYPE(Backend)

class TestQtNetwork : public test::QuietTest
{
    Q_OBJECT

private:
    static void backends()
    {
        QTest::addColumn<Backend>("backend");
        QTest::newRow("epoll") << Backend::Best;
        QTest::newRow("notifier") << Backend::Notifier;
        QTest::newRow("qt") << Backend::Qt;
    }

private Q_SLOTS:
    void timersFireInOrderAndNeverEarly()
    {
        net::QtNetwork network;
        QElapsedTimer elapsed;
        elapsed.start();
        QStringList order;
        std::vector<qint64> times;
        const auto note = [&](const char *name) {
            return [&, name] {
                order << QString::fromLatin1(name);
                times.push_back(elapsed.elapsed());
            };
        };
        network.after(60ms, note("c"));
        network.after(20ms, note("a"));
        const auto cancelled = network.after(30ms, note("never"));
        network.after(20ms, note("b"));
        network.cancel(cancelled);
        network.cancel(cancelled);
        QVERIFY(QTest::qWaitFor([&] { return order.size() == 3; }, 5000));
        QCOMPARE(order, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QVERIFY(times[0] >= 20);
        QVERIFY(times[2] >= 60);
        bool later = false;
        network.after(0ms, [&] { later = true; });
        QVERIFY(!later);
        QVERIFY(QTest::qWaitFor([&] { return later; }, 5000));
    }

    void takenPortIsSaid_data() { backends(); }
    void takenPortIsSaid()
    {
        QFETCH(Backend, backend);
        net::QtNetwork network(backend);
        const auto first = network.listen(loopback(), [](net::StreamPtr) {});
        QVERIFY(first.hasValue());
        net::ListenOptions again = loopback();
        again.port = (*first)->port();
        const auto second = network.listen(again, [](net::StreamPtr) {});
        QVERIFY(!second.hasValue());
        QCOMPARE(second.error().kind, NetErrorKind::AddressInUse);
        QVERIFY(!second.error().detail.isEmpty());
        net::ListenOptions foreign = loopback();
        foreign.address = QHostAddress(QStringLiteral("192.0.2.1")); // a documentation address: nobody's
        const auto third = network.listen(foreign, [](net::StreamPtr) {});
        QVERIFY(!third.hasValue());
        QCOMPARE(third.error().kind, NetErrorKind::AddressNotAvailable);
    }

    void portIsFreeAgainAfterListening()
    {
        net::QtNetwork network;
        std::vector<net::StreamPtr> accepted;
        const auto keep = [&](net::StreamPtr stream) { accepted.push_back(std::move(stream)); };
        auto first = network.listen(loopback(), keep);
        QVERIFY(first.hasValue());
        net::ListenOptions again = loopback();
        again.port = (*first)->port();
        auto client = connectNow(network, to(again.port));
        QVERIFY(client.hasValue());
        (*first).reset();
        QVERIFY(network.listen(again, [](net::StreamPtr) {}).hasValue());
    }

    void ipv6AndBothAtOnce()
    {
        net::QtNetwork network;
        net::ListenOptions options;
        options.address = QHostAddress(QHostAddress::Any);
        std::vector<net::StreamPtr> accepted;
        Recorder recorder;
        const auto listener = network.listen(options, [&](net::StreamPtr stream) {
            stream->setHandler(&recorder);
            accepted.push_back(std::move(stream));
        });
        if (!listener)
            QSKIP("no IPv6 on this system");
        const auto v4 = connectNow(network, to((*listener)->port()));
        QVERIFY(v4.hasValue());
        QVERIFY(QTest::qWaitFor([&] { return accepted.size() == 1; }, 5000));
        QVERIFY(accepted[0]->peer().ipv4()->isLoopback()); // mapped, unwrapped
        net::ConnectOptions six = to((*listener)->port());
        six.host = QStringLiteral("::1");
        const auto v6 = connectNow(network, six);
        if (!v6)
            QSKIP("no IPv6 loopback on this system");
        QVERIFY(QTest::qWaitFor([&] { return accepted.size() == 2; }, 5000));
        QVERIFY(!accepted[1]->peer().ipv4());
        QVERIFY(accepted[1]->peer().isLoopback());
    }

    void connectErrorsAreTold_data() { backends(); }
    void connectErrorsAreTold()
    {
        QFETCH(Backend, backend);
        net::QtNetwork network(backend);
        const auto refused = connectNow(network, to(deadPort()));
        QVERIFY(!refused.hasValue());
        QCOMPARE(refused.error().kind, NetErrorKind::Refused);

        net::ConnectOptions nowhere = to(80);
        nowhere.host = QStringLiteral("no-such-host.invalid");
        const auto unknown = connectNow(network, nowhere);
        QVERIFY(!unknown.hasValue());
        QCOMPARE(unknown.error().kind, NetErrorKind::HostNotFound);
    }

    void connectDeadlineCoversTls()
    {
        net::QtNetwork network;
        std::vector<net::StreamPtr> accepted;
        Recorder recorder;
        const auto listener = network.listen(loopback(), [&](net::StreamPtr stream) {
            stream->setHandler(&recorder); // and never says a word of TLS
            accepted.push_back(std::move(stream));
        });
        QVERIFY(listener.hasValue());
        net::ConnectOptions options = to((*listener)->port());
        options.tls = true;
        options.deadline = 100ms;
        const auto result = connectNow(network, options);
        QVERIFY(!result.hasValue());
        QCOMPARE(result.error().kind, NetErrorKind::Timeout);
    }

    void namesAreLookedUp()
    {
        net::QtNetwork network;
        std::vector<net::StreamPtr> accepted;
        const auto listener =
            network.listen(loopback(), [&](net::StreamPtr stream) { accepted.push_back(std::move(stream)); });
        QVERIFY(listener.hasValue());
        net::ConnectOptions options = to((*listener)->port());
        options.host = QStringLiteral("localhost");
        QVERIFY(connectNow(network, options).hasValue());
    }

    void destroyedAttemptStaysSilent_data() { backends(); }
    void destroyedAttemptStaysSilent()
    {
        QFETCH(Backend, backend);
        net::QtNetwork network(backend);
        const auto listener = network.listen(loopback(), [](net::StreamPtr) {});
        QVERIFY(listener.hasValue());
        bool called = false;
        network.connectTo(to((*listener)->port()), [&](auto) { called = true; }).reset();
        bool settled = false;
        network.after(50ms, [&] { settled = true; });
        QVERIFY(QTest::qWaitFor([&] { return settled; }, 5000));
        QVERIFY(!called);
    }

    void unknownCertificateIsRefused()
    {
        net::QtNetwork network;
        const QSslConfiguration tls = test::serverTls();
        net::ListenOptions options = loopback();
        options.tls = &tls;
        int accepted = 0;
        const auto listener = network.listen(options, [&](net::StreamPtr) { ++accepted; });
        QVERIFY(listener.hasValue());
        net::ConnectOptions connect = to((*listener)->port());
        connect.tls = true; // with the system's trust only
        const auto result = connectNow(network, connect);
        QVERIFY(!result.hasValue());
        QCOMPARE(result.error().kind, NetErrorKind::TlsFailed);
        QVERIFY(!result.error().detail.isEmpty());
        QVERIFY(QTest::qWaitFor([&] { return (*listener)->connectionsOpen() == 0; }, 5000));
    }

    void missingClientCertificateIsSaid()
    {
        net::QtNetwork network;
        QSslConfiguration tls = test::serverTls();
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        tls.setProtocol(QSsl::TlsV1_2); // with 1.3 the alert comes after the handshake, as bytes of the stream would
        net::ListenOptions options = loopback();
        options.tls = &tls;
        const auto listener = network.listen(options, [](net::StreamPtr) {});
        QVERIFY(listener.hasValue());
        net::ConnectOptions connect = to((*listener)->port());
        connect.tls = true;
        const QSslConfiguration client = test::clientTls();
        connect.tlsConfiguration = &client;
        const auto result = connectNow(network, connect);
        QVERIFY(!result.hasValue());
        QVERIFY(result.error().kind == NetErrorKind::CertificateWanted ||
                result.error().kind == NetErrorKind::TlsFailed);
    }

    void capIsPerListener_data() { backends(); }
    void capIsPerListener()
    {
        QFETCH(Backend, backend);
        net::QtNetwork network(backend);
        net::ListenOptions options = loopback();
        options.connectionsMax = 3;
        options.connectionsPerAddressMax = 1; // loopback is exempt
        std::vector<net::StreamPtr> accepted;
        Recorder recorder;
        const auto listener = network.listen(options, [&](net::StreamPtr stream) {
            stream->setHandler(&recorder);
            accepted.push_back(std::move(stream));
        });
        QVERIFY(listener.hasValue());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("refused a connection")));
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        for (int i = 0; i < 4; ++i) {
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), (*listener)->port());
            QVERIFY(QTest::qWaitFor(
                [&] {
                    return i < 3 ? accepted.size() == static_cast<std::size_t>(i + 1)
                                 : clients[3]->state() == QAbstractSocket::UnconnectedState &&
                                       clients[3]->error() == QAbstractSocket::RemoteHostClosedError;
                },
                5000));
        }
        QCOMPARE((*listener)->connectionsOpen(), 3);
        accepted.pop_back(); // room again
        QCOMPARE((*listener)->connectionsOpen(), 2);
        QTcpSocket fifth;
        fifth.connectToHost(QHostAddress(QHostAddress::LocalHost), (*listener)->port());
        QVERIFY(QTest::qWaitFor([&] { return accepted.size() == 3; }, 5000));
    }

    void stormOfConnections_data() { backends(); }
    void stormOfConnections()
    {
        QFETCH(Backend, backend);
        net::QtNetwork network(backend);
        std::vector<net::StreamPtr> accepted;
        Recorder recorder;
        const auto listener = network.listen(loopback(), [&](net::StreamPtr stream) {
            stream->setHandler(&recorder);
            accepted.push_back(std::move(stream));
        });
        QVERIFY(listener.hasValue());
        constexpr std::size_t kClients = 400; // far above the usual backlog of 50
        std::vector<net::StreamPtr> clients;
        std::vector<std::unique_ptr<net::ConnectAttempt>> attempts;
        for (std::size_t i = 0; i < kClients; ++i) {
            attempts.push_back(network.connectTo(to((*listener)->port()), [&](auto result) {
                QVERIFY(result.hasValue());
                (*result)->setHandler(&recorder);
                clients.push_back(*std::move(result));
            }));
        }
        QVERIFY(QTest::qWaitFor([&] { return clients.size() == kClients && accepted.size() == kClients; }, 10'000));
        for (const auto &client : clients)
            client->write(base::asBytes(std::string_view("!")));
        QVERIFY(QTest::qWaitFor([&] { return recorder.bytes.size() == static_cast<qsizetype>(kClients); }, 10'000));
    }

    void writesFromTimersLeaveWithoutSocketEvents()
    {
        net::QtNetwork network;
        net::StreamPtr server;
        Recorder recorder;
        const auto listener = network.listen(loopback(), [&](net::StreamPtr stream) {
            server = std::move(stream);
            server->setHandler(&recorder);
        });
        QVERIFY(listener.hasValue());
        auto client = connectNow(network, to((*listener)->port()));
        QVERIFY(client.hasValue());
        Recorder clientSide;
        (*client)->setHandler(&clientSide);
        QVERIFY(QTest::qWaitFor([&] { return server != nullptr; }, 5000));
        network.after(5ms, [&] { server->write(base::asBytes(std::string_view("timer"))); });
        QVERIFY(QTest::qWaitFor([&] { return clientSide.bytes == "timer"; }, 5000));
        QMetaObject::invokeMethod(
            this, [&] { server->write(base::asBytes(std::string_view("queued"))); }, Qt::QueuedConnection);
        QVERIFY(QTest::qWaitFor([&] { return clientSide.bytes == "timerqueued"; }, 5000));
    }

    void datagramsTravel()
    {
        net::QtNetwork network;
        Collector left;
        Collector right;
        const QHostAddress local(QHostAddress::LocalHost);
        const auto first = network.bindDatagram(local, 0, left);
        const auto second = network.bindDatagram(local, 0, right);
        QVERIFY(first.hasValue() && second.hasValue());
        (*first)->send(base::asBytes(std::string_view("ping")), {local, (*second)->port()});
        QVERIFY(QTest::qWaitFor([&] { return right.received.size() == 1; }, 5000));
        QCOMPARE(right.received[0], "ping");
        QCOMPARE(right.last.port, (*first)->port());
        (*second)->send({}, right.last);
        QVERIFY(QTest::qWaitFor([&] { return left.received.size() == 1; }, 5000));
        QVERIFY(left.received[0].isEmpty());
        const auto taken = network.bindDatagram(local, (*first)->port(), right);
        QVERIFY(!taken.hasValue());
        QCOMPARE(taken.error().kind, NetErrorKind::AddressInUse);
    }
};

QTEST_GUILESS_MAIN(TestQtNetwork)
#include "tst_qtnetwork.moc"
