// Frames against the vectors: whole, byte by byte and in the pieces each vector names; limits; and writing.

#include <core/blaze/framereader.h>
#include <core/blaze/framewriter.h>
#include <core/tdf/value.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>
#include <tests/support/tdfjson.h>

#include <QCryptographicHash>

#include <random>

using blaze::FrameHeader;

namespace {

struct Owned
{
    FrameHeader header;
    QByteArray body;
};

struct Outcome
{
    QList<Owned> frames;
    bool failed = false;
    bool inFrame = false;
};

// Feeds `bytes` in pieces of the given sizes; what is left goes in one last piece.
Outcome split(const QByteArray &bytes, const QList<qsizetype> &sizes, qsizetype bodyMax = base::kFrameBodyMax)
{
    Outcome outcome;
    blaze::FrameReader reader(bodyMax);
    qsizetype at = 0;
    for (qsizetype i = 0; at < bytes.size() && !outcome.failed; ++i) {
        const qsizetype size = i < sizes.size() ? std::min(sizes[i], bytes.size() - at) : bytes.size() - at;
        const QByteArray piece = bytes.mid(at, size); // a copy of its own, so that nobody reads past its end
        at += size;
        blaze::ByteView input = base::asBytes(QByteArrayView(piece));
        for (;;) {
            const auto frame = reader.next(input);
            if (!frame) {
                outcome.failed = true;
                break;
            }
            if (!*frame)
                break;
            outcome.frames.append({(*frame)->header, base::toByteArray((*frame)->body)});
        }
    }
    outcome.inFrame = reader.inFrame();
    return outcome;
}

FrameHeader headerOf(const QJsonObject &json)
{
    const auto number = [&json](const char *name) { return json[QLatin1String(name)].toInt(); };
    FrameHeader header;
    header.length = static_cast<std::uint32_t>(number("length"));
    header.component = static_cast<std::uint16_t>(number("component"));
    header.command = static_cast<std::uint16_t>(number("command"));
    header.error = static_cast<std::uint16_t>(number("error"));
    header.type = static_cast<blaze::FrameType>(number("type_value"));
    header.userIndex = static_cast<std::uint8_t>(number("user_index"));
    header.options = static_cast<std::uint8_t>(number("options"));
    header.sequence = static_cast<std::uint32_t>(number("seq"));
    return header;
}

QByteArray hexOf(const QJsonObject &json, const char *name)
{
    return QByteArray::fromHex(json[QLatin1String(name)].toString().toLatin1());
}

QByteArray bodyOf(const QJsonObject &json)
{
    const QJsonObject repeat = json[QLatin1String("body_repeat")].toObject();
    if (repeat.isEmpty())
        return hexOf(json, "body_hex");
    return QByteArray::fromHex(repeat[QLatin1String("byte")].toString().toLatin1())
        .repeated(repeat[QLatin1String("count")].toInt());
}

QByteArray wholeOf(const QJsonObject &json)
{
    return json.contains(QLatin1String("hex")) ? hexOf(json, "hex") : hexOf(json, "header_hex") + bodyOf(json);
}

QByteArray written(const FrameHeader &header, const QByteArray &body)
{
    base::ByteBuffer out;
    blaze::appendFrame(out, header, base::asBytes(QByteArrayView(body)));
    return base::toByteArray(out.view());
}

} // namespace

