// Speaking to players: never an empty or too long text, never to others than those who were chosen.

#include "vmworld.h"

#include <app/announceviewmodel.h>
#include <core/base/limits.h>
#include <tests/support/quiet.h>

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using app::AnnounceViewModel;
using server::Audience;

class TestAnnounceViewModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void sends();
    void emptyIsRefused();
    void lengthOfLimitAndOnePast();
    void onceAtATime();
    void audiences();
    void neverToOthersThanChosen();
    void withoutTextTheChoiceFollows();
    void nobodyGotIt();
    void stoppedMeanwhile();
    void typingTakesTheResultAway();
    void nobodyOnline();
};

void TestAnnounceViewModel::sends()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    world.backend.show(fakes::threePlayers());
    announce.setText(u"  Match at nine. "_s);
    announce.send();
    QVERIFY(announce.isBusy());
    QCOMPARE(world.backend.asked, QStringList {u"announce Match at nine."_s});
    QCOMPARE(world.backend.audience, std::optional(Audience {}));
    QSignalSpy result(&announce, &AnnounceViewModel::resultChanged);
    world.backend.show(server::AnnounceResult {.reached = 3});
    QVERIFY(!announce.isBusy());
    QCOMPARE(announce.result(), u"Sent to 3 players."_s);
    QCOMPARE(announce.resultTone(), app::tone::Ok);
    QCOMPARE(announce.text(), QString());
    QCOMPARE(result.size(), 1);
}

void TestAnnounceViewModel::emptyIsRefused()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.send();
    QCOMPARE(announce.error(), u"Write something first."_s);
    announce.setText(u" \n "_s);
    QCOMPARE(announce.error(), QString());
    announce.send();
    QCOMPARE(announce.error(), u"Write something first."_s);
    QVERIFY(world.backend.asked.isEmpty());
    QVERIFY(!announce.isBusy());
}

void TestAnnounceViewModel::lengthOfLimitAndOnePast()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.setText(QString(base::kAnnouncementTextMax + 1, u'x'));
    announce.send();
    QCOMPARE(announce.error(), u"That is too long by 1 character."_s);
    QVERIFY(world.backend.asked.isEmpty());
    announce.setText(QString(base::kAnnouncementTextMax, u'x'));
    announce.send();
    QCOMPARE(announce.error(), QString());
    QCOMPARE(world.backend.asked.size(), 1);
}

void TestAnnounceViewModel::onceAtATime()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.setText(u"Hello"_s);
    announce.send();
    announce.send();
    QCOMPARE(world.backend.asked.size(), 1);
}

void TestAnnounceViewModel::audiences()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    world.backend.show(fakes::threePlayers());
    announce.offerGame(base::GameId {3}, u"Firebase White"_s, 4);
    announce.offerPlayer(base::PlayerId {7}, u"Jon"_s);
    QCOMPARE(announce.audiences(), (QStringList {u"Everyone, 3"_s, u"Firebase White, 4"_s, u"Jon"_s}));
    QCOMPARE(announce.audience(), 0);
    announce.setText(u"Hello"_s);
    announce.chooseAudience(1);
    announce.send();
    QCOMPARE(world.backend.audience, std::optional(Audience {.kind = Audience::Kind::Game, .game = base::GameId {3}}));
    world.backend.show(server::AnnounceResult {.reached = 4});
    announce.setText(u"Hello"_s);
    announce.chooseAudience(2);
    announce.send();
    QCOMPARE(world.backend.audience,
             std::optional(Audience {.kind = Audience::Kind::Player, .player = base::PlayerId {7}}));
    announce.chooseAudience(3);
    announce.chooseAudience(-1);
    QCOMPARE(announce.audience(), 2);
}

void TestAnnounceViewModel::neverToOthersThanChosen()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.offerGame(base::GameId {3}, u"Firebase White"_s, 4);
    announce.offerPlayer(base::PlayerId {7}, u"Jon"_s);
    announce.chooseAudience(2);
    announce.setText(u"Between you and me"_s);
    announce.offerPlayer(std::nullopt, {}); // Jon has left
    QCOMPARE(announce.audience(), -1);
    announce.send();
    QCOMPARE(announce.error(), u"Choose who should read it."_s);
    QVERIFY(world.backend.asked.isEmpty());
    announce.chooseAudience(1);
    QCOMPARE(announce.error(), QString());
    announce.offerGame(base::GameId {4}, u"Firebase Glacier"_s, 1); // another game is looked at
    QCOMPARE(announce.audience(), -1);
    announce.offerGame(base::GameId {3}, u"Firebase White"_s, 4);
    announce.chooseAudience(1);
    announce.offerGame(base::GameId {3}, u"Firebase White"_s, 3); // the same one, with fewer players
    QCOMPARE(announce.audience(), 1);
}

void TestAnnounceViewModel::withoutTextTheChoiceFollows()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.offerGame(base::GameId {3}, u"Firebase White"_s, 4);
    announce.chooseAudience(1);
    announce.offerGame(std::nullopt, {}, 0);
    QCOMPARE(announce.audience(), 0);
}

void TestAnnounceViewModel::nobodyGotIt()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.setText(u"Hello"_s);
    announce.send();
    world.backend.show(server::AnnounceResult {});
    QCOMPARE(announce.resultTone(), app::tone::Attention);
    QCOMPARE(announce.text(), u"Hello"_s); // kept, to try again
}

void TestAnnounceViewModel::stoppedMeanwhile()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.setText(u"Hello"_s);
    announce.send();
    world.backend.show(server::AnnounceResult {.error = server::AnnounceError::NotHosting});
    QVERIFY(!announce.isBusy());
    QCOMPARE(announce.error(), u"The server is stopped. Nobody got it."_s);
    QCOMPARE(announce.text(), u"Hello"_s);
}

void TestAnnounceViewModel::typingTakesTheResultAway()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    announce.setText(u"Hello"_s);
    announce.send();
    world.backend.show(server::AnnounceResult {.reached = 1});
    QCOMPARE(announce.result(), u"Sent to 1 player."_s);
    announce.setText(u"A"_s);
    QCOMPARE(announce.result(), QString());
}

void TestAnnounceViewModel::nobodyOnline()
{
    VmWorld world;
    AnnounceViewModel announce(world.backend, *world.host);
    QVERIFY(!announce.isReachable());
    QSignalSpy changed(&announce, &AnnounceViewModel::audiencesChanged);
    world.backend.show(fakes::threePlayers());
    QVERIFY(announce.isReachable());
    QVERIFY(changed.size() >= 1);
}

QTEST_MAIN(TestAnnounceViewModel)
#include "tst_announceviewmodel.moc"
