// Records and messages by themselves: cutting, joining, the end of the sequence numbers, no empty records.

#include "helpers.h"

#include <core/base/limits.h>

#include <tests/support/quiet.h>

#include <limits>

using namespace test;
using ssl3::RecordError;
using ssl3::RecordType;

class Records : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void longPayloadIsCut_data() { suites(); }
    void longPayloadIsCut()
    {
        QFETCH(int, suite);
        ssl3::RecordWriter writer;
        writer.protect(protection(suite));
        const QByteArray payload(2 * base::kSslPlaintextMax + 1, 'x');
        base::ByteBuffer out;
        QVERIFY(writer.write(RecordType::ApplicationData, base::asBytes(payload), out));
        const auto mac = qsizetype(ssl3::macSize(static_cast<ssl3::CipherSuite>(suite)));
        const auto cut = splitRecords(base::toByteArray(out.view()));
        QCOMPARE(cut.size(), 3);
        QCOMPARE(cut[0].payload.size(), base::kSslPlaintextMax + mac);
        QCOMPARE(cut[2].payload.size(), 1 + mac);

        ssl3::RecordReader reader;
        reader.protect(protection(suite));
        reader.feed(out.view());
        QByteArray joined;
        while (true) {
            const auto record = reader.next();
            QVERIFY(record);
            if (!*record)
                break;
            joined += base::toByteArray((*record)->payload);
        }
        QCOMPARE(joined, payload);
        QVERIFY(reader.atBoundary());
    }

    void emptyIsNeverWritten()
    {
        ssl3::RecordWriter writer;
        base::ByteBuffer out;
        QVERIFY(writer.write(RecordType::ApplicationData, {}, out));
        QVERIFY(out.empty());
    }

    // 2^64 − 1 is never used: the number cannot wrap.
    void sequenceEnds()
    {
        const quint64 last = std::numeric_limits<quint64>::max() - 1;
        ssl3::RecordWriter writer;
        writer.protect(protection(5, last));
        base::ByteBuffer out;
        QVERIFY(writer.write(RecordType::ApplicationData, base::asBytes(QByteArrayView("a")), out));
        const std::size_t size = out.size();
        QVERIFY(!writer.write(RecordType::ApplicationData, base::asBytes(QByteArrayView("b")), out));
        QCOMPARE(out.size(), size); // nothing half-written

        ssl3::RecordReader reader;
        reader.protect(protection(5, last));
        reader.feed(out.view());
        const auto good = reader.next();
        QVERIFY(good && *good);
        reader.feed(base::asBytes(record(RecordType::ApplicationData, QByteArray(21, 'x'))));
        const auto bad = reader.next();
        QVERIFY(!bad && bad.error() == RecordError::BadMac);
    }

    void headerErrors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("error");
        QTest::newRow("ssl 2") << QByteArray::fromHex("8022010300") << int(RecordError::NotSsl);
        QTest::newRow("http") << QByteArray("GET / HTTP/1.1\r\n") << int(RecordError::NotSsl);
        QTest::newRow("type 19") << QByteArray::fromHex("130300000101") << int(RecordError::UnknownType);
        QTest::newRow("type 24") << QByteArray::fromHex("180300000101") << int(RecordError::UnknownType);
        QTest::newRow("one too long") << QByteArray::fromHex("1603004001") << int(RecordError::TooLong);
        QTest::newRow("empty handshake") << QByteArray::fromHex("1603000000") << int(RecordError::Empty);
        QTest::newRow("empty alert") << QByteArray::fromHex("1503000000") << int(RecordError::Empty);
        QTest::newRow("empty change") << QByteArray::fromHex("1403000000") << int(RecordError::Empty);
        QTest::newRow("3.1 later") << QByteArray::fromHex("160300000101160301000101") << int(RecordError::WrongVersion);
    }
    void headerErrors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, error);
        ssl3::RecordReader reader;
        reader.feed(base::asBytes(bytes));
        auto result = reader.next();
        while (result && *result)
            result = reader.next();
        QVERIFY(!result);
        QCOMPARE(int(result.error()), error);
        // It stays failed and keeps nothing.
        reader.feed(base::asBytes(record(RecordType::Handshake, "x")));
        QVERIFY(!reader.next());
        QCOMPARE(reader.bytesBuffered(), std::size_t(0));
    }

    void longestPlainRecord()
    {
        ssl3::RecordReader reader;
        reader.feed(base::asBytes(record(RecordType::Handshake, QByteArray(base::kSslPlaintextMax, 'x'))));
        const auto result = reader.next();
        QVERIFY(result && *result);
        QCOMPARE(qsizetype((*result)->payload.size()), base::kSslPlaintextMax);
    }

    void longestProtectedRecord_data() { suites(); }
    void longestProtectedRecord()
    {
        QFETCH(int, suite);
        const auto mac = ssl3::macSize(static_cast<ssl3::CipherSuite>(suite));
        const auto header = [mac](int more) {
            return record(RecordType::ApplicationData, QByteArray(base::kSslPlaintextMax + qsizetype(mac) + more, 'x'));
        };
        ssl3::RecordReader atLimit;
        atLimit.protect(protection(suite));
        atLimit.feed(base::asBytes(header(0).left(5)));
        const auto waiting = atLimit.next();
        QVERIFY(waiting && !*waiting); // wants the rest
        ssl3::RecordReader past;
        past.protect(protection(suite));
        past.feed(base::asBytes(header(1).left(5)));
        const auto refused = past.next();
        QVERIFY(!refused && refused.error() == RecordError::TooLong);
    }

    void tamperedRecord_data()
    {
        QTest::addColumn<int>("at"); // which byte of the wire
        for (const int at : {0, 5, 9, 24, 29})
            QTest::addRow("byte %d", at) << at;
    }
    void tamperedRecord()
    {
        QFETCH(int, at);
        ssl3::RecordWriter writer;
        writer.protect(protection(5));
        base::ByteBuffer out;
        QVERIFY(writer.write(RecordType::ApplicationData, base::asBytes(QByteArrayView("hello")), out));
        QCOMPARE(out.size(), std::size_t(30));
        out.data()[at] ^= std::byte {1}; // 23 becomes 22: another type, not the one under the MAC
        ssl3::RecordReader reader;
        reader.protect(protection(5));
        reader.feed(out.view());
        const auto result = reader.next();
        QVERIFY(!result && result.error() == RecordError::BadMac);
    }

    void handshakeReader()
    {
        ssl3::HandshakeReader reader(8);
        const QByteArray two = handshake(ssl3::HandshakeType::ClientHello, "12345678") +
                               handshake(ssl3::HandshakeType::ServerHelloDone, {});
        QVERIFY(!reader.pendingType());
        for (qsizetype i = 0; i + 1 < 12; ++i) {
            reader.feed(base::asBytes(two.mid(i, 1)));
            QVERIFY(!reader.next());
            QCOMPARE(int(*reader.pendingType()), 1);
            QVERIFY(!reader.pendingTooLong());
        }
        reader.feed(base::asBytes(two.mid(11)));
        const auto first = reader.next();
        QCOMPARE(base::toByteArray(first->body), QByteArray("12345678"));
        QCOMPARE(base::toByteArray(first->whole), two.left(12));
        const auto second = reader.next();
        QCOMPARE(int(second->type), 14);
        QVERIFY(second->body.empty());
        QVERIFY(!reader.next());
        QCOMPARE(reader.bytesBuffered(), std::size_t(0));
        reader.feed(base::asBytes(QByteArray::fromHex("01000009")));
        QVERIFY(reader.pendingTooLong());
    }

private:
    static void suites()
    {
        QTest::addColumn<int>("suite");
        QTest::newRow("0004") << 4;
        QTest::newRow("0005") << 5;
    }
    static ssl3::RecordProtection protection(int suite, quint64 first = 0)
    {
        ssl3::DirectionKeys keys;
        std::ranges::fill(keys.mac.span(), std::byte {'m'});
        std::ranges::fill(keys.key.span(), std::byte {'k'});
        return {crypto(), static_cast<ssl3::CipherSuite>(suite), keys, first};
    }
};

QTEST_GUILESS_MAIN(Records)
#include "tst_records.moc"
