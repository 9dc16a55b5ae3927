#include <core/base/jsondocument.h>
#include <core/base/limits.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using base::JsonDocument;
using base::JsonPlace;

class TestJsonDocument : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereThingsStand()
    {
        const auto document = JsonDocument::parse("{\n"
                                                  "  \"port\": 80,\n"
                                                  "  \"\u00FC\": {\"b.c\" :\n"
                                                  "\t[1, {\"x\": \"},]\\\"\"}, 3]},\r\n"
                                                  "  \"t\\u0061il\": null\n"
                                                  "}\n",
                                                  1000);
        QVERIFY(document);
        const QString inner = JsonDocument::memberPath(JsonDocument::memberPath({}, u"\u00FC"_s), u"b.c"_s);
        QCOMPARE(inner, u"[\"\u00FC\"][\"b.c\"]"_s);
        QCOMPARE(text(document->placeOf({})), u"1:1"_s);
        QCOMPARE(text(document->placeOf(u"port"_s)), u"2:11"_s);
        QCOMPARE(text(document->nameAt(u"port"_s)), u"2:3"_s);
        QCOMPARE(text(document->nameAt(inner)), u"3:9"_s); // characters are counted, not bytes
        QCOMPARE(text(document->placeOf(inner)), u"4:2"_s);
        QCOMPARE(text(document->placeOf(inner + u"[1].x"_s)), u"4:12"_s);
        QCOMPARE(text(document->placeOf(inner + u"[2]"_s)), u"4:22"_s);
        QCOMPARE(text(document->placeOf(u"tail"_s)), u"5:16"_s);
        QCOMPARE(text(document->placeOf(u"nowhere"_s)), u"1:1"_s);
        QCOMPARE(document->root().value(u"port"_s).toInt(), 80);
    }

    void byteOrderMarkIsAllowed()
    {
        const auto document = JsonDocument::parse("\xEF\xBB\xBF{\"a\": 1}", 1000);
        QVERIFY(document);
        QCOMPARE(text(document->placeOf(u"a"_s)), u"1:7"_s);
        QCOMPARE(text(document->placeOf({})), u"1:1"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reason"); // a part of it
        const auto row = [](const char *name, const QByteArray &json, const char *place, const char *path,
                            const char *reason) {
            QTest::newRow(name) << json << QString::fromLatin1(place) << QString::fromLatin1(path)
                                << QString::fromLatin1(reason);
        };
        row("nothing", "", "1:1", "", "value");
        row("a list", "[1]", "1:1", "", "must be an object");
        row("twice", "{\"a\":1,\n \"b\":2, \"a\":3}", "2:9", "a", "given twice");
        row("twice, written differently", "{\"a\":1,\"\\u0061\":3}", "1:8", "a", "given twice");
        row("twice inside", "{\"o\":{\"x\":1,\"x\":1}}", "1:13", "o.x", "given twice");
        row("twice in a list", "{\"o\":[{},{\"x\":1,\"x\":1}]}", "1:17", "o[1].x", "given twice");
        row("secret twice", "{\"s\":{\"abc\":1,\"abc\":1}}", "1:15", "s", "has a member twice");
        row("not UTF-8", "{\"a\":\"x\",\n\"b\":\"\xC3\xA4\xFF\"}", "2:7", "", "not UTF-8");
        row("cut inside a character", "{\"a\":\"\xC3", "1:7", "", "not UTF-8");
        row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), "1:1", "", "UTF-16");
        row("missing comma", "{\"a\":1\n \"b\":2}", "2:2", "", "missing");
        row("comma at the end", "{\"a\":1,\n}", "2:2", "", "expected");
        row("no colon", "{\"a\" 1}", "1:6", "", "':'");
        row("unclosed text", "{\"a\":\"b", "1:8", "", "quote");
        row("a word", "{\"a\":yes}", "1:6", "", "no value");
        row("comment", "{ // why\n}", "1:4", "", "is missing");
        row("garbage behind", "{} {}", "1:4", "", "after the closing");
    }

    void refuses()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, place);
        QFETCH(const QString, path);
        QFETCH(const QString, reason);
        const auto document = JsonDocument::parse(json, 1000, {u"s"_s});
        QVERIFY(!document);
        const base::JsonError &error = document.error();
        const QString shown = text(error.place) + u' ' + error.path + u' ' + error.reason;
        QVERIFY2(error.reason.contains(reason), qPrintable(shown));
        QCOMPARE(error.path, path);
        // Qt tells where its parser stood: at the fault or right behind it.
        QCOMPARE(error.place.line, place.section(u':', 0, 0).toInt());
        QVERIFY2(qAbs(error.place.column - place.section(u':', 1).toInt()) <= 1, qPrintable(shown));
    }

    void lengthLimit()
    {
        QVERIFY(JsonDocument::parse("{}  ", 4));
        const auto tooLong = JsonDocument::parse("{}   ", 4);
        QVERIFY(!tooLong);
        QVERIFY(tooLong.error().reason.contains(u"longer than 4 bytes"_s));
    }

    void nestingLimit()
    {
        const auto nested = [](int depth) {
            return "{\"a\":" + QByteArray(depth - 1, '[') + '1' + QByteArray(depth - 1, ']') + '}';
        };
        QVERIFY(JsonDocument::parse(nested(base::kJsonNestingMax), 10'000));
        const auto tooDeep = JsonDocument::parse(nested(base::kJsonNestingMax + 1), 10'000);
        QVERIFY(!tooDeep);
        QVERIFY(tooDeep.error().reason.contains(u"nested"_s));
        QVERIFY(!JsonDocument::parse(nested(100'000), 1'000'000));
    }

private:
    static QString text(JsonPlace place) { return u"%1:%2"_s.arg(place.line).arg(place.column); }
};

QTEST_APPLESS_MAIN(TestJsonDocument)
#include "tst_jsondocument.moc"
