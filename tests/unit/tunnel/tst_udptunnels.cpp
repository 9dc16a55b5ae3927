// Datagram tunnels against honest clients and against everybody else: guessed ids, spoofed addresses, replayed and
// forged requests, floods, messages of the wrong direction.

#include <core/tunnel/udptunnels.h>

#include "relayrig.h"

#include <tests/support/quiet.h>

#include <QHostAddress>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using net::SocketAddress;
using test::associationOf;
using test::kGame;

namespace {

constexpr std::size_t kInitiateSize = 74; // with a token of 66 characters

SocketAddress at(const char *address, quint16 port)
{
    return SocketAddress::of(QHostAddress(QString::fromLatin1(address)), port);
}

class CountingRandom final : public base::Random
{
public:
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = static_cast<std::byte>((m_next = m_next * 1'103'515'245U + 12'345U) >> 24U);
    }

private:
    quint32 m_next = 1;
};

struct Sent
{
    QByteArray bytes;
    SocketAddress to;
};

class RecordingWire final : public tunnel::DatagramWire
{
public:
    void send(tunnel::ByteView head, tunnel::ByteView payload, const SocketAddress &to) override
    {
        sent.append({base::toByteArray(head) + base::toByteArray(payload), to});
    }
    // What went there since the last look.
    QList<QByteArray> take(const SocketAddress &to)
    {
        QList<QByteArray> there;
        for (const Sent &datagram : std::as_const(sent)) {
            if (datagram.to == to)
                there.append(datagram.bytes);
        }
        sent.removeIf([&](const Sent &datagram) { return datagram.to == to; });
        return there;
    }
    QList<Sent> sent;
};

// A token is "good-<number>" with as many characters as real ones have.
QByteArray tokenOf(int client)
{
    return ("good-" + QByteArray::number(client)).leftJustified(66, '.');
}
std::optional<session::AssociationId> verify(QByteArrayView token)
{
    const QByteArray text = token.toByteArray();
    if (!text.startsWith("good-"))
        return std::nullopt;
    return associationOf(text.mid(5, text.indexOf('.') - 5).toInt());
}

QByteArray initiate(const QByteArray &token)
{
    return tunnel::toDatagram({.type = tunnel::MessageType::Initiate, .token = base::asBytes(QByteArrayView(token))});
}
QByteArray forward(tunnel::TunnelId id, int index, const QByteArray &payload)
{
    return tunnel::toDatagram({.id = id,
                               .type = tunnel::MessageType::Forward,
                               .index = static_cast<quint8>(index),
                               .payload = base::asBytes(QByteArrayView(payload))});
}
QByteArray keepAlive(tunnel::TunnelId id)
{
    return tunnel::toDatagram({.id = id, .type = tunnel::MessageType::KeepAlive});
}

struct Rig : test::RelayRig
{
    explicit Rig(tunnel::RelayLimits limits = {}, tunnel::AsksCounted counted = tunnel::AsksCounted::ByAddress)
        : RelayRig(limits)
        , tunnels(relay, wire, random, verify, counted)
    {}

    void arrive(const QByteArray &datagram, const SocketAddress &from)
    {
        tunnels.receive(base::asBytes(QByteArrayView(datagram)), from, time.now());
    }
    // nullopt: no answer.
    std::optional<tunnel::TunnelId> ask(int client, const SocketAddress &from)
    {
        wire.take(from);
        arrive(initiate(tokenOf(client)), from);
        const QList<QByteArray> answers = wire.take(from);
        if (answers.isEmpty())
            return std::nullopt;
        const auto message = tunnel::readDatagram(base::asBytes(QByteArrayView(answers.first())));
        if (answers.size() != 1 || !message || message->type != tunnel::MessageType::Initiated ||
            message->id != message->granted)
            qFatal("the answer to Initiate is not one Initiated");
        return message->granted;
    }
    // A client that has shown to be there.
    tunnel::TunnelId connected(int client, const SocketAddress &from)
    {
        const auto id = ask(client, from);
        if (!id)
            qFatal("no tunnel");
        arrive(keepAlive(*id), from);
        return *id;
    }

    CountingRandom random;
    RecordingWire wire;
    tunnel::UdpTunnels tunnels;
};

} // namespace

class TestUdpTunnels : public test::QuietTest
{
    Q_OBJECT

