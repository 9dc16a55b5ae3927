#include "vmworld.h"

#include <tests/support/quiet.h>

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::HostViewModel;

class TestHostViewModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void startSendsWhatWasChosen();
    void startIsNotSentTwice();
    void runningIsRememberedAsHosted();
    void portThatWorkedIsKept();
    void portThatFailedIsNotKept();
    void stopWithNobodyOnlineAsksNothing();
    void stopWithPlayersAsks();
    void restartWithPlayersAsks();
    void plurals();
    void timesMoveOn();
    void failureIsShownAndGone();
    void localAddressForTheGameHere();
    void nobodyIsOnlineOnceItStopped();
};

void TestHostViewModel::startSendsWhatWasChosen()
{
    VmWorld world;
    world.settings->setServerName(u"  Anna's   deck "_s);
    world.settings->setPlayOnThisPc(false);
    QCOMPARE(world.settings->setPortText(u"9000"_s), QString());
    world.host->start();
    QCOMPARE(world.backend.asked, QStringList {u"start"_s});
    QCOMPARE(world.backend.options.serverName, u"Anna's deck"_s);
    QCOMPARE(world.backend.options.port, quint16(9000));
    QVERIFY(!world.backend.options.playOnThisPc);
}

void TestHostViewModel::startIsNotSentTwice()
{
    VmWorld world;
    world.backend.show(fakes::hostStarting());
    world.host->start();
    world.backend.show(fakes::hostRunning(1s));
    world.host->start();
    QVERIFY(world.backend.asked.isEmpty());
}

void TestHostViewModel::runningIsRememberedAsHosted()
{
    VmWorld world;
    QVERIFY(!world.host->hostedBefore());
    QSignalSpy changed(world.host.get(), &HostViewModel::hostedBeforeChanged);
    world.backend.show(fakes::hostRunning(1s));
    QVERIFY(world.host->hostedBefore());
    QCOMPARE(changed.size(), 1);
    world.settings->flush();
    QVERIFY(world.store.object.value("hostedBefore"_L1).toBool());
}

void TestHostViewModel::portThatWorkedIsKept()
{
    VmWorld world;
    world.backend.show(fakes::hostFailed());
    world.host->tryProposedPort();
    QCOMPARE(world.backend.options.port, quint16(8080));
    QCOMPARE(world.settings->port(), 0);
    world.backend.show(fakes::hostRunning(1s));
    QCOMPARE(world.settings->port(), 8080);
}

void TestHostViewModel::portThatFailedIsNotKept()
{
    VmWorld world;
    world.backend.show(fakes::hostFailed());
    world.host->tryProposedPort();
    auto other = fakes::hostRunning(1s);
    other.httpPort = 9123;
    world.backend.show(other);
    QCOMPARE(world.settings->port(), 0);
}

void TestHostViewModel::stopWithNobodyOnlineAsksNothing()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(1s));
    QSignalSpy question(world.host.get(), &HostViewModel::stopQuestion);
    world.host->requestStop();
    QCOMPARE(question.size(), 0);
    QCOMPARE(world.backend.asked, QStringList {u"stop"_s});
    world.backend.show(server::Status());
    QCOMPARE(world.toast(0), u"Hosting stopped"_s);
    world.runToast(0);
    QCOMPARE(world.backend.asked, (QStringList {u"stop"_s, u"start"_s}));
}

void TestHostViewModel::stopWithPlayersAsks()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(1s));
    world.backend.show(fakes::threePlayers());
    QSignalSpy question(world.host.get(), &HostViewModel::stopQuestion);
    world.host->requestStop();
    QCOMPARE(question.size(), 1);
    QVERIFY(world.backend.asked.isEmpty());
    QVERIFY(world.host->stopQuestionText().startsWith(u"3 players are online. 2 of them are in a game."_s));
    world.host->stopNow();
    QCOMPARE(world.backend.asked, QStringList {u"stop"_s});
}

void TestHostViewModel::restartWithPlayersAsks()
{
    VmWorld world;
    world.host->requestRestart(); // not running: nothing to restart
    world.backend.show(fakes::hostRunning(1s));
    world.host->requestRestart();
    QCOMPARE(world.backend.asked, QStringList {u"restart"_s});
    world.backend.show(fakes::threePlayers());
    QSignalSpy question(world.host.get(), &HostViewModel::restartQuestion);
    world.host->requestRestart();
    QCOMPARE(question.size(), 1);
    QCOMPARE(world.backend.asked.size(), 1);
}

void TestHostViewModel::plurals()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(1s));
    auto one = fakes::threePlayers();
    one.upserted.resize(1);
    world.backend.show(one);
    QCOMPARE(world.host->playersText(), u"1 player"_s);
    QVERIFY(world.host->stopQuestionText().startsWith(u"1 player is online. 1 of them is in a game."_s));
    world.backend.show(fakes::threePlayers());
    QCOMPARE(world.host->playersText(), u"3 players"_s);
}

void TestHostViewModel::timesMoveOn()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(40s));
    QCOMPARE(world.host->runningFor(), u"40 s"_s);
    world.clock.elapsed = 21s;
    QTRY_COMPARE(world.host->runningFor(), u"1 min"_s); // its own second hand
}

void TestHostViewModel::failureIsShownAndGone()
{
    VmWorld world;
    world.backend.show(fakes::hostFailed());
    QVERIFY(world.host->problem().isPresent());
    QCOMPARE(world.host->problem().action, u"Try port 8080"_s);
    QCOMPARE(world.host->steps()->at(1).state, app::StepsModel::Failed);
    world.backend.show(fakes::hostRunning(1s));
    QVERIFY(!world.host->problem().isPresent());
}

void TestHostViewModel::localAddressForTheGameHere()
{
    VmWorld world;
    QCOMPARE(world.host->localAddress(), QString());
    auto status = fakes::hostRunning(1s);
    world.backend.show(status);
    QCOMPARE(world.host->localAddress(), u"127.0.0.1:8080"_s);
    status.addresses.clear();
    world.backend.show(status);
    QCOMPARE(world.host->localAddress(), u"127.0.0.1:8080"_s);
}

void TestHostViewModel::nobodyIsOnlineOnceItStopped()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(1s));
    world.backend.show(fakes::threePlayers());
    world.backend.show(server::Status());
    QCOMPARE(world.host->playerCount(), 0);
}

QTEST_MAIN(TestHostViewModel)
#include "tst_hostviewmodel.moc"
