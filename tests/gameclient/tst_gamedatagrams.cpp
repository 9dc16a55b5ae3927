// The simulated game's datagrams count what happens to them: a test that never fails would be worth nothing.

#include <tests/gameclient/gamedatagrams.h>

#include <core/net/memorynetwork.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QHostAddress>

using gameclient::GameDatagrams;

namespace {

constexpr base::GameId kMatch {1};
constexpr base::PlayerId kHost {10};
constexpr base::PlayerId kGuest {11};
constexpr base::PlayerId kOther {12};

// Stands between two games, as a connector does, and does to their datagrams what a test wants.
class Middle final : public net::DatagramHandler
{
public:
    explicit Middle(net::Network &network)
    {
        auto bound = network.bindDatagram(QHostAddress(QHostAddress::LocalHost), 0, *this);
        if (!bound)
            qFatal("no port");
        socket = std::move(*bound);
    }
    void onDatagram(net::ByteView payload, const net::Endpoint & /*from*/) override
    {
        got.append(base::toByteArray(payload));
    }
    void pass(const QByteArray &datagram, quint16 port)
    {
        socket->send(base::asBytes(QByteArrayView(datagram)), {QHostAddress(QHostAddress::LocalHost), port});
    }
    QList<QByteArray> got;
    std::unique_ptr<net::DatagramSocket> socket;
};

struct Rig
{
    Rig()
    {
        if (!host.open(0) || !guest.open(0))
            qFatal("no port");
        host.enterMatch(kMatch, kHost);
        guest.enterMatch(kMatch, kGuest);
        guest.addPeer(kHost, middle.socket->port());
    }
    void send(int count)
    {
        guest.send(kHost, count, 100);
        time.settle();
    }
    test::ManualTime time;
    net::MemoryNetwork network {time, time};
    Middle middle {network};
    GameDatagrams host {network};
    GameDatagrams guest {network};
};

} // namespace

class GameDatagramsTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void bothWays()
    {
        Rig rig;
        rig.send(20);
        for (const QByteArray &datagram : std::as_const(rig.middle.got))
            rig.middle.pass(datagram, rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.received(kGuest), 20U);
        QCOMPARE(rig.host.missingFrom(rig.guest), 0U);
        QVERIFY(rig.host.knows(kGuest)); // it has heard where the guest's socket is
        rig.middle.got.clear();
        rig.host.send(kGuest, 3, GameDatagrams::kSizeMax);
        rig.time.settle();
        QCOMPARE(rig.middle.got.size(), 3);
        QCOMPARE(rig.host.totals().sent, 3U);
        QCOMPARE(rig.host.totals().misdelivered + rig.host.totals().lost + rig.host.totals().duplicated, 0U);
        rig.host.send(kOther, 2, 100);
        QCOMPARE(rig.host.totals().unsent, 2U);
    }

    void lossIsCounted()
    {
        Rig rig;
        rig.send(5);
        for (const int number : {0, 1, 3})
            rig.middle.pass(rig.middle.got[number], rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.totals().lost, 1U);                // the gap
        QCOMPARE(rig.host.missingFrom(rig.guest), 2U);       // and the last one
        rig.middle.pass(rig.middle.got[2], rig.host.port()); // late is not lost
        rig.time.settle();
        QCOMPARE(rig.host.totals().lost, 0U);
    }

    void duplicatesAreCounted()
    {
        Rig rig;
        rig.send(2);
        for (int i = 0; i < 3; ++i)
            rig.middle.pass(rig.middle.got[1], rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.totals().duplicated, 2U);
        QCOMPARE(rig.host.received(kGuest), 1U);
    }

    void misdeliveryIsCounted()
    {
        Rig rig;
        rig.send(1);
        const QByteArray datagram = rig.middle.got.first();
        rig.host.enterMatch(base::GameId {2}, kHost); // of another match
        rig.middle.pass(datagram, rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.totals().misdelivered, 1U);
        rig.host.enterMatch(kMatch, kOther); // for somebody else
        rig.middle.pass(datagram, rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.totals().misdelivered, 1U);
        rig.host.enterMatch(kMatch, kHost);
        rig.host.addPeer(kOther, rig.middle.socket->port()); // out of another player's port
        rig.middle.pass(datagram, rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.totals().misdelivered, 1U);
        rig.host.enterMatch(kMatch, kHost);
        rig.host.addPeer(kGuest, 9); // out of another port than before
        rig.middle.pass(datagram, rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.totals().misdelivered, 1U);
        QCOMPARE(rig.host.totals().received, 0U);
    }

    void damageIsCounted()
    {
        Rig rig;
        rig.send(1);
        QByteArray damaged = rig.middle.got.first();
        damaged.back() = static_cast<char>(damaged.back() ^ 1);
        rig.middle.pass(damaged, rig.host.port());
        rig.middle.pass(rig.middle.got.first().chopped(1), rig.host.port());
        rig.middle.pass("x", rig.host.port());
        rig.middle.pass(QByteArray(), rig.host.port());
        rig.time.settle();
        QCOMPARE(rig.host.totals().malformed, 4U);
        QCOMPARE(rig.host.totals().received, 0U);
    }
};

QTEST_GUILESS_MAIN(GameDatagramsTest)
#include "tst_gamedatagrams.moc"
