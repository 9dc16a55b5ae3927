#include <core/net/connectionquota.h>
#include <core/net/localaddresses.h>
#include <core/net/portowner.h>
#include <core/net/processlimits.h>
#include <tests/support/quiet.h>

#include <QCoreApplication>
#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

using namespace Qt::StringLiterals;
using net::AdapterKind;

class TestLocalAddresses : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void ranking()
    {
        const auto fact = [](const QString &name, const QString &human, const QString &address, auto... set) {
            net::AdapterFacts facts {name, human, QHostAddress(address), false, false, false, false};
            (set(facts), ...);
            return facts;
        };
        const auto ethernet = [](net::AdapterFacts &facts) { facts.ethernet = true; };
        const auto loopback = [](net::AdapterFacts &facts) { facts.loopback = true; };
        const auto pointToPoint = [](net::AdapterFacts &facts) { facts.pointToPoint = true; };
        const auto ranked = net::rankAddresses({
            fact(u"lo"_s, u"lo"_s, u"127.0.0.1"_s, loopback),
            fact(u"docker0"_s, u"docker0"_s, u"172.17.0.1"_s, ethernet),
            fact(u"{4D}"_s, u"Hamachi"_s, u"25.1.2.3"_s, ethernet),
            fact(u"eth1"_s, u"eth1"_s, u"169.254.3.4"_s, ethernet),
            fact(u"eth2"_s, u"eth2"_s, u"203.0.113.5"_s, ethernet), fact(u"x0"_s, u""_s, u"10.8.0.2"_s, pointToPoint),
            fact(u"enp3s0"_s, u"Ethernet 2"_s, u"192.168.1.24"_s, ethernet),
            fact(u"enp3s0"_s, u"Ethernet 2"_s, u"fe80::1"_s, ethernet), // IPv4 only
        });
        QStringList order;
        for (const net::LocalAddress &entry : ranked)
            order << entry.address.toString();
        QCOMPARE(order, QStringList({u"192.168.1.24"_s, u"203.0.113.5"_s, u"169.254.3.4"_s, u"10.8.0.2"_s,
                                     u"25.1.2.3"_s, u"172.17.0.1"_s, u"127.0.0.1"_s}));
        QCOMPARE(ranked.at(0).adapter, u"Ethernet 2"_s);
        QCOMPARE(ranked.at(0).kind, AdapterKind::Lan);
        QCOMPARE(ranked.at(3).kind, AdapterKind::Vpn);
        QCOMPARE(ranked.at(4).kind, AdapterKind::Vpn);
        QCOMPARE(ranked.at(3).adapter, u"x0"_s);
        QCOMPARE(ranked.at(5).kind, AdapterKind::Virtual);
        QCOMPARE(ranked.at(6).kind, AdapterKind::Loopback);
    }

    void realOnesCanBeRead()
    {
        const auto addresses = net::localAddresses();
        for (const net::LocalAddress &entry : addresses) {
            QCOMPARE(entry.address.protocol(), QAbstractSocket::IPv4Protocol);
            QVERIFY(!entry.adapter.isEmpty());
        }
    }

    void holderOfAPortIsNamed()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QUdpSocket socket;
        QVERIFY(socket.bind(QHostAddress::LocalHost));
#ifdef Q_OS_LINUX
        const QString us = u"tst_net_localaddresses (process %1)"_s.arg(QCoreApplication::applicationPid());
        QCOMPARE(net::programHolding(server.serverPort(), net::PortProtocol::Tcp).value_or(u"nobody"_s), us);
        QCOMPARE(net::programHolding(socket.localPort(), net::PortProtocol::Udp).value_or(u"nobody"_s), us);
#endif
        const quint16 port = server.serverPort();
        server.close();
        QVERIFY(!net::programHolding(port, net::PortProtocol::Tcp));
    }

    void freePortIsNearAndFree()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        const QHostAddress local(QHostAddress::LocalHost);
        const quint16 free = net::freePortNear(holder.serverPort(), net::PortProtocol::Tcp, local);
        QVERIFY(free != 0 && free != holder.serverPort());
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, free));
        QVERIFY(net::freePortNear(80, net::PortProtocol::Tcp, local) >= 8080);
        QVERIFY(net::freePortNear(42'130, net::PortProtocol::Udp, local) > 1023);
    }

    void quotaCountsTotalAndAddresses()
    {
        net::ConnectionQuota quota(4, 2);
        const auto stranger = net::sys::SocketAddress::of(QHostAddress(u"203.0.113.7"_s), 1);
        const auto other = net::sys::SocketAddress::of(QHostAddress(u"2001:db8::1"_s), 1);
        const auto here = net::sys::SocketAddress::of(QHostAddress(QHostAddress::LocalHost), 1);
        QVERIFY(quota.take(stranger));
        QVERIFY(quota.take(stranger));
        QVERIFY(!quota.take(stranger)); // one past the limit of an address
        QVERIFY(quota.take(here));
        QVERIFY(quota.take(here));
        QVERIFY(!quota.take(here)); // one past the total
        QCOMPARE(quota.open(), 4);
        quota.giveBack(stranger);
        QVERIFY(quota.take(other));
        QVERIFY(!quota.take(stranger));
        quota.giveBack(here);
        QVERIFY(quota.take(stranger));
    }

    void endpointUnwrapsMappedAddresses()
    {
        const auto v4 = [](const QString &text) { return net::Endpoint {QHostAddress(text), 1}.ipv4(); };
        QCOMPARE(v4(u"203.0.113.9"_s)->value, 0xCB007109U);
        QCOMPARE(v4(u"::ffff:203.0.113.9"_s)->value, 0xCB007109U);
        QVERIFY(!v4(u"2001:db8::1"_s));
        QVERIFY(!v4(u"::1"_s));
        const auto roundTrip = [](const QString &text) {
            return net::sys::SocketAddress::of(QHostAddress(text), 7).endpoint().address;
        };
        QCOMPARE(roundTrip(u"203.0.113.9"_s), QHostAddress(u"203.0.113.9"_s));
        QCOMPARE(roundTrip(u"2001:db8::1"_s), QHostAddress(u"2001:db8::1"_s));
    }

    void descriptorLimitIsRaised()
    {
        const long first = net::raiseDescriptorLimit();
#ifdef Q_OS_UNIX
        QVERIFY(first > 0);
#endif
        QCOMPARE(net::raiseDescriptorLimit(), first);
    }
};

QTEST_GUILESS_MAIN(TestLocalAddresses)
#include "tst_localaddresses.moc"
