// The cases of telemetry.json, whole and byte by byte, and what the format leaves to us.

#include <core/connector/telemetryrecord.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using connector::TelemetryError;
using connector::TelemetryReader;
using connector::TelemetryRecord;

namespace {

struct Outcome
{
    QList<TelemetryRecord> records;
    QString error; // as the vectors name it
    qsizetype left = 0;
};

Outcome read(const QByteArray &stream, qsizetype pieceSize)
{
    Outcome outcome;
    TelemetryReader reader;
    for (qsizetype at = 0; at < stream.size(); at += pieceSize) {
        reader.feed(base::asBytes(QByteArrayView(stream).sliced(at, std::min(pieceSize, stream.size() - at))));
        while (true) {
            auto record = reader.next();
            if (!record) {
                outcome.error = record.error() == TelemetryError::TooShort ? u"short_length"_s : u"long_length"_s;
                break;
            }
            if (!*record)
                break;
            outcome.records.append(**record);
        }
    }
    outcome.left = reader.bytesBuffered();
    if (outcome.error.isEmpty() && outcome.left > 0)
        outcome.error = u"incomplete"_s;
    return outcome;
}

// A record with this body, as the game frames it.
QByteArray framed(const QByteArray &body, quint16 high = 0)
{
    const auto length = static_cast<quint16>(body.size() + 12);
    QByteArray head(8, '\0');
    for (const quint16 part : {high, length}) {
        head += static_cast<char>(part >> 8);
        head += static_cast<char>(part & 0xFF);
    }
    return head + body;
}

} // namespace

class TestTelemetryRecord : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data();
    void vectors();
    void lengths();
    void aFailedReaderStaysFailed();
    void textOfInvalidBytes_data();
    void textOfInvalidBytes();
    void bodyEscapes();
};

void TestTelemetryRecord::vectors_data()
{
    QTest::addColumn<QJsonObject>("entry");
    for (const QJsonValue entry : test::readVectorJson(u"telemetry.json"_s).value(u"vectors"_s).toArray())
        QTest::newRow(qPrintable(entry[u"id"_s].toString())) << entry.toObject();
}

void TestTelemetryRecord::vectors()
{
    QFETCH(const QJsonObject, entry);
    const QByteArray stream = QByteArray::fromHex(entry.value(u"stream"_s).toString().toLatin1());
    const QJsonArray messages = entry.value(u"messages"_s).toArray();
    for (const qsizetype pieceSize : {stream.size(), qsizetype(1), qsizetype(7)}) {
        const Outcome outcome = read(stream, pieceSize);
        QCOMPARE(outcome.error, entry.value(u"error"_s).toString());
        if (pieceSize == stream.size() && entry.contains(u"leftover_bytes"_s))
            QCOMPARE(outcome.left, qsizetype(entry.value(u"leftover_bytes"_s).toInt()));
        QCOMPARE(outcome.records.size(), messages.size());
        for (qsizetype i = 0; i < messages.size(); ++i) {
            const QJsonArray values = messages[i][u"values"_s].toArray();
            QCOMPARE(outcome.records[i].values.size(), values.size());
            for (qsizetype j = 0; j < values.size(); ++j) {
                QCOMPARE(outcome.records[i].values[j].first, values[j][u"key"_s].toString());
                QCOMPARE(outcome.records[i].values[j].second, values[j][u"posted"_s].toString());
            }
            QCOMPARE(connector::telemetryBody(outcome.records[i]), messages[i][u"posted_json"_s].toString().toUtf8());
        }
    }
}

void TestTelemetryRecord::lengths()
{
    // Exactly the head is a record without values; the longest has 65,535 bytes.
    QCOMPARE(read(framed({}), 100).records, QList<TelemetryRecord> {TelemetryRecord {}});
    const QByteArray longest = "A=" + QByteArray(65'535 - 12 - 2, 'x');
    const Outcome whole = read(framed(longest), 65'535);
    QCOMPARE(whole.records.size(), 1);
    QCOMPARE(whole.left, 0);
    // What would be longer is refused as soon as its head is there.
    TelemetryReader reader;
    reader.feed(base::asBytes(QByteArrayView(framed({}, 1).first(12))));
    const auto record = reader.next();
    QVERIFY(!record);
    QCOMPARE(record.error(), TelemetryError::TooLong);
}

void TestTelemetryRecord::aFailedReaderStaysFailed()
{
    TelemetryReader reader;
    reader.feed(base::asBytes(QByteArrayView(framed("A=1\n", 1))));
    QVERIFY(!reader.next());
    const qsizetype held = reader.bytesBuffered();
    reader.feed(base::asBytes(QByteArrayView(framed("A=1\n"))));
    QVERIFY(!reader.next());
    QCOMPARE(reader.bytesBuffered(), held);
}

void TestTelemetryRecord::textOfInvalidBytes_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("text");
    const QString bad(QChar(QChar::ReplacementCharacter));
    QTest::newRow("plain") << QByteArray("Ab") << u"Ab"_s;
    QTest::newRow("two bytes") << QByteArray("\xC3\xA9") << u"é"_s;
    QTest::newRow("four bytes") << QByteArray("\xF0\x9F\x99\x82!") << u"🙂!"_s;
    QTest::newRow("lone continuation") << QByteArray("a\x80z") << u'a' + bad + u'z';
    QTest::newRow("cut after two of three") << QByteArray("\xE2\x82X") << bad + u'X';
    QTest::newRow("cut after three of four") << QByteArray("\xF0\x9F\x99") << bad;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << bad + bad;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << bad + bad + bad;
    QTest::newRow("beyond the last") << QByteArray("\xF4\x90\x80\x80") << bad + bad + bad + bad;
}

void TestTelemetryRecord::textOfInvalidBytes()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QString, text);
    const Outcome outcome = read(framed(key + "=\n"), 1000);
    QCOMPARE(outcome.records.value(0).values.value(0).first, text);
}

void TestTelemetryRecord::bodyEscapes()
{
    const TelemetryRecord record {{{u"a\"b"_s, u"\b\t\n\f\r\\\x01\x1F\x7Fé"_s}, {u"c"_s, {}}}};
    const QByteArray expected =
        "{\"values\":[[\"a\\\"b\",\"\\b\\t\\n\\f\\r\\\\\\u0001\\u001f\x7F\xC3\xA9\"],[\"c\",\"\"]]}";
    QCOMPARE(connector::telemetryBody(record), expected);
    const QByteArray nothing = "{\"values\":[]}";
    QCOMPARE(connector::telemetryBody({}), nothing);
}

QTEST_GUILESS_MAIN(TestTelemetryRecord)
#include "tst_telemetryrecord.moc"
