// Talk files beyond the vectors: order and repetition that readers must allow, hostile bytes, layers, both JSON forms.

#include <core/base/limits.h>
#include <core/content/contentjson.h>
#include <core/content/talkfile.h>
#include <tests/support/quiet.h>

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace content;

namespace {

TalkTable sample()
{
    TalkTable table;
    table.male = {{1, u"He is here."_s}, {2, u"Ready"_s}, {0xFFFF'FFFF, u"last"_s}};
    table.female = {{1, u"She is here."_s}};
    return table;
}

void setWord(QByteArray &bytes, qsizetype at, quint32 value)
{
    qToLittleEndian(value, bytes.data() + at);
}

} // namespace

class TalkFileTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void orderDoesNotMatterAndTheFirstOfEqualNumbersCounts()
    {
        TalkTable mixed = sample();
        std::reverse(mixed.male.begin(), mixed.male.end());
        mixed.male.append({2, u"again"_s});
        QCOMPARE(*writeTalk(mixed), *writeTalk(sample()));
        // In a file of another writer: the second entry gets the number of the first, and the first that of the third.
        QByteArray bytes = *writeTalk(sample());
        setWord(bytes, 28, 9);
        setWord(bytes, 36, 9);
        setWord(bytes, 44, 3);
        const auto read = readTalk(bytes);
        QVERIFY(read);
        QCOMPARE(read->male, (QList<TalkEntry> {{3, u"last"_s}, {9, u"He is here."_s}}));
    }

    void versionsAreKept()
    {
        TalkTable table = sample();
        table.version = 7;
        table.versionMin = 5;
        QCOMPARE(*readTalk(*writeTalk(table)), table);
    }

    void nothingInside()
    {
        QCOMPARE(*readTalk(*writeTalk({})), TalkTable {});
        // Another writer may leave out the code as well.
        QByteArray bare(28, '\0');
        bare.replace(0, 4, QByteArray("Tlk\0", 4));
        QVERIFY(readTalk(bare));
    }

    void hostile_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<quint32>("value");
        QTest::addColumn<QString>("reason");
        QTest::newRow("male entries") << 12 << 0xFFFF'FFFFU << u"should have"_s;
        QTest::newRow("female entries") << 16 << 0x2000'0000U << u"should have"_s;
        QTest::newRow("pairs") << 20 << 0x8000'0000U << u"should have"_s;
        QTest::newRow("data") << 24 << 0xFFFF'FFFFU << u"should have"_s;
        QTest::newRow("text behind the data") << 32 << 0xFFFF'FFF0U << u"behind the end"_s;
        QTest::newRow("pair index") << 60 << 1000U << u"refers to pair"_s;
        QTest::newRow("root below itself") << 60 << 0U << u"no tree"_s;
        QTest::newRow("symbol of 17 bits") << 60 << 0xFFFE'FFFFU << u"16 bits"_s;
    }
    void hostile()
    {
        QFETCH(const int, at);
        QFETCH(const quint32, value);
        QFETCH(const QString, reason);
        QByteArray bytes = *writeTalk(sample());
        setWord(bytes, at, value);
        const auto read = readTalk(bytes);
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains(reason), qPrintable(read.error().detail));
    }

    void everyPrefixIsRefused()
    {
        const QByteArray bytes = *writeTalk(sample());
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!readTalk(bytes.first(size)), qPrintable(QString::number(size)));
        QVERIFY(!readTalk(bytes + '\0'));
    }

    void sizeLimits()
    {
        QByteArray huge(base::kTalkImportMax + 1, '\0');
        huge.replace(0, 4, QByteArray("Tlk\0", 4));
        QCOMPARE(readTalk(huge).error().fault, ContentFault::TooLarge);
        TalkTable table;
        for (quint32 id = 0; id < base::kTalkImportMax / 8; ++id)
            table.male.append(TalkEntry {id, {}});
        QCOMPARE(writeTalk(table).error().fault, ContentFault::TooLarge);
        table = {};
        table.male = {{1, u"a\0b"_s}};
        QCOMPARE(writeTalk(table).error().fault, ContentFault::NotKept);
    }

    void layers()
    {
        TalkTable layer;
        layer.male = {{2, u"Go!"_s}, {3, u"New"_s}};
        const TalkTable both = layered(sample(), layer);
        QCOMPARE(both.male,
                 (QList<TalkEntry> {{1, u"He is here."_s}, {2, u"Go!"_s}, {3, u"New"_s}, {0xFFFF'FFFF, u"last"_s}}));
        QCOMPARE(both.female, sample().female);
        // A new text for everybody is not hidden by the old one for women, unless it comes with its own.
        layer.male = {{1, u"Here."_s}};
        QCOMPARE(layered(sample(), layer).female, QList<TalkEntry> {});
        layer.female = {{1, u"She!"_s}};
        QCOMPARE(layered(sample(), layer).female, (QList<TalkEntry> {{1, u"She!"_s}}));
    }

    void json_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("ours") << QByteArray(R"({"male":[{"id":1,"text":"a"}],"female":[]})") << QString();
        QTest::newRow("code units") << QByteArray(R"({"male_values":[{"id":1,"value":[97,0]}]})") << QString();
        QTest::newRow("nothing") << QByteArray(R"({"female":[]})") << u"no list"_s;
        QTest::newRow("negative id") << QByteArray(R"({"male":[{"id":-1,"text":"a"}]})") << u"whole number"_s;
        QTest::newRow("id of 33 bits") << QByteArray(R"({"male":[{"id":4294967296,"text":"a"}]})") << u"whole number"_s;
        QTest::newRow("half an id") << QByteArray(R"({"male":[{"id":1.5,"text":"a"}]})") << u"whole number"_s;
        QTest::newRow("no text") << QByteArray(R"({"male":[{"id":1}]})") << u"no text"_s;
        QTest::newRow("unit of 17 bits") << QByteArray(R"({"male_values":[{"id":1,"value":[65536]}]})") << u"16 bits"_s;
        QTest::newRow("a list of texts") << QByteArray(R"({"male":["a"]})") << u"no object"_s;
    }
    void json()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, reason);
        const auto table = talkFromJson(*parseContentJson(text));
        QCOMPARE(table.hasValue(), reason.isEmpty());
        if (table)
            QCOMPARE(table->male, (QList<TalkEntry> {{1, u"a"_s}}));
        else
            QVERIFY2(table.error().detail.contains(reason), qPrintable(table.error().detail));
    }
};

QTEST_APPLESS_MAIN(TalkFileTest)
#include "tst_talkfile.moc"
