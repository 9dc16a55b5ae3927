#include <core/base/displayname.h>
#include <core/base/limits.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;

class TestDisplayName : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleans_data();
    void cleans();
};

void TestDisplayName::cleans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");      // null: refused
    const QString turtle = u"\U0001F422"_s; // one character, two units
    QTest::newRow("plain") << u"Ada Harbor"_s << u"Ada Harbor"_s;
    QTest::newRow("one letter") << u"A"_s << u"A"_s;
    QTest::newRow("trimmed") << u" \t Ada\u2003"_s << u"Ada"_s;
    QTest::newRow("any letters") << u"Żółw \"O'Q\"; 龟"_s << u"Żółw \"O'Q\"; 龟"_s;
    QTest::newRow("longest") << QString(base::kDisplayNameMax, u'a') << QString(base::kDisplayNameMax, u'a');
    QTest::newRow("longest, counted in characters") << turtle.repeated(99) << turtle.repeated(99);
    QTest::newRow("longest after trimming")
        << u" "_s + QString(base::kDisplayNameMax, u'a') + u" "_s << QString(base::kDisplayNameMax, u'a');
    QTest::newRow("too long") << QString(base::kDisplayNameMax + 1, u'a') << QString();
    QTest::newRow("empty") << u""_s << QString();
    QTest::newRow("white space") << u" \t\n "_s << QString();
    QTest::newRow("line feed inside") << u"a\nb"_s << QString();
    QTest::newRow("nul") << QString(QChar(0)) << QString();
    QTest::newRow("escape") << u"a\u001Bb"_s << QString();
    QTest::newRow("C1 control") << u"a\u0085b"_s << QString();
    QTest::newRow("line separator") << u"a\u2028b"_s << QString();
    QTest::newRow("half a character") << QString(QChar(0xD83D)) << QString();
}

void TestDisplayName::cleans()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    const auto cleaned = base::cleanDisplayName(text);
    QCOMPARE(cleaned.has_value(), !name.isNull());
    QCOMPARE(cleaned.value_or(QString()), name);
}

QTEST_GUILESS_MAIN(TestDisplayName)
#include "tst_displayname.moc"
