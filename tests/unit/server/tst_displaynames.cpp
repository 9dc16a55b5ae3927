#include <core/server/displaynames.h>
#include <tests/support/quiet.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

class TestDisplayNames : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void names();
    void lists_data();
    void lists();
};

void TestDisplayNames::names()
{
    base::SystemRandom random;
    const QRegularExpression form(u"^[a-z]+-[a-z]+-[0-9]{4}$"_s);
    const QList<QString> names = server::generateDisplayNames(random, 2000);
    QCOMPARE(names.size(), 2000);
    for (const QString &name : names) {
        QVERIFY2(form.match(name).hasMatch(), qPrintable(name));
        QVERIFY(!name.endsWith(u"-0000"_s));
    }
    QVERIFY(QSet<QString>(names.begin(), names.end()).size() > 1990);
}

void TestDisplayNames::lists_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("adjectives") << u":/names/adjectives.txt"_s;
    QTest::newRow("nouns") << u":/names/nouns.txt"_s;
}

void TestDisplayNames::lists()
{
    base::SystemRandom random;
    std::ignore = server::generateDisplayName(random); // pulls the lists in
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList words = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(words.size() >= 200);
    QCOMPARE(QSet<QString>(words.begin(), words.end()).size(), words.size());
    for (const QString &word : words)
        QVERIFY2(QRegularExpression(u"^[a-z]{2,14}$"_s).match(word).hasMatch(), qPrintable(word));
}

QTEST_GUILESS_MAIN(TestDisplayNames)
#include "tst_displaynames.moc"