    const SocketAddress host = at("198.51.100.1", 4000);
    const SocketAddress guest = at("198.51.100.2", 4000);
    const SocketAddress stranger = at("203.0.113.66", 666);

private Q_SLOTS:
    void twoPlayersExchangePackets()
    {
        Rig rig;
        const auto hostId = rig.connected(0, host);
        const auto guestId = rig.connected(1, guest);
        QVERIFY(hostId != guestId);
        rig.place(0, 0);
        rig.place(1, 2);
        rig.arrive(forward(guestId, 0, "hello"), guest);
        // The receiver's own id: nobody is told another player's.
        QCOMPARE(rig.wire.take(host), QList<QByteArray> {forward(hostId, 2, "hello")});
        rig.arrive(forward(hostId, 2, "welcome") + "trailing bytes", host);
        QCOMPARE(rig.wire.take(guest), QList<QByteArray> {forward(guestId, 0, "welcome")});
        QVERIFY(rig.wire.sent.isEmpty());
    }

    void formsMix()
    {
        Rig rig;
        const auto id = rig.connected(0, host);
        test::RecordingOutlet streamed;
        rig.open(1, streamed);
        rig.place(0, 0);
        rig.place(1, 1);
        rig.arrive(forward(id, 1, "down"), host);
        QCOMPARE(streamed.got, (QList<test::RecordingOutlet::Got> {{0, "down"}}));
        rig.send(streamed, 0, QByteArray(base::kTunnelDatagramPayloadMax, 'x'));
        QCOMPARE(rig.wire.take(host).size(), 1);
        rig.send(streamed, 0, QByteArray(base::kTunnelDatagramPayloadMax + 1, 'x')); // fits no datagram
        QVERIFY(rig.wire.take(host).isEmpty());
        QCOMPARE(rig.relay.find(associationOf(0))->counters().droppedOut, 1U);
    }

    void sameAskSameAnswer()
    {
        Rig rig;
        const auto first = rig.ask(0, host);
        QCOMPARE(rig.ask(0, host), first);
        QCOMPARE(rig.tunnels.size(), 1U);
        auto otherSocket = host;
        otherSocket.port = 4001;
        const auto second = rig.ask(0, otherSocket);
        QVERIFY(second && second != first);
        QCOMPARE(rig.tunnels.size(), 1U);
        rig.arrive(keepAlive(*first), host); // the old id works no more
        QCOMPARE(rig.tunnels.counters().unknownId, 1U);
    }

