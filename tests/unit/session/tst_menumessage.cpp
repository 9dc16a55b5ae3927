// The line of the main menu: what is filled in, and what stays.

#include <core/session/commands/messaging/fetchmessages.h>
#include <core/session/settings.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;

class MenuMessageTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void filled_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("expected");
        QTest::newRow("both") << u"Hello {n}, {v}"_s << u"Hello Ann, 1.0"_s;
        QTest::newRow("repeated") << u"{n}{n}{v}{v}"_s << u"AnnAnn1.01.0"_s;
        QTest::newRow("unknown") << u"{x} {N} { v } {} {"_s << u"{x} {N} { v } {} {"_s;
        QTest::newRow("nested") << u"{{n}} {{v}"_s << u"{Ann} {1.0"_s;
        QTest::newRow("empty") << u""_s << u""_s;
        QTest::newRow("no placeholder") << u"<font color='#FFFFFF'>x</font>"_s << u"<font color='#FFFFFF'>x</font>"_s;
    }
    void filled()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, expected);
        QCOMPARE(session::messaging::menuMessage(format, u"1.0", u"Ann"), expected);
    }

    void whatIsFilledInIsNotFilledAgain()
    {
        QCOMPARE(session::messaging::menuMessage(u"{n} {v}", u"{n}", u"{v} {n}"), u"{v} {n} {n}"_s);
    }

    void defaultNamesTheProgramAndThePlayer()
    {
        const QString line = session::messaging::menuMessage(session::Settings {}.menuMessage, u"1.0", u"Ann");
        QVERIFY(line.contains(u"Relay Deck"_s));
        QVERIFY(line.contains(u"Logged as: Ann"_s));
    }
};

QTEST_APPLESS_MAIN(MenuMessageTest)
#include "tst_menumessage.moc"
