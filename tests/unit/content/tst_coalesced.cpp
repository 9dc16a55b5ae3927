// Coalesced files beyond the vectors: hostile bytes, limits, freedom that readers must allow, layers.

#include <core/base/limits.h>
#include <core/content/coalescedfile.h>
#include <core/content/contentjson.h>
#include <core/content/namecrc.h>
#include <tests/support/quiet.h>

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace content;

namespace {

Coalesced documentWith(const QList<ConfigValue> &values)
{
    Coalesced document;
    document.files = {{u"demo.ini"_s, {{u"alpha"_s, {{u"key"_s, values}}}}}};
    return document;
}

QByteArray good()
{
    return *writeCoalesced(documentWith({{.text = u"aab"_s}, {ValueType::Add, u"ba"_s}}));
}

quint32 wordAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

void setWord(QByteArray &bytes, qsizetype at, quint32 value)
{
    qToLittleEndian(value, bytes.data() + at);
}

// Where the blocks of a file begin.
struct Places
{
    explicit Places(const QByteArray &bytes)
        : strings(32)
        , huffman(strings + wordAt(bytes, 16))
        , index(huffman + wordAt(bytes, 20))
        , bits(index + wordAt(bytes, 24))
    {}
    qsizetype strings;
    qsizetype huffman;
    qsizetype index;
    qsizetype bits;
};

} // namespace

class CoalescedTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void hostile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const QString &reason, auto &&change) {
            QByteArray bytes = good();
            change(bytes, Places(bytes));
            QTest::newRow(name) << bytes << reason;
        };
        row("one byte more", u"should have"_s, [](QByteArray &b, Places) { b.append('\0'); });
        row("name table size", u"wrong size"_s, [](QByteArray &b, Places p) { setWord(b, p.strings, 7); });
        row("billions of names", u"no room"_s, [](QByteArray &b, Places p) { setWord(b, p.strings + 4, 0xFFFFFFFF); });
        row("name outside", u"outside"_s, [](QByteArray &b, Places p) { setWord(b, p.strings + 12, 0xFFFFFFF0); });
        row("pair count", u"does not fit"_s, [](QByteArray &b, Places p) { b[p.huffman] = 9; });
        row("pair index", u"refers to pair"_s, [](QByteArray &b, Places p) { setWord(b, p.huffman + 2, 77); });
        row("symbol of 17 bits", u"16 bits"_s, [](QByteArray &b, Places p) { setWord(b, p.huffman + 2, 0xFFFEFFFF); });
        row("root below itself", u"no tree"_s, [](QByteArray &b, Places p) { setWord(b, p.huffman + 10, 1); });
        row("pair twice", u"no tree"_s, [](QByteArray &b, Places p) {
            setWord(b, p.huffman + 10, 0);
            setWord(b, p.huffman + 14, 0);
        });
        row("more bits than bytes", u"bits in"_s, [](QByteArray &b, Places p) { setWord(b, p.bits, 1000); });
        row("name index", u"refers to name"_s, [](QByteArray &b, Places p) { b[p.index + 2] = 3; });
        row("list outside", u"outside"_s, [](QByteArray &b, Places p) { setWord(b, p.index + 4, 0xFFFFFFF0); });
        row("list longer than the index", u"outside"_s, [](QByteArray &b, Places p) { b[p.index + 9] = 0x7F; });
        row("value type 7", u"unknown type 7"_s, [](QByteArray &b, Places p) { b[p.index + 29] = char(0xE0); });
        row("text behind the data", u"behind the end"_s, [](QByteArray &b, Places p) { b[p.index + 27] = 0x7F; });
    }
    void hostile()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, reason);
        const auto read = readCoalesced(bytes);
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains(reason), qPrintable(read.error().detail));
    }

    void everyPrefixIsRefused()
    {
        const QByteArray bytes = good();
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!readCoalesced(bytes.first(size)), qPrintable(QString::number(size)));
    }

    // A few bytes that name the same lists again and again would otherwise unfold to millions of entries.
    void listsThatUnfoldAreRefused()
    {
        Coalesced document;
        for (int i = 0; i < 64; ++i)
            document.files.append({u"f%1"_s.arg(i), {{u"s"_s, {}}}});
        for (int i = 0; i < 64; ++i)
            document.files[0].sections.append({u"s%1"_s.arg(i), {{u"p"_s, {{}}}}});
        QByteArray bytes = *writeCoalesced(document);
        const Places places(bytes);
        QVERIFY(readCoalesced(bytes));
        // All files lead to the large list of sections of the first.
        for (int i = 1; i < 64; ++i)
            setWord(bytes, places.index + 2 + 6 * i + 2, wordAt(bytes, places.index + 4));
        const auto read = readCoalesced(bytes);
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains(u"overlap"_s), qPrintable(read.error().detail));
    }

    void sharedTextsAndHolesAreAllowed()
    {
        QByteArray bytes = *writeCoalesced(documentWith({{.text = u"same"_s}, {ValueType::Add, u"same"_s}}));
        const Places places(bytes);
        // The second value uses the text of the first, and two unused bytes stand in the index.
        const qsizetype words = places.index + 8 + 8 + 8 + 2;
        setWord(bytes, words + 4, (2U << 29U) | (wordAt(bytes, words) & 0x1FFFFFFFU));
        bytes.insert(words + 8, 2, '\0');
        setWord(bytes, 24, wordAt(bytes, 24) + 2);
        const auto read = readCoalesced(bytes);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(*read, documentWith({{.text = u"same"_s}, {ValueType::Add, u"same"_s}}));
    }

    // Texts of 29 bits of positions that overlap at every bit cost quadratic time; the work is bounded instead.
    void overlappingTextsAreRefused()
    {
        QList<ConfigValue> values;
        for (int i = 0; i < 20'000; ++i)
            values.append({ValueType::Add, u"abababababababab"_s});
        QByteArray bytes = *writeCoalesced(documentWith(values));
        const Places places(bytes);
        setWord(bytes, 12, 0xFFFFFFFF); // texts may be as long as they like
        const qsizetype words = places.index + 26;
        for (int i = 0; i < 20'000; ++i)
            setWord(bytes, words + 4 * i, (2U << 29U) | static_cast<quint32>(i));
        // And none ends: the end symbol becomes another one.
        for (qsizetype at = places.huffman + 2; at < places.index; at += 4) {
            if (wordAt(bytes, at) == 0xFFFFFFFF)
                setWord(bytes, at, 0xFFFFFFFE);
        }
        const auto read = readCoalesced(bytes);
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains(u"overlap"_s), qPrintable(read.error().detail));
    }

    void limitsOfWriting()
    {
        const auto withName = [](qsizetype length) {
            Coalesced document = documentWith({});
            document.files[0].path = QString(length, u'n');
            return writeCoalesced(document);
        };
        const auto longest = withName(base::kContentNameMax);
        QVERIFY(longest && readCoalesced(*longest));
        QCOMPARE(withName(base::kContentNameMax + 1).error().fault, ContentFault::TooLarge);

        const auto withValues = [](qsizetype count) {
            return writeCoalesced(documentWith(QList<ConfigValue>(count, {ValueType::Add, u"x"_s})));
        };
        const auto most = withValues(65'535);
        QVERIFY(most);
        QCOMPARE(readCoalesced(*most)->files.at(0).sections.at(0).properties.at(0).values.size(), 65'535);
        QCOMPARE(withValues(65'536).error().fault, ContentFault::TooLarge);

        QCOMPARE(writeCoalesced(documentWith({{.text = u"a\0b"_s}})).error().fault, ContentFault::NotKept);
        Coalesced half = documentWith({});
        half.files[0].path = QString(QChar(0xD800));
        QCOMPARE(writeCoalesced(half).error().fault, ContentFault::NotKept);
    }

    void sizeLimits()
    {
        QByteArray huge(base::kCoalescedMax + 1, '\0');
        huge.replace(0, 4, "mrmf");
        QCOMPARE(readCoalesced(huge).error().fault, ContentFault::TooLarge);
        // Every character another one, so that each costs 16 bits.
        QString text;
        for (char16_t c = 1; c < 0xD800; ++c)
            text.append(QChar(c));
        QList<ConfigValue> values(170, {ValueType::Add, text});
        QCOMPARE(writeCoalesced(documentWith(values)).error().fault, ContentFault::TooLarge);
    }

    void textsBeyondLatin1()
    {
        const Coalesced document = documentWith({{.text = u"Żółw 🚀 й"_s}});
        QCOMPARE(*readCoalesced(*writeCoalesced(document)), document);
    }

    void equalDocumentsGiveEqualBytes()
    {
        QCOMPARE(good(), good());
        QCOMPARE(*writeCoalesced(*readCoalesced(good())), good());
    }

    void layers()
    {
        const Coalesced below = documentWith({{.text = u"1"_s}});
        Coalesced layer;
        layer.files = {{u"DEMO.ini"_s,
                        {{u"Alpha"_s, {{u"KEY"_s, {{ValueType::Remove, u"1"_s}}}, {u"new"_s, {{.text = u"n"_s}}}}},
                         {u"beta"_s, {{u"b"_s, {{ValueType::RemoveProperty, {}}}}}}}},
                       {u"other.ini"_s, {}}};
        const Coalesced both = layered(below, layer);
        QCOMPARE(both.files.size(), 2);
        QCOMPARE(both.files.at(0).path, u"demo.ini"_s);
        QCOMPARE(both.files.at(0).sections.size(), 2);
        const ConfigSection &alpha = both.files.at(0).sections.at(0);
        QCOMPARE(alpha.properties.at(0).values, (QList<ConfigValue> {{.text = u"1"_s}, {ValueType::Remove, u"1"_s}}));
        QCOMPARE(alpha.properties.at(1).name, u"new"_s);
        QCOMPARE(layered(below, {}), below);
    }

    void json_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason"); // empty: accepted
        const auto values = [](const QByteArray &list) {
            return R"({"version":1,"files":[{"path":"a","sections":[{"name":"s","properties":[{"name":"p","values":)" +
                   list + "}]}]}]}";
        };
        QTest::newRow("good") << values(R"([{"ty":"New","text":"x"}])") << QString();
        QTest::newRow("removed with a text") << values(R"([{"ty":"RemoveProperty","text":"x"}])") << QString();
        QTest::newRow("removed without") << values(R"([{"ty":"RemoveProperty"}])") << QString();
        QTest::newRow("unknown member") << QByteArray(R"({"files":[],"more":1})") << QString();
        QTest::newRow("no files") << QByteArray(R"({"version":1})") << u"files"_s;
        QTest::newRow("no JSON") << "files"_ba << u"no JSON"_s;
        QTest::newRow("a list") << "[]"_ba << u"no JSON object"_s;
        QTest::newRow("version") << QByteArray(R"({"version":-1,"files":[]})") << u"whole number"_s;
        QTest::newRow("type 5") << values(R"([{"ty":"Other","text":"x"}])") << u"unknown type"_s;
        QTest::newRow("text is null") << values(R"([{"ty":"New","text":null}])") << u"no text"_s;
        QTest::newRow("text is a number") << values(R"([{"ty":"New","text":1}])") << u"no text"_s;
        QTest::newRow("value is a text") << values(R"(["x"])") << u"no object"_s;
        QTest::newRow("values are an object") << values(R"({})") << u"no list"_s;
    }
    void json()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, reason);
        const auto root = parseContentJson(text);
        const auto document = root ? coalescedFromJson(*root) : base::failure(root.error());
        QCOMPARE(document.hasValue(), reason.isEmpty());
        if (!document)
            QVERIFY2(document.error().detail.contains(reason), qPrintable(document.error().detail));
        else
            QCOMPARE(*coalescedFromJson(*parseContentJson(toJsonText(toJsonObject(*document)))), *document);
    }
};

QTEST_APPLESS_MAIN(CoalescedTest)
#include "tst_coalesced.moc"
