#include "vmworld.h"

#include <tests/support/quiet.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::ShellViewModel;

class TestShellViewModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void pillOfEachHostState();
    void pillOfEachJoinState();
    void hostingGoesBeforeJoining();
    void startLeadsToTheOverview();
    void startElsewhereDoesNotMoveThePage();
    void closingWhenOff();
    void closingWithNobodyOnline();
    void closingWithPlayers();
    void closingTwiceLetsGo();
    void closingDuringARestart();
    void clipboard();
    void announcements();
    void overviewAppearsWithTheFirstHosting();
    void gamesPageIsThereWhileHosting();
};

void TestShellViewModel::pillOfEachHostState()
{
    VmWorld world;
    QCOMPARE(world.shell->pillText(), QString());
    QCOMPARE(world.shell->hostText(), u"Not hosting"_s);
    world.backend.show(fakes::hostStarting());
    QCOMPARE(world.shell->pillText(), u"Starting…"_s);
    world.backend.show(fakes::hostRunning(134min));
    QCOMPARE(world.shell->pillText(), u"Hosting · nobody here yet"_s);
    QCOMPARE(world.shell->hostText(), u"Hosting for 2 h 14 min"_s);
    QCOMPARE(world.shell->reachText(), u"This network · port 8080"_s);
    world.backend.show(fakes::threePlayers());
    QCOMPARE(world.shell->pillText(), u"Hosting · 3 online"_s);
    QCOMPARE(world.shell->pillShort(), u"Hosting · 3"_s);
    QCOMPARE(world.shell->pillTone(), app::tone::Ok);
    world.backend.show(fakes::hostStopping());
    QCOMPARE(world.shell->pillText(), u"Stopping…"_s);
    world.backend.show(fakes::hostFailed());
    QCOMPARE(world.shell->pillText(), u"Could not start"_s);
    QCOMPARE(world.shell->pillTone(), app::tone::Problem);
    QCOMPARE(world.shell->reachText(), QString());
}

void TestShellViewModel::pillOfEachJoinState()
{
    VmWorld world;
    world.backend.show(fakes::joinLookingUp());
    QCOMPARE(world.shell->pillText(), u"Connecting…"_s);
    QCOMPARE(world.shell->pillPage(), ShellViewModel::JoinPage);
    world.backend.show(fakes::joinReady());
    QCOMPARE(world.shell->pillText(), u"Connected · play.example.org"_s);
    world.backend.show(fakes::joinInGame());
    QCOMPARE(world.shell->pillText(), u"In the game · play.example.org"_s);
    world.backend.show(fakes::joinReconnecting());
    QCOMPARE(world.shell->pillText(), u"Reconnecting, try 3"_s);
    world.backend.show(fakes::joinPortsTaken());
    QCOMPARE(world.shell->pillText(), u"Not connected · local ports in use"_s);
}

void TestShellViewModel::hostingGoesBeforeJoining()
{
    VmWorld world;
    world.backend.show(fakes::joinReady());
    world.backend.show(fakes::hostRunning(1s));
    QVERIFY(world.shell->pillText().startsWith(u"Hosting"_s));
    QCOMPARE(world.shell->pillPage(), ShellViewModel::OverviewPage);
}

void TestShellViewModel::startLeadsToTheOverview()
{
    VmWorld world;
    world.host->start();
    world.backend.show(fakes::hostStarting());
    QCOMPARE(world.shell->page(), ShellViewModel::HomePage); // never taken away before it succeeded
    world.backend.show(fakes::hostRunning(0s));
    QCOMPARE(world.shell->page(), ShellViewModel::OverviewPage);
    QCOMPARE(world.toast(0), u"Hosting started on port 8080, because port 80 could not be used."_s);
}

void TestShellViewModel::startElsewhereDoesNotMoveThePage()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(0s));
    QCOMPARE(world.shell->page(), ShellViewModel::HomePage);
    QCOMPARE(world.shell->toasts()->count(), 0);
}

void TestShellViewModel::closingWhenOff()
{
    VmWorld world;
    QVERIFY(world.shell->requestClose());
    QVERIFY(world.backend.asked.isEmpty());
}

void TestShellViewModel::closingWithNobodyOnline()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(0s));
    QSignalSpy question(world.shell.get(), &ShellViewModel::closeQuestion);
    QSignalSpy approved(world.shell.get(), &ShellViewModel::closeApproved);
    QVERIFY(!world.shell->requestClose());
    QCOMPARE(question.size(), 0);
    QCOMPARE(world.backend.asked, QStringList {u"stop"_s});
    world.backend.show(fakes::hostStopping());
    QCOMPARE(approved.size(), 0);
    world.backend.show(server::Status());
    QCOMPARE(approved.size(), 1);
    QVERIFY(world.shell->requestClose());
}

