#include "vmworld.h"

#include <core/base/limits.h>
#include <tests/support/quiet.h>

#include <QPalette>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using app::SettingsViewModel;

class TestSettingsViewModel : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void defaults();
    void everythingComesBack();
    void oneWriteForManyChanges();
    void failedWriteIsTold();
    void scaleStaysInItsRange();
    void ports_data();
    void ports();
    void portOfTheCommandLine();
    void nonsenseInTheFile();
    void serverName();
    void serverNameOfTheConfiguration();
    void followsTheSystem();
};

void TestSettingsViewModel::defaults()
{
    const VmWorld world;
    QCOMPARE(world.settings->theme(), SettingsViewModel::FollowSystem);
    QCOMPARE(world.settings->uiScale(), 100);
    QVERIFY(!world.settings->reducedMotion());
    QCOMPARE(world.settings->port(), 0);
    QCOMPARE(world.settings->portText(), QString());
    QVERIFY(world.settings->playOnThisPc());
    QVERIFY(!world.settings->serverName().isEmpty());
    QCOMPARE(world.settings->dataFolder(), u"/data"_s);
    QVERIFY(!world.settings->monoFamily().isEmpty());
}

void TestSettingsViewModel::everythingComesBack()
{
    VmWorld world;
    world.settings->setTheme(SettingsViewModel::HighContrastTheme);
    world.settings->setUiScale(150);
    world.settings->setReducedMotion(true);
    world.settings->setServerName(u"Deck"_s);
    world.settings->setPlayOnThisPc(false);
    QCOMPARE(world.settings->setPortText(u"8081"_s), QString());
    world.settings->flush();
    const VmWorld later(world.store.object);
    QCOMPARE(later.settings->theme(), SettingsViewModel::HighContrastTheme);
    QCOMPARE(later.settings->scheme(), SettingsViewModel::HighContrast);
    QCOMPARE(later.settings->uiScale(), 150);
    QVERIFY(later.settings->reducedMotion());
    QCOMPARE(later.settings->serverName(), u"Deck"_s);
    QVERIFY(!later.settings->playOnThisPc());
    QCOMPARE(later.settings->port(), 8081);
}

void TestSettingsViewModel::oneWriteForManyChanges()
{
    VmWorld world;
    world.settings->setUiScale(110);
    world.settings->setUiScale(120);
    QVERIFY(world.store.object.isEmpty());
    QTRY_COMPARE(world.store.object.value("uiScale"_L1).toInt(), 120); // by itself, a moment later
}

void TestSettingsViewModel::failedWriteIsTold()
{
    VmWorld world;
    world.store.works = false;
    world.settings->setUiScale(110);
    world.settings->flush();
    QVERIFY(world.toast(0).startsWith(u"The settings could not be saved"_s));
}

void TestSettingsViewModel::scaleStaysInItsRange()
{
    VmWorld world;
    world.settings->setUiScale(base::kUiScaleMin);
    QCOMPARE(world.settings->uiScale(), base::kUiScaleMin);
    world.settings->setUiScale(base::kUiScaleMin - 1);
    QCOMPARE(world.settings->uiScale(), base::kUiScaleMin);
    world.settings->setUiScale(base::kUiScaleMax);
    QCOMPARE(world.settings->uiScale(), base::kUiScaleMax);
    world.settings->setUiScale(base::kUiScaleMax + 1);
    QCOMPARE(world.settings->uiScale(), base::kUiScaleMax);
}

void TestSettingsViewModel::ports_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("port"); // -1: refused
    QTest::newRow("empty is automatic") << QString() << 0;
    QTest::newRow("lowest") << u"1"_s << 1;
    QTest::newRow("highest") << u"65535"_s << 65535;
    QTest::newRow("one past") << u"65536"_s << -1;
    QTest::newRow("zero") << u"0"_s << -1;
    QTest::newRow("negative") << u"-1"_s << -1;
    QTest::newRow("blanks around") << u" 80 "_s << 80;
    QTest::newRow("word") << u"eighty"_s << -1;
    QTest::newRow("far too long") << u"99999999999999999999"_s << -1;
}

