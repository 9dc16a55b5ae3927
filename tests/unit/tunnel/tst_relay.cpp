// The relay between players: who reaches whom, what is dropped, who takes over from whom, what ends by itself.

#include "relayrig.h"

#include <tests/support/quiet.h>

using namespace std::chrono_literals;
using test::associationOf;
using test::kGame;
using test::RecordingOutlet;
using test::RelayRig;
using Got = RecordingOutlet::Got;

class TestRelay : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void packetsSayWhoSentThem()
    {
        RelayRig rig;
        std::array<RecordingOutlet, 4> players;
        for (int i = 0; i < 4; ++i) {
            rig.open(i, players.at(i), i % 2 == 0 ? tunnel::Form::Http : tunnel::Form::Udp);
            rig.place(i, i);
        }
        for (int from = 0; from < 4; ++from) {
            for (int to = 0; to < 4; ++to) {
                if (from != to)
                    rig.send(players.at(from), to, QByteArray::number(from) + ">" + QByteArray::number(to));
            }
        }
        for (int to = 0; to < 4; ++to) {
            QList<Got> expected;
            for (int from = 0; from < 4; ++from) {
                if (from != to)
                    expected.append({from, QByteArray::number(from) + ">" + QByteArray::number(to)});
            }
            QCOMPARE(players.at(to).got, expected);
            QCOMPARE(players.at(to).tunnel->counters().packetsIn, 3U);
            QCOMPARE(players.at(to).tunnel->counters().bytesOut, 9U);
        }
    }

    void nothingElseGoesAnywhere()
    {
        RelayRig rig;
        std::array<RecordingOutlet, 5> players;
        for (int i = 0; i < 5; ++i)
            rig.open(i, players.at(i));
        rig.place(0, 0);
        rig.place(1, 1);
        rig.place(2, 0, base::GameId {18}); // another match
        rig.place(3, 2, base::GameId {18});
        rig.send(players[0], 0, "to myself");
        rig.send(players[0], 2, "to an empty place");
        rig.send(players[0], 3, "to an empty place");
        rig.send(players[0], 4, "no such index");
        rig.send(players[0], 254, "no such index");
        rig.send(players[4], 0, "outside any match");
        rig.send(players[2], 1, "index of another match");
        rig.send(players[1], 0, QByteArray(base::kTunnelPayloadMax + 1, 'x'));
        for (const RecordingOutlet &player : players)
            QVERIFY(player.got.isEmpty());
        QCOMPARE(players[0].tunnel->counters().droppedUndeliverable, 5U);
        QCOMPARE(players[4].tunnel->counters().droppedUndeliverable, 1U);
        rig.send(players[1], 0, QByteArray(base::kTunnelPayloadMax, 'x')); // the largest that fits
        QCOMPARE(players[0].got.size(), 1);
        QVERIFY(players[2].got.isEmpty() && players[3].got.isEmpty());
    }

    void tunnelAppearsInsideTheMatch()
    {
        RelayRig rig;
        RecordingOutlet host;
        RecordingOutlet guest;
        rig.open(0, host);
        rig.place(0, 0);
        rig.place(1, 1); // no tunnel yet
        QVERIFY(!rig.relay.hasLiveTunnel(associationOf(1)));
        rig.send(host, 1, "lost");
        rig.open(1, guest);
        QVERIFY(rig.relay.hasLiveTunnel(associationOf(1)));
        rig.send(host, 1, "there");
        rig.send(guest, 0, "back");
        QCOMPARE(guest.got, (QList<Got> {{0, "there"}}));
        QCOMPARE(host.got, (QList<Got> {{1, "back"}}));
    }

    void newTunnelTakesOver()
    {
        RelayRig rig;
        RecordingOutlet host;
        RecordingOutlet before;
        RecordingOutlet after;
        rig.open(0, host);
        rig.open(1, before);
        rig.place(0, 0);
        rig.place(1, 1);
        rig.open(1, after, tunnel::Form::Udp);
        QCOMPARE(before.closedBy, tunnel::CloseCause::TakenOver);
        QCOMPARE(rig.relay.tunnelsOpen(), 2U);
        rig.send(host, 1, "x");
        rig.send(after, 0, "y");
        QVERIFY(before.got.isEmpty());
        QCOMPARE(after.got, (QList<Got> {{0, "x"}}));
        QCOMPARE(host.got, (QList<Got> {{1, "y"}}));
    }

    void placeOutlivesItsTunnel()
    {
        RelayRig rig;
        RecordingOutlet host;
        RecordingOutlet guest;
        rig.open(0, host);
        rig.open(1, guest);
        rig.place(0, 0);
        rig.place(1, 1);
        guest.close();
        QVERIFY(!guest.closedBy); // who closes is not told
        rig.send(host, 1, "lost");
        rig.open(1, guest);
        rig.send(host, 1, "there");
        QCOMPARE(guest.got, (QList<Got> {{0, "there"}}));
    }

    void onePlaceEach()
    {
        RelayRig rig;
        RecordingOutlet a;
        RecordingOutlet b;
        rig.open(0, a);
        rig.open(1, b);
        rig.place(0, 0);
        rig.place(1, 1);
        rig.place(1, 2); // moved on: index 1 is empty now
        rig.send(a, 1, "x");
        rig.send(a, 2, "y");
        QCOMPARE(b.got, (QList<Got> {{0, "y"}}));
        rig.place(1, 0, base::GameId {99});
        rig.send(a, 2, "z");
        QCOMPARE(b.got.size(), 1);
        // A place that is given to another has one holder.
        rig.place(1, 0);
        rig.send(b, 0, "to myself");
        rig.send(a, 0, "outside");
        QVERIFY(a.got.isEmpty());
        QCOMPARE(b.got.size(), 1);
    }

    void unmapOnlyWhatIsHeld()
    {
        RelayRig rig;
        RecordingOutlet a;
        RecordingOutlet b;
        rig.open(0, a);
        rig.open(1, b);
        rig.place(0, 0);
        rig.place(1, 1);
        rig.relay.unmap(kGame, 1, associationOf(0)); // not its holder
        rig.relay.unmap(kGame, 2, associationOf(1)); // not its place
        rig.relay.unmap(base::GameId {18}, 1, associationOf(1));
        rig.relay.unmap(kGame, 1, associationOf(77)); // nobody
        rig.send(a, 1, "x");
        QCOMPARE(b.got.size(), 1);
        rig.relay.unmap(kGame, 1, associationOf(1));
        rig.send(a, 1, "x");
        QCOMPARE(b.got.size(), 1);
    }

    void hostMigration()
    {
        RelayRig rig;
        std::array<RecordingOutlet, 3> players;
        for (int i = 0; i < 3; ++i) {
            rig.open(i, players.at(i));
            rig.place(i, i);
        }
        rig.relay.unmap(kGame, 0, associationOf(0));
        rig.relay.move(kGame, 2, 0);
        rig.relay.move(kGame, 3, 2);               // nobody
        rig.relay.move(base::GameId {1234}, 1, 0); // no such match
        rig.send(players[1], 0, "to the new host");
        rig.send(players[1], 2, "to the old place");
        rig.send(players[2], 1, "from the new host");
        QCOMPARE(players[2].got, (QList<Got> {{1, "to the new host"}}));
        QCOMPARE(players[1].got, (QList<Got> {{0, "from the new host"}}));
        QVERIFY(players[0].got.isEmpty());
        // The last one of a match may move too.
        rig.relay.unmap(kGame, 1, associationOf(1));
        rig.relay.move(kGame, 0, 3);
        rig.place(1, 0);
        rig.send(players[1], 3, "x");
        QCOMPARE(players[2].got.size(), 2);
    }

    void floodIsCutAtTheBudget()
    {
        RelayRig rig;
        RecordingOutlet flooder;
        RecordingOutlet victim;
        RecordingOutlet other;
        rig.open(0, flooder);
        rig.open(1, victim);
        rig.open(2, other);
        for (int i = 0; i < 3; ++i)
            rig.place(i, i);
        for (int i = 0; i < 10'000; ++i)
            rig.send(flooder, 1, "flood");
        QCOMPARE(victim.got.size(), base::kTunnelPacketsBurst);
        QCOMPARE(flooder.tunnel->counters().droppedOverBudget, 10'000U - base::kTunnelPacketsBurst);
        rig.send(other, 1, "still served");
        QCOMPARE(victim.got.back(), (Got {2, "still served"}));
    }

    void fullReceiverIsCounted()
    {
        RelayRig rig;
        RecordingOutlet a;
        RecordingOutlet b;
        rig.open(0, a);
        rig.open(1, b);
        rig.place(0, 0);
        rig.place(1, 1);
        b.full = true;
        rig.send(a, 1, "x");
        QCOMPARE(b.tunnel->counters().droppedOut, 1U);
        QCOMPARE(a.tunnel->counters().droppedUndeliverable, 0U);
    }

    void keepAlivesEveryTenSecondsAndRoundTrip()
    {
        RelayRig rig;
        RecordingOutlet a;
        rig.open(0, a);
        rig.pass(9s);
        QCOMPARE(a.keepAlives, 0);
        rig.pass(1s);
        QCOMPARE(a.keepAlives, 1);
        QVERIFY(!a.tunnel->roundTrip());
        rig.time.advance(40ms);
        rig.relay.receiveKeepAlive(*a.tunnel, rig.time.now());
        QCOMPARE(*a.tunnel->roundTrip(), 40ms);
        rig.relay.receiveKeepAlive(*a.tunnel, rig.time.now() + 5s); // nobody asked: says nothing about time
        QCOMPARE(*a.tunnel->roundTrip(), 40ms);
        rig.pass(10s);
        QCOMPARE(a.keepAlives, 2);
        rig.time.advance(80ms);
        rig.relay.receiveKeepAlive(*a.tunnel, rig.time.now());
        QCOMPARE(*a.tunnel->roundTrip(), 50ms);
    }

    void silentDatagramTunnelExpires()
    {
        RelayRig rig;
        RecordingOutlet a;
        rig.open(0, a, tunnel::Form::Udp);
        rig.pass(39s);
        QVERIFY(!a.closedBy);
        rig.send(a, 1, "any packet is a sign of life");
        rig.pass(39s);
        QVERIFY(!a.closedBy);
        rig.pass(1s);
        QCOMPARE(a.closedBy, tunnel::CloseCause::Silent);
        QCOMPARE(rig.relay.tunnelsOpen(), 0U);
        QVERIFY(rig.relay.parties().empty());
    }

    void silentStreamExpiresOnlyAfterItAnswered()
    {
        RelayRig rig;
        RecordingOutlet mute;
        RecordingOutlet answering;
        rig.open(0, mute);
        rig.open(1, answering);
        rig.relay.receiveKeepAlive(*answering.tunnel, rig.time.now());
        rig.pass(39s);
        QVERIFY(!answering.closedBy);
        rig.pass(1s);
        QCOMPARE(answering.closedBy, tunnel::CloseCause::Silent);
        rig.pass(1h);
        QVERIFY(!mute.closedBy); // a client from before keep-alives were answered
    }

    void unusedAssociationIsForgotten()
    {
        RelayRig rig;
        RecordingOutlet idle;
        RecordingOutlet used;
        rig.open(0, idle);
        rig.open(1, used);
        rig.relay.connectionOpened(associationOf(1), {0x0A000001}, rig.time.now());
        rig.time.advance(24h - 1s);
        rig.relay.round(rig.time.now());
        QVERIFY(!idle.closedBy);
        rig.pass(1s);
        QCOMPARE(idle.closedBy, tunnel::CloseCause::Unused);
        QVERIFY(!used.closedBy);
        rig.relay.connectionClosed(associationOf(1), {0x0A000001}, rig.time.now());
        rig.time.advance(24h);
        rig.relay.round(rig.time.now());
        QCOMPARE(used.closedBy, tunnel::CloseCause::Unused);
        QVERIFY(rig.relay.parties().empty());
    }

    void localTunnelNeverExpires()
    {
        RelayRig rig;
        RecordingOutlet own;
        rig.open(0, own, tunnel::Form::Local);
        rig.time.advance(48h);
        rig.relay.round(rig.time.now());
        QVERIFY(!own.closedBy);
    }

    void tooManyTunnels()
    {
        RelayRig rig({.tunnelsMax = 2});
        RecordingOutlet playing;
        RecordingOutlet idle;
        RecordingOutlet third;
        rig.open(0, playing);
        rig.relay.connectionOpened(associationOf(0), {1}, rig.time.now());
        rig.open(1, idle);
        rig.open(2, third); // one past the limit: the one nobody plays through goes
        QCOMPARE(idle.closedBy, tunnel::CloseCause::Crowded);
        QVERIFY(third.tunnel && !playing.closedBy);
        rig.relay.connectionOpened(associationOf(2), {2}, rig.time.now());
        rig.open(1, idle);
        QVERIFY(!idle.tunnel); // everybody plays
        RecordingOutlet again;
        rig.open(2, again); // taking over needs no room
        QVERIFY(again.tunnel);
        QCOMPARE(third.closedBy, tunnel::CloseCause::TakenOver);
        QCOMPARE(rig.relay.tunnelsOpen(), 2U);
    }

    void sessionsAreRemembered()
    {
        RelayRig rig;
        RecordingOutlet a;
        rig.open(0, a);
        QVERIFY(!rig.relay.isSessionGone(associationOf(0))); // never had one
        rig.relay.connectionOpened(associationOf(0), {7}, rig.time.now());
        rig.relay.connectionOpened(associationOf(0), {7}, rig.time.now());
        QVERIFY(rig.relay.hasConnectionFrom(associationOf(0), {7}));
        QVERIFY(!rig.relay.hasConnectionFrom(associationOf(0), {8}));
        rig.relay.connectionClosed(associationOf(0), {7}, rig.time.now());
        QVERIFY(!rig.relay.isSessionGone(associationOf(0)));
        rig.relay.connectionClosed(associationOf(0), {7}, rig.time.now());
        QVERIFY(rig.relay.isSessionGone(associationOf(0)));
        QVERIFY(!rig.relay.hasConnection(associationOf(0)));
        rig.relay.connectionClosed(associationOf(0), {7}, rig.time.now()); // once more does no harm
        rig.relay.connectionClosed(associationOf(5), {7}, rig.time.now());
    }

    void theEndClosesAll()
    {
        RecordingOutlet a;
        RecordingOutlet b;
        {
            RelayRig rig;
            rig.open(0, a);
            rig.open(1, b);
            rig.place(0, 0);
        }
        QCOMPARE(a.closedBy, tunnel::CloseCause::Stopping);
        QCOMPARE(b.closedBy, tunnel::CloseCause::Stopping);
    }

    void whatPeopleSee()
    {
        RelayRig rig;
        RecordingOutlet a;
        rig.open(0, a, tunnel::Form::Udp);
        rig.place(0, 3);
        rig.send(a, 1, "nobody");
        const auto parties = rig.relay.parties();
        QCOMPARE(parties.size(), 1U);
        QCOMPARE(parties[0].form, tunnel::Form::Udp);
        QVERIFY(parties[0].isLive);
        QCOMPARE(parties[0].game, kGame);
        QCOMPARE(int {parties[0].index}, 3);
        QCOMPARE(parties[0].counters.droppedUndeliverable, 1U);
    }
};

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
