// The connector's local ports beside redirector and Blaze: what a game gets there, and what happens when one is taken.

#include <core/connector/connector.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using connector::Connector;
using connector::Phase;
using connector::PortRole;

namespace {

class Probe final : public net::DatagramHandler
{
public:
    void onDatagram(base::ByteView payload, const net::Endpoint & /*from*/) override
    {
        answer = base::toByteArray(payload);
    }
    QByteArray answer;
};

} // namespace

class LocalPortsTest : public test::QuietTest
{
    Q_OBJECT

private:
    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
    base::SystemRandom m_random;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<fake::Server> m_server;
    std::unique_ptr<Connector> m_connector;

    void start(const QString &address, std::optional<base::Ipv4> publicAddress = std::nullopt)
    {
        connector::ConnectorOptions options;
        options.identity = m_identity;
        options.publicAddress = publicAddress;
        m_connector = std::make_unique<Connector>(*m_network, *m_time, m_random, std::move(options));
        m_connector->start(address);
        m_time->settle();
        QCOMPARE(m_connector->status().phase, Phase::Ready);
    }
    [[nodiscard]] QByteArray get(const QByteArray &target)
    {
        fake::Peer game(m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), 42131));
        game.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:42131\r\n\r\n");
        m_time->settle();
        return game.received;
    }
    // The address the game is told as its own.
    [[nodiscard]] QByteArray addressTold()
    {
        Probe probe;
        auto socket = m_network->bindDatagram(QHostAddress(QHostAddress::LocalHost), 3659, probe);
        (*socket)->send(base::asBytes(QByteArrayView(QByteArray(20, '\0'))),
                        {QHostAddress(QHostAddress::LocalHost), 42130});
        m_time->settle();
        return probe.answer.mid(20, 4).toHex();
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto identity = connector::RedirectorIdentity::open({}, m_random);
        QVERIFY2(identity.hasValue(), identity.hasValue() ? "" : qPrintable(identity.error()));
        m_identity = *identity;
    }
    void init()
    {
        test::failOnWarnings();
        m_time = std::make_unique<test::ManualTime>();
        m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
        m_server = std::make_unique<fake::Server>(*m_network, quint16(80), [](const QByteArray &request) {
            if (request.startsWith("GET /sub/api/server HTTP") || request.startsWith("GET /api/server HTTP"))
                return fake::response(200, fake::details());
            if (request.contains("/tunnel "))
                return fake::response(404, {});
            return fake::response(200, "asked " + request.left(request.indexOf("\r\n")));
        });
    }
    void cleanup()
    {
        m_connector.reset();
        m_server.reset();
        m_time->settle();
        m_network.reset();
        m_time.reset();
    }

    void requestsReachTheServer()
    {
        start(u"203.0.113.4/sub"_s);
        QCOMPARE(m_connector->status().ports.http, quint16 {42131});
        QCOMPARE(m_connector->status().ports.qos, quint16 {42130});
        QVERIFY(m_connector->status().portsMissing.isEmpty());
        QVERIFY(get("/galaxyatwar/getRatings/a.b").endsWith("asked GET /sub/galaxyatwar/getRatings/a.b HTTP/1.1"));
    }

    void addressOfTheGame()
    {
        start(u"203.0.113.4"_s);
        QCOMPARE(addressTold(), "00000000"_ba); // the server fills in what it sees
        start(u"203.0.113.4"_s, base::Ipv4 {0xC6336407});
        QCOMPARE(addressTold(), "c6336407"_ba);
    }

    // A game can be played without them, so the start goes on.
    void taken()
    {
        fake::Server http(*m_network, 42131, [](const QByteArray &) { return QByteArray(); });
        Probe other;
        auto qos = m_network->bindDatagram(QHostAddress(QHostAddress::LocalHost), 42130, other);
        QVERIFY(qos);
        start(u"203.0.113.4"_s);
        const connector::Status status = m_connector->status();
        QCOMPARE(status.ports.http, quint16 {0});
        QCOMPARE(status.ports.qos, quint16 {0});
        QVERIFY(!status.portProblem);
        QCOMPARE(status.portsMissing.size(), 2);
        QCOMPARE(status.portsMissing[0].role, PortRole::Http);
        QCOMPARE(status.portsMissing[0].port, quint16 {42131});
        QCOMPARE(status.portsMissing[1].role, PortRole::Qos);
        m_connector->stop();
        QVERIFY(m_connector->status().portsMissing.isEmpty());
        http.stop();
    }

    void stopReleasesThem()
    {
        start(u"203.0.113.4"_s);
        m_connector->stop();
        Probe other;
        QVERIFY(m_network->bindDatagram(QHostAddress(QHostAddress::LocalHost), 42130, other));
        QVERIFY(!m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), 42131));
    }
};

QTEST_GUILESS_MAIN(LocalPortsTest)
#include "tst_localports.moc"