void TestSettingsViewModel::ports()
{
    QFETCH(QString, typed);
    QFETCH(int, port);
    VmWorld world;
    QCOMPARE(world.settings->setPortText(u"9999"_s), QString());
    const QString complaint = world.settings->setPortText(typed);
    QCOMPARE(complaint, port < 0 ? u"Ports go from 1 to 65535."_s : QString());
    QCOMPARE(world.settings->port(), port < 0 ? 9999 : port);
}

void TestSettingsViewModel::portOfTheCommandLine()
{
    VmWorld world(QJsonObject {{u"port"_s, 8081}});
    world.settings->setPortForThisRun(9000);
    QCOMPARE(world.settings->portText(), u"9000"_s);
    world.host->start();
    QCOMPARE(world.backend.options.port, quint16(9000));
    world.settings->setUiScale(110);
    world.settings->flush();
    QCOMPARE(world.store.object.value("port"_L1).toInt(), 8081); // the next run without one has its own again

    world.settings->setPortForThisRun(0); // any free one: what was configured says so
    world.host->start();
    QCOMPARE(world.backend.options.port, quint16(0));

    QCOMPARE(world.settings->setPortText(u"9100"_s), QString());
    QCOMPARE(world.settings->port(), 9100);
    world.settings->flush();
    QCOMPARE(world.store.object.value("port"_L1).toInt(), 9100);
}

void TestSettingsViewModel::nonsenseInTheFile()
{
    const VmWorld world(QJsonObject {{u"theme"_s, 7},
                                     {u"uiScale"_s, u"big"_s},
                                     {u"port"_s, 70000},
                                     {u"serverName"_s, true},
                                     {u"recentServers"_s, u"none"_s}});
    QCOMPARE(world.settings->theme(), SettingsViewModel::FollowSystem);
    QCOMPARE(world.settings->uiScale(), 100);
    QCOMPARE(world.settings->port(), 0);
    QCOMPARE(world.settings->serverName(), world.settings->serverNameDefault());
    QCOMPARE(world.join->recent()->count(), 0);
}

void TestSettingsViewModel::serverName()
{
    VmWorld world;
    world.settings->setServerName(QString(base::kServerNameMax, u'x'));
    QCOMPARE(world.settings->serverName().size(), base::kServerNameMax);
    world.settings->setServerName(QString(base::kServerNameMax + 1, u'y'));
    QCOMPARE(world.settings->serverName(), QString(base::kServerNameMax, u'y'));
    world.settings->setServerName(u"  "_s);
    QCOMPARE(world.settings->serverName(), world.settings->serverNameDefault());
}

void TestSettingsViewModel::serverNameOfTheConfiguration()
{
    VmWorld world;
    world.settings->setServerNameConfigured(u"Deck of the club"_s);
    QCOMPARE(world.settings->serverName(), u"Deck of the club"_s);
    QCOMPARE(world.settings->serverNameDefault(), u"Deck of the club"_s);
    world.settings->setServerName(u"Mine"_s); // said in the window, later
    QCOMPARE(world.settings->serverName(), u"Mine"_s);
    world.settings->setServerName({});
    QCOMPARE(world.settings->serverName(), u"Deck of the club"_s);
    world.settings->setServerNameConfigured({});
    QVERIFY(!world.settings->serverName().isEmpty()); // the computer's
}

void TestSettingsViewModel::followsTheSystem()
{
    VmWorld world;
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    QGuiApplication::setPalette(dark);
    QTRY_COMPARE(world.settings->scheme(), SettingsViewModel::Dark);
    QPalette light;
    light.setColor(QPalette::Window, Qt::white);
    light.setColor(QPalette::WindowText, Qt::black);
    QGuiApplication::setPalette(light);
    QTRY_COMPARE(world.settings->scheme(), SettingsViewModel::Light);
    world.settings->setTheme(SettingsViewModel::DarkTheme);
    QCOMPARE(world.settings->scheme(), SettingsViewModel::Dark);
}

QTEST_MAIN(TestSettingsViewModel)
#include "tst_settingsviewmodel.moc"
