#include "vmworld.h"

#include <core/base/limits.h>
#include <tests/support/quiet.h>

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using app::JoinViewModel;
using connector::LookupErrorKind;

class TestJoinViewModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void addressIsCheckedBeforeItIsSent();
    void longestAddressAndOnePast();
    void connectedServersAreRemembered();
    void ownServerIsNotRemembered();
    void failedOnesAreNotRemembered();
    void tryAgainUsesTheTypedAddress();
    void problemButtonTriesThePort();
    void figures();
    void forgettingCanBeUndone();
    void disconnectingOffersTheWayBack();
    void tones();
};

void TestJoinViewModel::addressIsCheckedBeforeItIsSent()
{
    VmWorld world;
    QVERIFY(!world.join->connectTo(u"   "_s).isEmpty());
    QVERIFY(world.backend.asked.isEmpty());
    QCOMPARE(world.join->connectTo(u"  10.0.0.5 \n"_s), QString());
    QCOMPARE(world.backend.asked, QStringList {u"connect 10.0.0.5"_s});
}

void TestJoinViewModel::longestAddressAndOnePast()
{
    VmWorld world;
    QCOMPARE(world.join->connectTo(QString(base::kServerAddressMax, u'a')), QString());
    QVERIFY(!world.join->connectTo(QString(base::kServerAddressMax + 1, u'a')).isEmpty());
    QCOMPARE(world.backend.asked.size(), 1);
}

void TestJoinViewModel::connectedServersAreRemembered()
{
    VmWorld world;
    world.backend.show(fakes::joinReady());
    QCOMPARE(world.join->recent()->count(), 1);
    QCOMPARE(world.join->recent()->addressAt(0), u"play.example.org"_s);
    world.backend.show(fakes::joinInGame());
    QCOMPARE(world.join->recent()->count(), 1);
    world.settings->flush();

    const VmWorld later(world.store.object);
    QCOMPARE(later.join->recent()->addressAt(0), u"play.example.org"_s);
}

void TestJoinViewModel::ownServerIsNotRemembered()
{
    VmWorld world;
    auto status = fakes::joinReady();
    status.address = u"127.0.0.1:8080"_s;
    status.server->base = QUrl(u"http://127.0.0.1:8080/"_s);
    world.backend.show(status);
    QCOMPARE(world.join->recent()->count(), 0);
    QCOMPARE(world.join->title(), u"Your own server"_s);
    QCOMPARE(world.shell->joinText(), u"Playing on this PC"_s);
    status.phase = connector::Phase::Off;
    world.backend.show(status);
    QCOMPARE(world.shell->toasts()->count(), 0); // hosting stopped, which is told elsewhere
}

void TestJoinViewModel::failedOnesAreNotRemembered()
{
    VmWorld world;
    world.backend.show(fakes::joinLookingUp());
    world.backend.show(fakes::joinFailed(LookupErrorKind::Refused));
    QCOMPARE(world.join->recent()->count(), 0);
}

void TestJoinViewModel::tryAgainUsesTheTypedAddress()
{
    VmWorld world;
    world.join->tryAgain(); // nothing typed yet
    QVERIFY(world.backend.asked.isEmpty());
    world.backend.show(fakes::joinFailed(LookupErrorKind::NoAnswer));
    world.join->tryAgain();
    QCOMPARE(world.backend.asked, QStringList {u"connect play.example.org"_s});
}

void TestJoinViewModel::problemButtonTriesThePort()
{
    VmWorld world;
    world.backend.show(fakes::joinFailed(LookupErrorKind::WrongIdent));
    QCOMPARE(world.join->problem().action, u"Try port 8080"_s);
    world.join->followProblem();
    QCOMPARE(world.backend.asked, QStringList {u"connect http://play.example.org:8080/"_s});

    auto withPort = fakes::joinFailed(LookupErrorKind::WrongIdent);
    withPort.lookupError->understood = u"http://play.example.org:8080/"_s;
    world.backend.show(withPort);
    QCOMPARE(world.join->problem().action, QString());
}

void TestJoinViewModel::figures()
{
    VmWorld world;
    world.backend.show(fakes::joinInGame());
    QCOMPARE(world.join->title(), u"play.example.org"_s);
    QCOMPARE(world.join->versionText(), u"0.8.1"_s);
    QCOMPARE(world.join->baseText(), u"https://play.example.org"_s);
    QCOMPARE(world.join->gamesText(), u"1"_s);
    QCOMPARE(world.join->sentText(), u"41.2 kB"_s);
    QCOMPARE(world.join->receivedText(), u"1.2 MB"_s);
    QVERIFY(world.join->isConnected());
}

void TestJoinViewModel::forgettingCanBeUndone()
{
    VmWorld world(fakes::usedStore(u"dark"_s));
    QCOMPARE(world.join->recent()->count(), 3);
    world.join->forget(u"192.168.1.60:8080"_s);
    QCOMPARE(world.join->recent()->count(), 2);
    world.runToast(0);
    QCOMPARE(world.join->recent()->count(), 3);
    QCOMPARE(world.join->recent()->addressAt(1), u"192.168.1.60:8080"_s); // its old place
    world.join->forget(u"never.example"_s);
    QCOMPARE(world.join->recent()->count(), 3);
}

void TestJoinViewModel::disconnectingOffersTheWayBack()
{
    VmWorld world;
    world.backend.show(fakes::joinReady());
    auto off = fakes::joinLookingUp();
    off.phase = connector::Phase::Off;
    world.backend.show(off);
    QCOMPARE(world.toast(0), u"Disconnected from play.example.org"_s);
    world.runToast(0);
    QCOMPARE(world.backend.asked, QStringList {u"connect play.example.org"_s});
}

void TestJoinViewModel::tones()
{
    VmWorld world;
    QCOMPARE(world.join->tone(), app::tone::Off);
    world.backend.show(fakes::joinLookingUp());
    QCOMPARE(world.join->tone(), app::tone::Working);
    world.backend.show(fakes::joinReady());
    QCOMPARE(world.join->tone(), app::tone::Ok);
    world.backend.show(fakes::joinReconnecting());
    QCOMPARE(world.join->tone(), app::tone::Attention);
    world.backend.show(fakes::joinPortsTaken());
    QCOMPARE(world.join->tone(), app::tone::Problem);
}

QTEST_MAIN(TestJoinViewModel)
#include "tst_joinviewmodel.moc"