    void badTokensGetNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("forged") << QByteArray("evil").leftJustified(66, 'x');
        QTest::newRow("not text") << QByteArray("\xff\xfe\0abc", 6);
        QTest::newRow("longer than any") << QByteArray("good-1").leftJustified(base::kTunnelTokenMax + 1, '.');
    }
    void badTokensGetNoAnswer()
    {
        QFETCH(QByteArray, token);
        Rig rig;
        rig.arrive(initiate(token), stranger);
        QVERIFY(rig.wire.sent.isEmpty());
        QCOMPARE(rig.tunnels.size(), 0U);
        QCOMPARE(rig.tunnels.counters().tokensRefused, 1U);
    }
    void longestToken()
    {
        Rig rig;
        rig.arrive(initiate(QByteArray("good-1").leftJustified(base::kTunnelTokenMax, '.')), host);
        QCOMPARE(rig.tunnels.size(), 1U);
    }

    void wrongMessagesAreDroppedAndCounted()
    {
        Rig rig;
        const auto id = rig.connected(0, host);
        rig.place(0, 0);
        rig.place(1, 1);
        rig.connected(1, guest);
        rig.wire.sent.clear();
        rig.arrive("", host);
        rig.arrive("\x01", host);
        QByteArray otherVersion = forward(id, 1, "x");
        otherVersion[0] = 2;
        rig.arrive(otherVersion, host);
        rig.arrive(forward(id, 1, "cut").chopped(1), host);
        QCOMPARE(rig.tunnels.counters().malformed, 4U);
        rig.arrive(tunnel::toDatagram({.id = id, .type = tunnel::MessageType::Initiated, .granted = id}), host);
        rig.arrive(tunnel::toDatagram({.id = id, .type = tunnel::MessageType::Initiate}), host);
        rig.arrive(keepAlive(tunnel::kNoTunnelId), host);
        rig.arrive(forward(tunnel::kNoTunnelId, 1, "x"), host);
        QCOMPARE(rig.tunnels.counters().wrongDirection, 4U);
        rig.arrive(forward(tunnel::TunnelId {static_cast<quint32>(id) + 1}, 1, "x"), host);
        QCOMPARE(rig.tunnels.counters().unknownId, 1U);
        for (const int index : {0, 2, 3, 4, 254, 255})
            rig.arrive(forward(id, index, "x"), host);
        QVERIFY(rig.wire.sent.isEmpty());
        QCOMPARE(rig.tunnels.size(), 2U);
    }

    void spoofedDatagramChangesNothing()
    {
        Rig rig;
        const auto hostId = rig.connected(0, host);
        const auto guestId = rig.connected(1, guest);
        rig.place(0, 0);
        rig.place(1, 1);
        // The attacker knows the guest's id.
        rig.arrive(forward(guestId, 0, "injected"), stranger);
        rig.arrive(keepAlive(guestId), stranger);
        QCOMPARE(rig.tunnels.counters().foreignAddress, 2U);
        rig.arrive(forward(hostId, 1, "for the guest"), host);
        QCOMPARE(rig.wire.take(guest).size(), 1);
        QVERIFY(rig.wire.sent.isEmpty());
    }

    void portMovesAtOnce()
    {
        Rig rig;
        const auto hostId = rig.connected(0, host);
        const auto guestId = rig.connected(1, guest);
        rig.place(0, 0);
        rig.place(1, 1);
        auto rebound = guest;
        rebound.port = 50'000;
        rig.arrive(forward(guestId, 0, "from a new port"), rebound);
        QCOMPARE(rig.wire.take(host).size(), 1);
        rig.arrive(forward(hostId, 1, "back"), host);
        QCOMPARE(rig.wire.take(rebound).size(), 1);
        QVERIFY(rig.wire.take(guest).isEmpty());
        QCOMPARE(rig.tunnels.counters().moved, 1U);
    }

    void anotherComputerOnlyAfterSilence()
    {
        Rig rig;
        const auto id = rig.connected(0, host);
        rig.time.advance(base::kTunnelMoveSilence - 1ms);
        rig.arrive(keepAlive(id), guest);
        QCOMPARE(rig.tunnels.counters().foreignAddress, 1U);
        rig.time.advance(1ms);
        rig.arrive(keepAlive(id), guest);
        QCOMPARE(rig.tunnels.counters().moved, 1U);
        rig.arrive(keepAlive(id), host); // and now the old one is the foreign one
        QCOMPARE(rig.tunnels.counters().foreignAddress, 2U);
    }

    void replayedAskWaitsForSilence()
    {
        Rig rig;
        const auto id = rig.connected(0, host);
        QVERIFY(!rig.ask(0, stranger));
        QCOMPARE(rig.tunnels.counters().asksRefused, 1U);
        rig.time.advance(base::kTunnelMoveSilence - 1ms);
        QVERIFY(!rig.ask(0, stranger));
        rig.time.advance(1ms);
        const auto taken = rig.ask(0, stranger);
        QVERIFY(taken && *taken != id);
    }
    void replayedAskWinsWhenTheSessionIsGone()
    {
        Rig rig;
        rig.connected(0, host);
        rig.relay.connectionOpened(associationOf(0), *host.ipv4(), rig.time.now());
        QVERIFY(!rig.ask(0, stranger));
        rig.relay.connectionClosed(associationOf(0), *host.ipv4(), rig.time.now());
        QVERIFY(rig.ask(0, stranger));
    }

    void nothingButInitiatedToWhoHasNotShown()
    {
        Rig rig;
        const auto hostId = rig.connected(0, host);
        // The attacker asks with a good token and the victim's address.
        rig.arrive(initiate(tokenOf(1)), stranger);
        QCOMPARE(initiate(tokenOf(1)).size(), kInitiateSize);
        rig.place(0, 0);
        rig.place(1, 1);
        QVERIFY(!rig.relay.hasLiveTunnel(associationOf(1)));
        for (int i = 0; i < 100; ++i)
            rig.arrive(forward(hostId, 1, QByteArray(1000, 'x')), host);
        std::size_t bytes = 0;
        for (int second = 0; second < 60; ++second) {
            rig.arrive(keepAlive(hostId), host);
            rig.pass(1s);
        }
        for (const QByteArray &datagram : rig.wire.take(stranger)) {
            QVERIFY(datagram.size() <= 10);
            bytes += static_cast<std::size_t>(datagram.size());
        }
        QVERIFY(bytes > 0);
        QVERIFY2(bytes <= kInitiateSize, "the victim gets more than the attacker spent");
        QCOMPARE(rig.tunnels.size(), 1U); // it expired
    }

    void gameConnectionShowsTheAddress()
    {
        Rig rig;
        const auto hostId = rig.connected(0, host);
        QVERIFY(rig.ask(1, guest));
        rig.place(0, 0);
        rig.place(1, 1);
        rig.arrive(forward(hostId, 1, "x"), host);
        QVERIFY(rig.wire.take(guest).isEmpty());
        rig.relay.connectionOpened(associationOf(1), *stranger.ipv4(), rig.time.now());
        QVERIFY(!rig.relay.hasLiveTunnel(associationOf(1)));
        rig.relay.connectionOpened(associationOf(1), *guest.ipv4(), rig.time.now());
        QVERIFY(rig.relay.hasLiveTunnel(associationOf(1)));
        rig.arrive(forward(hostId, 1, "x"), host);
        QCOMPARE(rig.wire.take(guest).size(), 1);
    }

    void asksAreLimitedPerAddress()
    {
        Rig rig;
        for (int i = 0; i < 100; ++i)
            rig.arrive(initiate(tokenOf(i)), stranger);
        QCOMPARE(rig.tunnels.size(), static_cast<std::size_t>(base::kTunnelInitiatesPerSecond));
        QCOMPARE(rig.wire.sent.size(), base::kTunnelInitiatesPerSecond);
        QCOMPARE(rig.tunnels.counters().asksOverBudget, 100U - base::kTunnelInitiatesPerSecond);
        QVERIFY(rig.ask(200, host)); // others are still served
    }

    void behindAProxyEveryPortHasItsOwn()
    {
        Rig rig({}, tunnel::AsksCounted::ByPort);
        for (int i = 0; i < 100; ++i)
            QVERIFY(rig.ask(i, at("203.0.113.66", static_cast<quint16>(2000 + i))));
        QCOMPARE(rig.tunnels.counters().asksOverBudget, 0U);
        for (int i = 1; i < base::kTunnelInitiatesPerSecond; ++i)
            QVERIFY(rig.ask(0, at("203.0.113.66", 2000)));
        QVERIFY(!rig.ask(0, at("203.0.113.66", 2000)));
        QCOMPARE(rig.tunnels.counters().asksOverBudget, 1U);
    }

    void floodOfForgedIdsReachesNobody()
    {
        Rig rig;
        rig.connected(0, host);
        rig.place(0, 0);
        rig.wire.sent.clear();
        for (quint32 i = 0; i < 100'000; ++i)
            rig.arrive(forward(tunnel::TunnelId {i * 40'503U}, 1, "x"), stranger);
        QVERIFY(rig.wire.sent.isEmpty());
        QVERIFY(rig.tunnels.counters().unknownId + rig.tunnels.counters().foreignAddress >= 99'999U);
    }

    void tooManyTunnels()
    {
        Rig rig({.tunnelsMax = 2});
        rig.relay.connectionOpened(associationOf(0), {1}, rig.time.now());
        rig.relay.connectionOpened(associationOf(1), {2}, rig.time.now());
        QVERIFY(rig.ask(0, host));
        QVERIFY(rig.ask(1, guest));
        QVERIFY(!rig.ask(2, stranger));
        QCOMPARE(rig.tunnels.size(), 2U);
    }

    void silentTunnelGoesAndItsIdRests()
    {
        Rig rig;
        const auto id = rig.connected(0, host);
        rig.pass(40s);
        QCOMPARE(rig.tunnels.size(), 0U);
        rig.arrive(keepAlive(id), host);
        QCOMPARE(rig.tunnels.counters().unknownId, 1U);
        QVERIFY(rig.ask(0, host) != id);
    }

    void expiredClientIsRemindedWhenItSends()
    {
        Rig rig;
        const auto id = rig.connected(0, host);
        rig.pass(40s);
        QCOMPARE(rig.tunnels.size(), 0U);
        rig.wire.sent.clear();
        auto otherPort = host;
        otherPort.port = 4001;
        rig.arrive(forward(id, 1, "x"), stranger); // knows the id, but had no tunnel
        rig.arrive(forward(id, 1, "x"), otherPort);
        QVERIFY(rig.wire.sent.isEmpty());
        rig.arrive(forward(id, 1, "x"), host);
        const QList<QByteArray> reminder = rig.wire.take(host);
        QCOMPARE(reminder.size(), 1);
        QCOMPARE(reminder.first().size(), 1);
        rig.time.advance(base::kTunnelRemindPause - 1ms);
        rig.arrive(forward(id, 1, "x"), host);
        QVERIFY(rig.wire.sent.isEmpty());
        rig.time.advance(1ms);
        rig.arrive(forward(id, 1, "x"), host);
        QCOMPARE(rig.wire.take(host).size(), 1);
        QVERIFY(rig.ask(0, host)); // as it does then; after that it needs no reminder
        rig.time.advance(base::kTunnelRemindPause);
        rig.arrive(forward(id, 1, "x"), host);
        QVERIFY(rig.wire.sent.isEmpty());
    }

    void expiredClientIsRemindedWhenItsGameComes()
    {
        Rig rig;
        rig.connected(0, host);
        QVERIFY(rig.ask(1, guest)); // has never shown to be there
        rig.pass(40s);
        QCOMPARE(rig.tunnels.size(), 0U);
        rig.wire.sent.clear();
        rig.tunnels.remind(associationOf(1), rig.time.now());
        rig.tunnels.remind(associationOf(2), rig.time.now());
        QVERIFY(rig.wire.sent.isEmpty());
        rig.tunnels.remind(associationOf(0), rig.time.now());
        QCOMPARE(rig.wire.take(host), QList<QByteArray> {QByteArray(1, '\0')});
        rig.time.advance(base::kTunnelIdRest); // by now somebody else may be there
        rig.tunnels.remind(associationOf(0), rig.time.now());
        QVERIFY(rig.wire.sent.isEmpty());
    }

    void streamTakesOverAndBack()
    {
        Rig rig;
        rig.connected(0, host);
        test::RecordingOutlet streamed;
        rig.open(0, streamed);
        QCOMPARE(rig.tunnels.size(), 0U);
        // No game connection yet: nothing can be stolen.
        QVERIFY(rig.ask(0, host));
        QCOMPARE(streamed.closedBy, tunnel::CloseCause::TakenOver);
        rig.open(0, streamed);
        rig.relay.connectionOpened(associationOf(0), *host.ipv4(), rig.time.now());
        QVERIFY(!rig.ask(0, stranger));
        QVERIFY(rig.ask(0, host));
    }

    void goesOnAfterARestart()
    {
        tunnel::TunnelId hostId {};
        tunnel::TunnelId guestId {};
        std::vector<tunnel::SavedTunnel> saved;
        {
            Rig before;
            hostId = before.connected(0, host);
            guestId = before.connected(1, guest);
            saved = before.tunnels.saved();
        }
        QCOMPARE(saved.size(), 2U);
        Rig rig;
        for (const auto &one : saved)
            QVERIFY(rig.tunnels.restore(one, rig.time.now()));
        QVERIFY(!rig.tunnels.restore(saved[0], rig.time.now())); // its id is taken
        QVERIFY(!rig.relay.hasLiveTunnel(associationOf(0)));     // not before it was heard
        rig.pass(10s);
        QCOMPARE(rig.wire.take(host), QList<QByteArray> {keepAlive(hostId)});
        rig.arrive(keepAlive(hostId), host);
        QVERIFY(rig.relay.hasLiveTunnel(associationOf(0)));
        rig.place(0, 0);
        rig.place(1, 1);
        rig.arrive(forward(guestId, 0, "still here"), guest);
        QCOMPARE(rig.wire.take(host), QList<QByteArray> {forward(hostId, 1, "still here")});
        rig.pass(40s);
        QCOMPARE(rig.tunnels.size(), 0U); // and who is not there any more expires as usual
    }

    void nudgeIsOneUnreadableByte()
    {
        Rig rig;
        rig.tunnels.nudge(host);
        const QList<QByteArray> sent = rig.wire.take(host);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.first().size(), 1);
        QVERIFY(!tunnel::readDatagram(base::asBytes(QByteArrayView(sent.first()))));
    }

    void noAnswerIsLargerThanItsRequest()
    {
        Rig rig;
        const auto id = rig.connected(0, host);
        rig.wire.sent.clear();
        for (const QByteArray &request :
             {initiate(tokenOf(0)), initiate("x"), keepAlive(id), forward(id, 0, "self"), QByteArray(1, '\0')}) {
            rig.arrive(request, host);
            for (const QByteArray &answer : rig.wire.take(host))
                QVERIFY(answer.size() < request.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestUdpTunnels)
#include "tst_udptunnels.moc"
