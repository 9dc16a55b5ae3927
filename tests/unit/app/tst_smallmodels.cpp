#include "fakebackend.h"

#include <app/aboutviewmodel.h>
#include <app/addressesmodel.h>
#include <app/jsonuistore.h>
#include <app/recentmodel.h>
#include <app/settingsviewmodel.h>
#include <app/stepsmodel.h>
#include <app/timetext.h>
#include <app/toastsmodel.h>
#include <core/base/limits.h>
#include <tests/support/quiet.h>

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <tests/support/smalldisk.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSmallModels : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void durations_data();
    void durations();
    void clocks();
    void ago();
    void stepsChangeInPlace();
    void stepsAnnounce();
    void addressesKeepTheirRows();
    void ownAddressOnlyWhenThereIsNoOther();
    void toastsAreAtMostThree();
    void toastRunsOnce();
    void recentIsBounded();
    void recentMovesUp();
    void storeRoundTrip();
    void damagedStoreIsKeptAside();
    void storeOfLimitAndOnePast();
    void storeThatCannotBeWritten();
    void fullDiskKeepsTheStore();
    void noticesAreThere();
};

void TestSmallModels::durations_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("negative") << qint64(-5) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
    QTest::newRow("minute") << qint64(60) << u"1 min"_s;
    QTest::newRow("hour") << qint64(3600) << u"1 h"_s;
    QTest::newRow("more") << qint64(134 * 60) << u"2 h 14 min"_s;
    QTest::newRow("day") << qint64(24 * 3600) << u"1 d"_s;
    QTest::newRow("days") << qint64(76 * 3600) << u"3 d 4 h"_s;
}

void TestSmallModels::durations()
{
    QFETCH(qint64, seconds);
    QTEST(app::durationText(std::chrono::seconds(seconds)), "text");
}

void TestSmallModels::clocks()
{
    QCOMPARE(app::clockText(-5s), u"0:00"_s);
    QCOMPARE(app::clockText(48s), u"0:48"_s);
    QCOMPARE(app::clockText(872s), u"14:32"_s);
    QCOMPARE(app::clockText(3599s), u"59:59"_s);
    QCOMPARE(app::clockText(3600s), u"1:00:00"_s);
    QCOMPARE(app::clockText(3729s), u"1:02:09"_s);
}

void TestSmallModels::ago()
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'763'476'320, Qt::UTC); // 18 Nov 2025
    QCOMPARE(app::agoText(now, now), u"Just now"_s);
    QCOMPARE(app::agoText(now.addSecs(5), now), u"Just now"_s); // another clock a little ahead
    QCOMPARE(app::agoText(now.addSecs(-38 * 60), now), u"38 min ago"_s);
    QCOMPARE(app::agoText(now.addSecs(-5 * 3600), now), u"5 h ago"_s);
    QCOMPARE(app::agoText(now.addDays(-6), now), u"12 Nov"_s);
    QCOMPARE(app::agoText(now.addDays(-365), now), u"18 Nov 2024"_s);
}

void TestSmallModels::stepsChangeInPlace()
{
    app::StepsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.set({{u"a"_s, {}, {}, app::StepsModel::Running}, {u"b"_s, {}, {}, app::StepsModel::Todo}});
    QSignalSpy changed(&model, &app::StepsModel::dataChanged);
    model.set({{u"a"_s, {}, {}, app::StepsModel::Done}, {u"b"_s, {}, {}, app::StepsModel::Todo}});
    QCOMPARE(changed.size(), 1);
    model.set({{u"a"_s, {}, {}, app::StepsModel::Done}});
    QCOMPARE(model.count(), 1);
}

void TestSmallModels::stepsAnnounce()
{
    app::StepsModel model;
    model.set({{u"a"_s, {}, {}, app::StepsModel::Running}});
    QSignalSpy announced(&model, &app::StepsModel::stepChanged);
    model.set({{u"a done"_s, {}, {}, app::StepsModel::Done}});
    model.set({{u"a done"_s, u"more"_s, {}, app::StepsModel::Done}}); // only words changed
    model.set({{u"a"_s, {}, {}, app::StepsModel::Todo}});             // back to the start is no news
    QCOMPARE(announced.size(), 1);
    QCOMPARE(announced.at(0).at(0).toString(), u"a done"_s);
}

void TestSmallModels::addressesKeepTheirRows()
{
    app::AddressesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto all = fakes::hostRunning(1s).addresses;
    model.set(all);
    QCOMPARE(model.count(), 2);
    QCOMPARE(model.best(), u"192.168.1.24:8080"_s);
    QSignalSpy changed(&model, &app::AddressesModel::dataChanged);
    auto other = all;
    other[1].address = u"10.9.0.2:8080"_s;
    model.set(other);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QSignalSpy best(&model, &app::AddressesModel::bestChanged);
    model.set({});
    QCOMPARE(model.best(), QString());
    QCOMPARE(best.size(), 1);
}

