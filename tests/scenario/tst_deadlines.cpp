// When the server gives a connection up: silence, lost pings, frames that do not arrive, nobody logging in.

#include <core/session/commands/authentication/logout.h>
#include <core/session/commands/util/ping.h>
#include <core/session/commands/util/suspenduserping.h>
#include <tests/scenario/world.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;
using namespace session;
using namespace std::chrono_literals;

class DeadlinesTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void silentFromTheStart()
    {
        World world;
        Client &client = world.connect();
        world.time().advance(base::kUpgradeFirstFrameDeadline - 1ms);
        QVERIFY(!client.endReason());
        world.time().advance(base::kSessionRoundPeriod);
        QCOMPARE(client.endReason(), EndReason::NoFirstFrame);
        world.time().settle();
        QVERIFY(client.isClosed());
    }

    void pingsKeepItAlive()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        for (int i = 0; i < 100; ++i) {
            world.time().advance(base::kPingPeriod);
            client.call(util::ping);
        }
        QVERIFY(!client.endReason());
    }

    void anythingElseKeepsItAliveToo()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        for (int i = 0; i < 10; ++i) {
            world.time().advance(base::kPingSilenceMax - 5s);
            client.send(0x9, 0x99);
        }
        QVERIFY(!client.endReason());
    }

    void lostPingsEndIt()
    {
        World world;
        const Account a = world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw");
        Client &client = world.inMenu(a);
        client.call(util::ping);
        world.time().advance(base::kPingSilenceMax - 1s);
        QVERIFY(!client.endReason());
        world.time().advance(1s + 2 * base::kSessionRoundPeriod);
        QCOMPARE(client.endReason(), EndReason::PingLost);
        QCOMPARE(world.presence().find(a.id), static_cast<Session *>(nullptr));
        QVERIFY(world.watcher().told.contains(u"offline 1"_s));
        world.time().settle();
        QCOMPARE(world.sessions().count(), 0);
    }

    void suspendedPingsGetGrace()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        QCOMPARE(client.errorOf(util::suspendUserPing, {89'999'999}), blaze::Error::SuspendTimeTooSmall);
        QCOMPARE(client.errorOf(util::suspendUserPing, {90'000'001}), blaze::Error::SuspendTimeTooLarge);
        QCOMPARE(client.errorOf(util::suspendUserPing, {90'000'000}), blaze::Error::PingSuspended);
        // Forgiven at the check after the grace, not at the one a ping period later.
        world.time().advance(base::kPingSuspendGrace + 10s);
        QVERIFY(!client.endReason());
        world.time().advance(base::kPingPeriod);
        QCOMPARE(client.endReason(), EndReason::PingLost);
    }

    void aPingClearsTheGrace()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        QCOMPARE(client.errorOf(util::suspendUserPing, {90'000'000}), blaze::Error::PingSuspended);
        client.call(util::ping);
        world.time().advance(base::kPingSilenceMax + 2 * base::kSessionRoundPeriod);
        QCOMPARE(client.endReason(), EndReason::PingLost);
    }

    void refusedSuspensionGivesNoGrace()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        QCOMPARE(client.errorOf(util::suspendUserPing, {20'000'000}), blaze::Error::SuspendTimeTooSmall);
        world.time().advance(base::kPingSilenceMax + 2 * base::kSessionRoundPeriod);
        QCOMPARE(client.endReason(), EndReason::PingLost);
    }

    void nobodyLogsIn()
    {
        World world;
        Client &client = world.connect();
        client.send(util::ping);
        const auto pingFor = [&](std::chrono::seconds time) {
            for (; time > 0s && !client.endReason(); time -= base::kPingPeriod) {
                world.time().advance(std::min<std::chrono::seconds>(time, base::kPingPeriod));
                client.send(util::ping);
            }
        };
        pingFor(base::kUnauthenticatedDeadline - 1s);
        QVERIFY(!client.endReason());
        pingFor(2 * base::kPingPeriod);
        QCOMPARE(client.endReason(), EndReason::NeverLoggedIn);
    }

    void aLogoutStartsTheLoginTimeAnew()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        const auto pingFor = [&](std::chrono::seconds time) {
            for (; time > 0s && !client.endReason(); time -= base::kPingPeriod) {
                world.time().advance(base::kPingPeriod);
                client.send(util::ping);
            }
        };
        pingFor(2 * base::kUnauthenticatedDeadline);
        QVERIFY(!client.endReason());
        client.send(authentication::logout);
        pingFor(base::kUnauthenticatedDeadline - base::kPingPeriod);
        QVERIFY(!client.endReason());
        pingFor(3 * base::kPingPeriod);
        QCOMPARE(client.endReason(), EndReason::NeverLoggedIn);
    }

    void aFrameThatStops()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        client.feed(frameHead(1000));
        world.time().advance(base::kFrameStallDeadline - 1s);
        QVERIFY(!client.endReason());
        world.time().advance(1s + 2 * base::kSessionRoundPeriod);
        QCOMPARE(client.endReason(), EndReason::FrameStalled);
    }

    void aFrameThatTrickles()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        client.feed(frameHead(1000));
        const auto trickleFor = [&](std::chrono::seconds time) {
            for (; time > 0s && !client.endReason(); time -= 1s) {
                world.time().advance(1s);
                client.feed(base::asBytes(std::string_view("x")));
            }
        };
        trickleFor(base::kFrameDeadline - 1s);
        QVERIFY(!client.endReason());
        trickleFor(1s + 2 * base::kSessionRoundPeriod);
        QCOMPARE(client.endReason(), EndReason::FrameStalled);
    }

    // Whole frames that happen to be cut at each look are no slow frame.
    void manyCutFramesAreFine()
    {
        World world;
        Client &client = world.loggedIn(world.accounts().add(u"a@example.com"_s, u"Ann"_s, "pw"));
        QByteArray frame = base::toByteArray(frameHead(600));
        frame += QByteArray(600, '\0');
        for (int i = 0; i < 300; ++i) {
            client.feed(base::asBytes(QByteArrayView(frame).first(300)));
            world.time().advance(1s);
            client.feed(base::asBytes(QByteArrayView(frame).sliced(300)));
            client.feed(base::asBytes(QByteArrayView(frame).first(10 + (i * 37) % 250)));
            world.time().advance(1s);
            client.feed(base::asBytes(QByteArrayView(frame).sliced(10 + (i * 37) % 250)));
        }
        QVERIFY(!client.endReason());
    }

    void oneTimerForAllAndNoneForNobody()
    {
        World world;
        QCOMPARE(world.time().timersPending(), std::size_t(0));
        for (int i = 0; i < 100; ++i)
            world.connect();
        QCOMPARE(world.time().timersPending(), std::size_t(1));
        world.time().advance(1min);
        QCOMPARE(world.sessions().count(), 0);
        QCOMPARE(world.time().timersPending(), std::size_t(0));
        world.connect();
        QCOMPARE(world.time().timersPending(), std::size_t(1));
    }

private:
    // The head of a request to an unknown command with so many bytes of body.
    static base::ByteView frameHead(std::uint16_t length)
    {
        static std::array<std::byte, blaze::kHeaderSize> head;
        head = {};
        base::writeU16(head.data(), length);
        base::writeU16(head.data() + 2, 0x9);
        base::writeU16(head.data() + 4, 0x99);
        return head;
    }
};

QTEST_APPLESS_MAIN(DeadlinesTest)
#include "tst_deadlines.moc"