class TstFrames : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonArray all = QJsonDocument::fromJson(test::readVectorFile(QStringLiteral("packets.json"))).array();
        QVERIFY(!all.isEmpty());
        for (const QJsonValue &vector : all)
            QTest::newRow(qPrintable(vector[QLatin1String("name")].toString())) << vector.toObject();
    }
    void vectors()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray bytes = wholeOf(vector);
        if (vector.contains(QLatin1String("sha256"))) {
            QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(),
                     vector[QLatin1String("sha256")].toString().toLatin1());
            QCOMPARE(bytes.size(), vector[QLatin1String("total_size")].toInteger());
        }
        QList<qsizetype> chunks;
        for (const QJsonValue &chunk : vector[QLatin1String("chunks")].toArray())
            chunks.append(chunk.toInteger());
        const QList<qsizetype> single(bytes.size(), 1);
        for (const QList<qsizetype> &sizes : {QList<qsizetype> {}, chunks, single}) {
            const Outcome outcome = split(bytes, sizes);
            check(vector, outcome);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void encode_data() { vectors_data(); }
    void encode()
    {
        QFETCH(QJsonObject, vector);
        if (!vector.contains(QLatin1String("header")))
            return; // several frames or none: nothing to encode
        const QByteArray bytes = wholeOf(vector);
        QByteArray body = bodyOf(vector);
        const FrameHeader header = headerOf(vector[QLatin1String("header")].toObject());
        if (vector.contains(QLatin1String("tdf"))) {
            const auto tree = test::fieldsFromJson(vector[QLatin1String("tdf")][QLatin1String("fields")].toArray());
            QCOMPARE(tdf::written(tree).toHex(), body.toHex());
            const auto parsed = tdf::parse(base::asBytes(QByteArrayView(body)));
            QVERIFY(parsed.hasValue());
            QVERIFY(*parsed == tree);
        }
        if (!vector.contains(QLatin1String("note"))) {
            QVERIFY(written(header, body) == bytes);
            return;
        }
        // What we write instead means the same: options are computed anew, the rest is kept.
        const Outcome outcome = split(written(header, body), {});
        QCOMPARE(outcome.frames.size(), 1);
        FrameHeader expected = header;
        expected.options = body.size() > 0xFFFF ? blaze::kOptionJumbo : std::uint8_t {0};
        QVERIFY(outcome.frames[0].header == expected);
        QCOMPARE(outcome.frames[0].body, body);
    }

    void randomSplits()
    {
        std::mt19937 random(1);
        QByteArray bytes;
        QList<Owned> sent;
        for (int i = 0; i < 200; ++i) {
            FrameHeader header;
            header.component = static_cast<std::uint16_t>(random());
            header.command = static_cast<std::uint16_t>(random());
            header.type = static_cast<blaze::FrameType>(random() % 16);
            header.userIndex = static_cast<std::uint8_t>(random() % 16);
            header.sequence = random() % (blaze::kSequenceMax + 1);
            const QByteArray body(static_cast<qsizetype>(random() % 300), static_cast<char>(i));
            bytes += written(header, body);
            sent.append({header, body});
        }
        for (int round = 0; round < 50; ++round) {
            QList<qsizetype> sizes;
            for (qsizetype total = 0; total < bytes.size(); total += sizes.last())
                sizes.append(1 + static_cast<qsizetype>(random() % 700));
            const Outcome outcome = split(bytes, sizes);
            QCOMPARE(outcome.frames.size(), sent.size());
            for (qsizetype i = 0; i < sent.size(); ++i) {
                QCOMPARE(outcome.frames[i].header.sequence, sent[i].header.sequence);
                QCOMPARE(outcome.frames[i].header.userIndex, sent[i].header.userIndex);
                QCOMPARE(outcome.frames[i].body, sent[i].body);
            }
        }
    }

    void bodyLimit()
    {
        for (const qsizetype max : {base::kFrameBodyAnonymousMax, base::kFrameBodyMax}) {
            const QByteArray fits = written({}, QByteArray(max, 'x'));
            QCOMPARE(split(fits, {}, max).frames.size(), 1);
            const QByteArray over = written({}, QByteArray(max + 1, 'x'));
            // Refused with the last header byte, before any of the body.
            const qsizetype head = max + 1 > 0xFFFF ? 14 : 12;
            QVERIFY(!split(over.first(head - 1), {}, max).failed);
            QVERIFY(split(over.first(head), {}, max).failed);
            QVERIFY(split(over, {}, max).frames.isEmpty());
        }
    }
    void failedReaderStaysFailed()
    {
        blaze::FrameReader reader(4);
        const QByteArray bytes = written({}, QByteArray(5, 'x')) + written({}, {});
        blaze::ByteView input = base::asBytes(QByteArrayView(bytes));
        QVERIFY(!reader.next(input));
        QVERIFY(!reader.next(input));
    }
    void wholeFramesAreViews()
    {
        const QByteArray bytes = written({}, "abc") + written({}, "defg");
        blaze::FrameReader reader(100);
        blaze::ByteView input = base::asBytes(QByteArrayView(bytes));
        const auto first = reader.next(input);
        QVERIFY(base::asChars((*first)->body).data() == bytes.constData() + 12);
        const auto second = reader.next(input);
        QVERIFY(base::asChars((*second)->body).data() == bytes.constData() + 12 + 3 + 12);
        QCOMPARE(reader.bytesBuffered(), 0);
    }
    void buffersOnlyWhatArrived()
    {
        const QByteArray bytes = written({}, QByteArray(1000, 'x'));
        blaze::FrameReader reader(1000);
        const auto feed = [&reader](const QByteArray &piece) {
            blaze::ByteView input = base::asBytes(QByteArrayView(piece));
            const auto frame = reader.next(input);
            return frame && frame->has_value();
        };
        QVERIFY(!reader.inFrame());
        QVERIFY(!feed(bytes.first(5)));
        QVERIFY(reader.inFrame());
        QCOMPARE(reader.bytesBuffered(), 5);
        QVERIFY(!feed(bytes.mid(5, 107)));
        QCOMPARE(reader.bytesBuffered(), 112);
        QVERIFY(feed(bytes.mid(112)));
        QCOMPARE(reader.bytesBuffered(), 0);
        QVERIFY(!reader.inFrame());
        QVERIFY(!feed({}));
        QVERIFY(!reader.inFrame());
    }
    void jumboBodiesMoveOnce()
    {
        // Two frames in one buffer: the second one's extension must not touch the first.
        base::ByteBuffer out;
        blaze::appendFrame(out, {.command = 1}, base::asBytes(QByteArrayView("abc")));
        const QByteArray big(70'000, 'b');
        blaze::appendFrame(out, {.command = 2}, base::asBytes(QByteArrayView(big)));
        blaze::appendFrame(out, {.command = 3}, base::asBytes(QByteArrayView("xyz")));
        const Outcome outcome = split(base::toByteArray(out.view()), {});
        QCOMPARE(outcome.frames.size(), 3);
        QCOMPARE(outcome.frames[0].body, QByteArray("abc"));
        QVERIFY(outcome.frames[1].body == big);
        QCOMPARE(outcome.frames[2].body, QByteArray("xyz"));
    }

private:
    static void check(const QJsonObject &vector, const Outcome &outcome)
    {
        const QString expect = vector[QLatin1String("expect")].toString();
        if (expect == QLatin1String("close")) {
            QVERIFY(outcome.failed);
            QVERIFY(outcome.frames.isEmpty());
            return;
        }
        QVERIFY(!outcome.failed);
        if (expect == QLatin1String("incomplete")) {
            QVERIFY(outcome.frames.isEmpty());
            QVERIFY(outcome.inFrame);
            return;
        }
        QVERIFY2(expect.isEmpty(), "an expectation this test does not know");
        QVERIFY(!outcome.inFrame);
        if (vector.contains(QLatin1String("header"))) {
            QCOMPARE(outcome.frames.size(), 1);
            QVERIFY(outcome.frames[0].header == headerOf(vector[QLatin1String("header")].toObject()));
            QVERIFY(outcome.frames[0].body == bodyOf(vector));
            return;
        }
        // Several frames of one byte string: their heads are given, their bodies follow from the bytes.
        const QJsonArray frames = vector[QLatin1String("frames")].toArray();
        QVERIFY(!frames.isEmpty());
        QCOMPARE(outcome.frames.size(), frames.size());
        QByteArray joined;
        for (qsizetype i = 0; i < frames.size(); ++i) {
            const FrameHeader &header = outcome.frames[i].header;
            QCOMPARE(header.component, frames[i][QLatin1String("component")].toInt());
            QCOMPARE(header.command, frames[i][QLatin1String("command")].toInt());
            QCOMPARE(header.sequence, static_cast<std::uint32_t>(frames[i][QLatin1String("seq")].toInt()));
            QCOMPARE(header.length, static_cast<std::uint32_t>(frames[i][QLatin1String("length")].toInt()));
            QCOMPARE(typeName(header.type), frames[i][QLatin1String("type")].toString());
            joined += written(header, outcome.frames[i].body);
        }
        QCOMPARE(joined.toHex(), wholeOf(vector).toHex());
    }
    static QString typeName(blaze::FrameType type)
    {
        static constexpr const char *kNames[] = {"request", "response", "notify", "error"};
        return QString::fromLatin1(
            static_cast<std::size_t>(type) < std::size(kNames) ? kNames[static_cast<std::size_t>(type)] : "undefined");
    }
};

QTEST_GUILESS_MAIN(TstFrames)
#include "tst_frames.moc"