void TestSmallModels::ownAddressOnlyWhenThereIsNoOther()
{
    app::AddressesModel model;
    model.set({fakes::hostRunning(1s).addresses.constLast()});
    QCOMPARE(model.best(), u"127.0.0.1:8080"_s);
    QCOMPARE(model.data(model.index(0), app::AddressesModel::LabelRole).toString(), u"This PC"_s);
}

void TestSmallModels::toastsAreAtMostThree()
{
    app::ToastsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < base::kToastsMax; ++i)
        model.add(app::tone::Ok, QString::number(i));
    QCOMPARE(model.count(), base::kToastsMax);
    model.add(app::tone::Ok, u"newest"_s);
    QCOMPARE(model.count(), base::kToastsMax);
    QCOMPARE(model.data(model.index(0), app::ToastsModel::TextRole).toString(), u"newest"_s);
    QCOMPARE(model.data(model.index(base::kToastsMax - 1), app::ToastsModel::TextRole).toString(), u"1"_s);
}

void TestSmallModels::toastRunsOnce()
{
    app::ToastsModel model;
    int ran = 0;
    model.add(app::tone::Ok, u"gone"_s, u"Undo"_s, [&ran] { ++ran; });
    const int id = model.data(model.index(0), app::ToastsModel::IdRole).toInt();
    model.run(id);
    model.run(id);
    model.dismiss(id);
    QCOMPARE(ran, 1);
    QCOMPARE(model.count(), 0);
}

void TestSmallModels::recentIsBounded()
{
    fakes::MemoryStore store;
    app::SettingsViewModel settings(store, {});
    app::RecentModel model(settings);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QDateTime start = QDateTime::fromSecsSinceEpoch(1'763'000'000, Qt::UTC);
    for (int i = 0; i <= base::kRecentServersMax; ++i)
        model.add(QString::number(i), start.addSecs(i));
    QCOMPARE(model.count(), base::kRecentServersMax);
    QCOMPARE(model.addressAt(0), QString::number(base::kRecentServersMax));
    const app::RecentModel later(settings);
    QCOMPARE(later.count(), base::kRecentServersMax);
}

void TestSmallModels::recentMovesUp()
{
    fakes::MemoryStore store;
    app::SettingsViewModel settings(store, {});
    app::RecentModel model(settings);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QDateTime start = QDateTime::fromSecsSinceEpoch(1'763'000'000, Qt::UTC);
    model.add(u"a"_s, start);
    model.add(u"b"_s, start.addSecs(1));
    model.add(u"a"_s, start.addSecs(2));
    QCOMPARE(model.count(), 2);
    QCOMPARE(model.addressAt(0), u"a"_s);
}

void TestSmallModels::storeRoundTrip()
{
    const QTemporaryDir folder;
    app::JsonUiStore store(folder.filePath(u"not/there/yet"_s));
    QVERIFY(store.load().isEmpty());
    const QJsonObject object {{u"theme"_s, u"dark"_s}};
    QVERIFY(store.save(object));
    QCOMPARE(store.load(), object);
}

void TestSmallModels::damagedStoreIsKeptAside()
{
    const QTemporaryDir folder;
    app::JsonUiStore store(folder.path());
    QFile file(store.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"theme\": ");
    file.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"damaged"_s));
    QVERIFY(store.load().isEmpty());
    QVERIFY(store.save({{u"theme"_s, u"light"_s}}));
    QFile aside(store.path() + u".damaged"_s);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), QByteArray("{ \"theme\": "));
}

void TestSmallModels::storeOfLimitAndOnePast()
{
    const QTemporaryDir folder;
    app::JsonUiStore store(folder.path());
    const auto write = [&store](qsizetype size) {
        QByteArray bytes("{\"a\":\"\"}");
        bytes.insert(6, QByteArray(size - bytes.size(), 'x'));
        QFile file(store.path());
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == size;
    };
    QVERIFY(write(base::kConfigFileMax));
    QCOMPARE(store.load().size(), 1);
    QVERIFY(write(base::kConfigFileMax + 1));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"damaged"_s));
    QVERIFY(store.load().isEmpty());
}

void TestSmallModels::storeThatCannotBeWritten()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    app::JsonUiStore store(folder.filePath(u"file"_s)); // a file where the folder should be
    QVERIFY(!store.save({{u"theme"_s, u"dark"_s}}));
}

void TestSmallModels::fullDiskKeepsTheStore()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    app::JsonUiStore store(folder.path());
    const QJsonObject before {{u"theme"_s, u"dark"_s}};
    QVERIFY(store.save(before));
    const bool saved = [&] {
        const test::SmallDisk disk(10);
        return store.save({{u"theme"_s, u"light"_s}});
    }();
    QVERIFY(!saved);
    QCOMPARE(store.load(), before);
#endif
}

void TestSmallModels::noticesAreThere()
{
    app::AboutViewModel about;
    const QAbstractItemModelTester tester(&about, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(about.rowCount() > 4);
    QVERIFY(about.iconNotice().contains(u"ISC License"_s));
    QVERIFY(about.iconNotice().contains(u"Lucide"_s));
    QCOMPARE(about.version(), QStringLiteral(RELAYDECK_VERSION));
}

QTEST_MAIN(TestSmallModels)
#include "tst_smallmodels.moc"
