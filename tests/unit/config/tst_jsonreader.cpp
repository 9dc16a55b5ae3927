#include <core/base/jsonreader.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using base::JsonDocument;
using base::JsonFindings;
using base::JsonReader;

class TestJsonReader : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void missingMembersChangeNothing()
    {
        const JsonDocument document = parsed("{}");
        JsonFindings findings;
        JsonReader reader(document, findings);
        bool flag = true;
        QString text = u"before"_s;
        int number = 7;
        double real = 0.5;
        std::optional<quint16> maybe = 3;
        reader.flag(u"flag"_s, flag);
        reader.text(u"text"_s, text, 10);
        reader.number(u"number"_s, number, 0, 10);
        reader.real(u"real"_s, real, 0, 1);
        reader.numberOrNull(u"maybe"_s, maybe, 0, 10);
        JsonReader inner = reader.object(u"inner"_s);
        inner.flag(u"flag"_s, flag);
        inner.finish();
        QVERIFY(!reader.objects(u"list"_s, 3));
        QVERIFY(!reader.numbers(u"numbers"_s, 3, 0, 1));
        reader.finish();
        QVERIFY(flag);
        QCOMPARE(text, u"before"_s);
        QCOMPARE(number, 7);
        QCOMPARE(real, 0.5);
        QCOMPARE(maybe, std::optional<quint16>(3));
        QVERIFY(!findings.error);
        QVERIFY(findings.notes.isEmpty());
    }

    void numbersHaveARange_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("least") << QByteArray("-2") << true;
        QTest::newRow("below") << QByteArray("-3") << false;
        QTest::newRow("most") << QByteArray("5") << true;
        QTest::newRow("above") << QByteArray("6") << false;
        QTest::newRow("written as a float") << QByteArray("5.0") << true;
        QTest::newRow("not whole") << QByteArray("4.5") << false;
        QTest::newRow("huge") << QByteArray("1e300") << false;
        QTest::newRow("text") << QByteArray("\"5\"") << false;
        QTest::newRow("null") << QByteArray("null") << false;
        QTest::newRow("true") << QByteArray("true") << false;
    }

    void numbersHaveARange()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const bool, good);
        const JsonDocument document = parsed("{\"n\":" + value + '}');
        JsonFindings findings;
        JsonReader reader(document, findings);
        qint16 number = 1;
        reader.number(u"n"_s, number, -2, 5);
        QCOMPARE(!findings.error.has_value(), good);
        if (!good) {
            QCOMPARE(number, 1);
            QVERIFY(findings.error->reason.startsWith(u"must be a whole number from -2 to 5, not "_s));
            QCOMPARE(findings.error->place.column, 6);
        }
    }

    void onlyTheFirstFaultCounts()
    {
        const JsonDocument document = parsed("{\"a\":1,\"b\":2,\"zzz\":3}");
        JsonFindings findings;
        JsonReader reader(document, findings);
        bool flag = false;
        reader.flag(u"b"_s, flag);
        reader.flag(u"a"_s, flag);
        reader.finish();
        QCOMPARE(findings.error->path, u"b"_s);
        QVERIFY(findings.notes.isEmpty()); // no chatter beside a fault
    }

    void unknownNamesAreNoted()
    {
        const JsonDocument document = parsed("{\"superEmail\":1,\n\"colour\":2,\"inner\":{\"prot\":1}}");
        JsonFindings findings;
        JsonReader reader(document, findings);
        QString text;
        int port = 0;
        reader.text(u"super_email"_s, text, 10);
        JsonReader inner = reader.object(u"inner"_s);
        inner.number(u"port"_s, port, 0, 1);
        inner.finish();
        reader.finish();
        QVERIFY(!findings.error);
        QCOMPARE(findings.notes.size(), 3);
        QCOMPARE(findings.notes[0].path, u"inner.prot"_s);
        QCOMPARE(findings.notes[0].text, u"is not known and has no effect; did you mean \"port\"?"_s);
        QCOMPARE(findings.notes[1].path, u"colour"_s);
        QCOMPARE(findings.notes[1].text, u"is not known and has no effect"_s);
        QCOMPARE(findings.notes[1].place.line, 2);
        QCOMPARE(findings.notes[2].text, u"is not known and has no effect; did you mean \"super_email\"?"_s);
    }

    void listsAreCounted()
    {
        const JsonDocument document = parsed("{\"l\":[{},{}],\"bad\":[{},5],\"n\":[1,2,3]}");
        JsonFindings findings;
        JsonReader reader(document, findings);
        QCOMPARE(reader.objects(u"l"_s, 2)->size(), 2);
        QCOMPARE(*reader.numbers(u"n"_s, 3, 1, 3), QList<qint64>({1, 2, 3}));
        QVERIFY(!findings.error);
        QVERIFY(!reader.objects(u"l"_s, 1));
        QCOMPARE(findings.error->reason, u"must not have more than 1 entries"_s);

        JsonFindings second;
        JsonReader again(document, second);
        QVERIFY(again.objects(u"bad"_s, 2));
        QCOMPARE(second.error->path, u"bad[1]"_s);

        JsonFindings third;
        JsonReader last(document, third);
        QVERIFY(!last.numbers(u"n"_s, 3, 1, 2));
        QCOMPARE(third.error->path, u"n[2]"_s);
    }

    void closeWords()
    {
        const QStringList words {u"port"_s, u"host"_s, u"reverse_proxy"_s};
        QCOMPARE(base::closestWord(u"prot"_s, words), u"port"_s);
        QCOMPARE(base::closestWord(u"pont"_s, words), u"port"_s);
        QCOMPARE(base::closestWord(u"pint"_s, words), QString()); // two letters of four differ
        QCOMPARE(base::closestWord(u"Port"_s, words), u"port"_s);
        QCOMPARE(base::closestWord(u"ports"_s, words), u"port"_s);
        QCOMPARE(base::closestWord(u"reverse-proxy"_s, words), u"reverse_proxy"_s);
        QCOMPARE(base::closestWord(u"reverse_porxy"_s, words), u"reverse_proxy"_s);
        QCOMPARE(base::closestWord(u"colour"_s, words), QString());
        QCOMPARE(base::closestWord(QString(65, u'a'), words), QString());
    }

private:
    static JsonDocument parsed(const QByteArray &text) { return *JsonDocument::parse(text, 10'000); }
};

QTEST_APPLESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