void TestShellViewModel::closingWithPlayers()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(0s));
    world.backend.show(fakes::threePlayers());
    QSignalSpy question(world.shell.get(), &ShellViewModel::closeQuestion);
    QVERIFY(!world.shell->requestClose());
    QCOMPARE(question.size(), 1);
    QVERIFY(world.backend.asked.isEmpty());
    QVERIFY(!world.shell->requestClose()); // kept hosting: the next time asks again
    QCOMPARE(question.size(), 2);
    QSignalSpy approved(world.shell.get(), &ShellViewModel::closeApproved);
    world.shell->stopAndClose();
    QCOMPARE(world.backend.asked, QStringList {u"stop"_s});
    world.backend.show(server::Status());
    QCOMPARE(approved.size(), 1);
}

void TestShellViewModel::closingTwiceLetsGo()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(0s));
    QVERIFY(!world.shell->requestClose());
    QVERIFY(world.shell->requestClose());
}

void TestShellViewModel::closingDuringARestart()
{
    VmWorld world;
    world.backend.show(fakes::hostRunning(0s));
    world.host->requestRestart();
    world.backend.show(fakes::hostStopping());
    QSignalSpy approved(world.shell.get(), &ShellViewModel::closeApproved);
    QVERIFY(!world.shell->requestClose());
    world.backend.asked.clear();
    world.backend.show(fakes::hostStarting()); // it comes up again by itself
    QCOMPARE(world.backend.asked, QStringList {u"stop"_s});
    QCOMPARE(approved.size(), 0);
    world.backend.show(fakes::hostStopping());
    world.backend.show(server::Status());
    QCOMPARE(approved.size(), 1);
}

void TestShellViewModel::clipboard()
{
    VmWorld world;
    world.shell->copyBestAddress(); // not hosting: nothing to copy
    QCOMPARE(world.shell->toasts()->count(), 0);
    world.backend.show(fakes::hostRunning(0s));
    world.shell->copyBestAddress();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"192.168.1.24:8080"_s);
    QCOMPARE(world.toast(0), u"Copied: 192.168.1.24:8080"_s);
}

void TestShellViewModel::announcements()
{
    VmWorld world;
    QStringList said;
    QObject::connect(world.shell.get(), &ShellViewModel::announcementChanged, world.shell.get(), [&] {
        if (!world.shell->announcement().isEmpty())
            said.append(world.shell->announcement());
    });
    world.backend.show(fakes::hostRunning(0s));
    auto one = fakes::threePlayers();
    one.upserted.resize(1);
    world.backend.show(one);
    world.shell->copy(u"x"_s);
    world.shell->copy(u"x"_s);
    QCOMPARE(said, (QStringList {u"Hosting · nobody here yet"_s, u"Anna joined"_s, u"Copied"_s, u"Copied"_s}));
}

void TestShellViewModel::overviewAppearsWithTheFirstHosting()
{
    VmWorld world;
    QVERIFY(!world.shell->isOverviewAvailable());
    world.shell->setPage(ShellViewModel::OverviewPage);
    QCOMPARE(world.shell->pageTitle(), u"Host a game"_s);
    QSignalSpy changed(world.shell.get(), &ShellViewModel::overviewAvailableChanged);
    world.backend.show(fakes::hostRunning(0s));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(world.shell->pageTitle(), u"Overview"_s);
}

void TestShellViewModel::gamesPageIsThereWhileHosting()
{
    VmWorld world;
    world.shell->setPage(ShellViewModel::GamesPage);
    QCOMPARE(world.shell->page(), ShellViewModel::HomePage);
    world.backend.show(fakes::hostRunning(1min));
    QVERIFY(world.shell->isGamesAvailable());
    world.shell->setPage(ShellViewModel::GamesPage);
    QCOMPARE(world.shell->page(), ShellViewModel::GamesPage);
    world.backend.show(fakes::hostStopping()); // still to be seen while players are told
    QCOMPARE(world.shell->page(), ShellViewModel::GamesPage);
    world.backend.show(server::Status {});
    QCOMPARE(world.shell->page(), ShellViewModel::OverviewPage);
    QVERIFY(!world.shell->isGamesAvailable());
}

QTEST_MAIN(TestShellViewModel)
#include "tst_shellviewmodel.moc"
