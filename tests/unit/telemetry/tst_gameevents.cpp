#include <core/base/limits.h>
#include <core/telemetry/gameevents.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using telemetry::GameEvent;
using telemetry::gameEvents;

class TestGameEvents : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void oneEvent()
    {
        QCOMPARE(gameEvents(u"TLM3"_s, u"00000055/-;00000029/GAME/MULT/KILL/inst=Ann&posX=1.5\0"_s),
                 (QList<GameEvent> {{u"GAME/MULT/KILL"_s, u"inst=Ann&posX=1.5"_s}}));
    }
    void severalEvents()
    {
        QCOMPARE(gameEvents(u"TLM3"_s, u"000002DF/-;00000022/BOOT/SESS/OLNG/vlng=INT,and&more,000002DF/-;00000023/ONLN/"
                                       "BLAZ/DCON/berr=-2146631680"_s),
                 (QList<GameEvent> {{u"BOOT/SESS/OLNG"_s, u"vlng=INT,and&more"_s},
                                    {u"ONLN/BLAZ/DCON"_s, u"berr=-2146631680"_s}}));
    }
    void withoutDetails()
    {
        QCOMPARE(gameEvents(u"TLM3"_s, u"00000010/-;00000001/MENU/MAIN/OPEN"_s),
                 (QList<GameEvent> {{u"MENU/MAIN/OPEN"_s, {}}}));
    }
    void otherFormsAreKept_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("another key") << u"AUTH"_s << u"[97, 98]"_s;
        QTest::newRow("empty") << u"TLM3"_s << QString();
        QTest::newRow("no numbers") << u"TLM3"_s << u"GAME/MULT/KILL/a=b"_s;
        QTest::newRow("two words") << u"TLM3"_s << u"00000010/-;00000001/MENU/MAIN"_s;
    }
    void otherFormsAreKept()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, value);
        QCOMPARE(gameEvents(key, value), (QList<GameEvent> {{key, value}}));
    }
    void secretsAreHidden()
    {
        const QList<GameEvent> events =
            gameEvents(u"TLM3"_s, u"000002DF/-;00000023/ONLN/BLAZ/DCON/fsta=11&sess=pcwdjtOCVpD&mail=a@example.test"_s);
        QVERIFY(!events.value(0).details.contains(u"pcwdjtOCVpD"_s));
        QVERIFY(!events.value(0).details.contains(u"example.test"_s));
        QVERIFY(events.value(0).details.startsWith(u"fsta=11"_s));
    }
    void lengthsAreBounded()
    {
        const auto sizes = [](qsizetype key, qsizetype value) {
            const GameEvent event = gameEvents(QString(key, u'k'), QString(value, u'v')).value(0);
            return std::pair(event.name.size(), event.details.size());
        };
        QCOMPARE(sizes(base::kTelemetryNameMax, base::kTelemetryDetailsMax),
                 std::pair(base::kTelemetryNameMax, base::kTelemetryDetailsMax));
        QCOMPARE(sizes(base::kTelemetryNameMax + 1, base::kTelemetryDetailsMax + 1),
                 std::pair(base::kTelemetryNameMax, base::kTelemetryDetailsMax));
        // A name that is too long for one is no name.
        const QString text = u"00000010/-;00000001/%1/B/C/x=1"_s.arg(QString(base::kTelemetryNameMax, u'A'));
        QCOMPARE(gameEvents(u"TLM3"_s, text).value(0).name, u"TLM3"_s);
    }
    // As many commas as a record holds: linear work, bounded events.
    void manyCommas()
    {
        QCOMPARE(gameEvents(u"TLM3"_s, QString(65'000, u',')).size(), 1);
        QCOMPARE(gameEvents(u"TLM3"_s, u"00000010/-;00000001/A/B/C,"_s.repeated(2000)).size(), 2000);
    }
};

QTEST_GUILESS_MAIN(TestGameEvents)
#include "tst_gameevents.moc"
