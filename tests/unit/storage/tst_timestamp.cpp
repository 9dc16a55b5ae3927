#include <core/storage/timestamp.h>
#include <tests/support/quiet.h>

#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace storage;

namespace {

Timestamp at(qint64 unixSeconds, int nanoseconds = 0)
{
    return Timestamp(std::chrono::seconds(unixSeconds) + std::chrono::nanoseconds(nanoseconds));
}

} // namespace

class TestTimestamp : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void localTimeIsConverted();
    void writes_data();
    void writes();
    void storedTextSortsByTime();
};

void TestTimestamp::reads_data()
{
    QTest::addColumn<QVariant>("stored");
    QTest::addColumn<qint64>("unixSeconds");
    QTest::addColumn<int>("nanoseconds");
    QTest::newRow("rfc3339, nine digits")
        << QVariant(u"2025-03-14T09:26:53.589793238+00:00"_s) << 1741944413LL << 589793238;
    QTest::newRow("space, no zone") << QVariant(u"2025-03-13 18:00:00"_s) << 1741888800LL << 0;
    QTest::newRow("Z") << QVariant(u"2024-12-31T23:59:59Z"_s) << 1735689599LL << 0;
    QTest::newRow("lower case") << QVariant(u"2024-12-31t23:59:59z"_s) << 1735689599LL << 0;
    QTest::newRow("one digit") << QVariant(u"2025-01-02T03:04:05.6+00:00"_s) << 1735787045LL << 600000000;
    QTest::newRow("ten digits are cut") << QVariant(u"2025-01-02T03:04:05.1234567899Z"_s) << 1735787045LL << 123456789;
    QTest::newRow("east") << QVariant(u"2025-01-02T05:04:05+02:00"_s) << 1735787045LL << 0;
    QTest::newRow("west without colon") << QVariant(u"2025-01-01 21:34:05-0530"_s) << 1735787045LL << 0;
    QTest::newRow("offset of hours") << QVariant(u"2025-01-02 05:04:05+02"_s) << 1735787045LL << 0;
    QTest::newRow("leap day") << QVariant(u"2024-02-29 00:00:00"_s) << 1709164800LL << 0;
    QTest::newRow("before 1970") << QVariant(u"1969-12-31T23:59:59.500Z"_s) << -1LL << 500000000;
    QTest::newRow("integer") << QVariant(1742000000LL) << 1742000000LL << 0;
    QTest::newRow("integer as text") << QVariant(u"1742000000"_s) << 1742000000LL << 0;
    QTest::newRow("julian day") << QVariant(2460748.5) << 1741910400LL << 0;
    QTest::newRow("julian day as text") << QVariant(u"2460748.5"_s) << 1741910400LL << 0;
    QTest::newRow("bytes") << QVariant(QByteArray("2025-03-13 18:00:00")) << 1741888800LL << 0;
}

void TestTimestamp::reads()
{
    QFETCH(QVariant, stored);
    QFETCH(qint64, unixSeconds);
    QFETCH(int, nanoseconds);
    const auto time = timestampFrom(stored);
    QVERIFY(time);
    QCOMPARE((*time - at(unixSeconds, nanoseconds)).count(), 0);
}

void TestTimestamp::refuses_data()
{
    QTest::addColumn<QVariant>("stored");
    QTest::newRow("null") << QVariant();
    QTest::newRow("empty") << QVariant(u""_s);
    QTest::newRow("words") << QVariant(u"yesterday"_s);
    QTest::newRow("date only") << QVariant(u"2025-03-14"_s);
    QTest::newRow("no such day") << QVariant(u"2025-02-29 00:00:00"_s);
    QTest::newRow("hour 24") << QVariant(u"2025-02-28 24:00:00"_s);
    QTest::newRow("second 60") << QVariant(u"2025-02-28 23:59:60"_s);
    QTest::newRow("point without digits") << QVariant(u"2025-02-28 23:59:59."_s);
    QTest::newRow("half an offset") << QVariant(u"2025-02-28 23:59:59+1"_s);
    QTest::newRow("offset too large") << QVariant(u"2025-02-28 23:59:59+24:00"_s);
    QTest::newRow("something behind") << QVariant(u"2025-02-28 23:59:59Z!"_s);
    QTest::newRow("year out of range") << QVariant(u"9999-01-01 00:00:00"_s);
    QTest::newRow("seconds out of range") << QVariant(std::numeric_limits<qint64>::max());
    QTest::newRow("not a number") << QVariant(std::numeric_limits<double>::quiet_NaN());
    QTest::newRow("huge day") << QVariant(1e300);
}

void TestTimestamp::refuses()
{
    QFETCH(QVariant, stored);
    QVERIFY(!timestampFrom(stored));
}

void TestTimestamp::localTimeIsConverted()
{
    const QDateTime local(QDate(2025, 3, 14), QTime(20, 15, 30), Qt::LocalTime);
    const Timestamp expected = at(local.toSecsSinceEpoch(), 123456789);
    QCOMPARE(timestampFrom(u"2025-03-14 20:15:30.123456789"_s, NoZone::Local), std::optional(expected));
    QCOMPARE(timestampFrom(u"2025-03-14 20:15:30.123456789+05:00"_s, NoZone::LocalDropZone), std::optional(expected));
    QCOMPARE(timestampFrom(u"2025-03-14T20:15:30Z"_s, NoZone::Local), std::optional(at(1741983330)));
    QCOMPARE(toLocalText(expected), u"2025-03-14T20:15:30.123456789"_s);
}

void TestTimestamp::writes_data()
{
    QTest::addColumn<int>("nanoseconds");
    QTest::addColumn<QString>("fraction");
    QTest::newRow("none") << 0 << u""_s;
    QTest::newRow("milli") << 600000000 << u".600"_s;
    QTest::newRow("micro") << 600001000 << u".600001"_s;
    QTest::newRow("nano") << 1 << u".000000001"_s;
}

void TestTimestamp::writes()
{
    QFETCH(int, nanoseconds);
    QFETCH(QString, fraction);
    const Timestamp time = at(1735787045, nanoseconds);
    QCOMPARE(toStoredText(time), u"2025-01-02T03:04:05"_s + fraction + u"+00:00"_s);
    QCOMPARE(toZuluText(time), u"2025-01-02T03:04:05"_s + fraction + u"Z"_s);
    QCOMPARE(toStoredNaiveText(time), u"2025-01-02 03:04:05"_s + fraction);
    QCOMPARE(timestampFrom(toStoredText(time)), std::optional(time));
    QCOMPARE(timestampFrom(toStoredNaiveText(time)), std::optional(time));
}

void TestTimestamp::storedTextSortsByTime()
{
    const QList<Timestamp> inOrder {
        at(1735787045), at(1735787045, 1), at(1735787045, 1000), at(1735787045, 500000000), at(1735787045, 500000001),
        at(1735787046)};
    for (qsizetype i = 1; i < inOrder.size(); ++i)
        QVERIFY(toStoredText(inOrder[i - 1]).toUtf8() < toStoredText(inOrder[i]).toUtf8());
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
