// Chunk maps and the wrapping of the compressed configuration, against the vectors of content.json.

#include <core/content/chunkmap.h>
#include <core/content/emptyslots.h>
#include <core/content/overrides.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace content;

namespace {

QByteArray inflated(const QByteArray &packed)
{
    QByteArray stream(4, Qt::Uninitialized);
    qToBigEndian(qFromLittleEndian<quint32>(packed.data() + 12), stream.data());
    return qUncompress(stream + packed.sliced(16));
}

class Changing final : public OverridesSource
{
public:
    std::optional<QByteArray> value;
    std::optional<QByteArray> coalesced() override { return value; }
};

} // namespace

class ChunkMapTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void chunks_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        for (const QJsonValue &vector : test::readVectorJson(u"content.json"_s)[u"chunk_map"_s].toArray())
            QTest::newRow(qPrintable(vector[u"name"_s].toString())) << vector.toObject();
    }
    void chunks()
    {
        QFETCH(const QJsonObject, vector);
        const Pairs map = chunkMap(QByteArray::fromHex(vector[u"hex"_s].toString().toLatin1()));
        QStringList keys;
        QJsonObject values;
        for (const auto &[key, value] : map) {
            keys << QString::fromLatin1(key);
            values.insert(keys.last(), QString::fromLatin1(value));
        }
        if (vector.contains(u"map"_s))
            QCOMPARE(values, vector[u"map"_s].toObject());
        QStringList expected;
        for (const QJsonValue &key : vector[u"keys_in_wire_order"_s].toArray())
            expected << key.toString();
        QCOMPARE(keys, expected);
    }

    void packed_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("example");
        for (const QJsonValue &vector : test::readVectorJson(u"content.json"_s)[u"nibc"_s].toArray()) {
            QTest::newRow(qPrintable(vector[u"name"_s].toString()))
                << QByteArray::fromHex(vector[u"plain_hex"_s].toString().toLatin1())
                << QByteArray::fromHex(vector[u"example_wrapped_hex"_s].toString().toLatin1());
        }
    }
    void packed()
    {
        QFETCH(const QByteArray, plain);
        QFETCH(const QByteArray, example);
        const QByteArray packed = packOverrides(plain);
        QCOMPARE(packed.first(8), example.first(8));
        QCOMPARE(qFromLittleEndian<quint32>(packed.data() + 8), static_cast<quint32>(packed.size() - 16));
        QCOMPARE(qFromLittleEndian<quint32>(packed.data() + 12), static_cast<quint32>(plain.size()));
        QCOMPARE(inflated(packed), plain);
        QCOMPARE(inflated(example), plain);
    }

    void overridesFollowTheirSource()
    {
        Changing source;
        Overrides overrides(source);
        QVERIFY(!overrides.chunks());
        source.value = "first"_ba;
        QCOMPARE(*overrides.chunks(), chunkMap(packOverrides("first"_ba)));
        QCOMPARE(*overrides.chunks(), chunkMap(packOverrides("first"_ba)));
        source.value = "second"_ba;
        QCOMPARE(*overrides.chunks(), chunkMap(packOverrides("second"_ba)));
    }

    void emptySlotsAreWholeFiles()
    {
        const QByteArray coalesced = emptyOverrides();
        QVERIFY(coalesced.startsWith("mrmf"));
        const auto word = [&coalesced](qsizetype at) {
            return static_cast<qsizetype>(qFromLittleEndian<quint32>(coalesced.data() + at));
        };
        QCOMPARE(word(4), 1);
        QCOMPARE(coalesced.size(), 32 + word(16) + word(20) + word(24) + 4 + word(28));
        QVERIFY(coalesced.contains("relaydeck"));

        const QByteArray talk = emptyTalkFile();
        const auto number = [&talk](qsizetype at) { return qFromLittleEndian<quint32>(talk.data() + at); };
        QVERIFY(talk.startsWith("Tlk"));
        QCOMPARE(number(12), 1U);
        QCOMPARE(number(28), 0x7FFF0001U);
        QCOMPARE(talk.size(), static_cast<qsizetype>(28 + 8 * (number(12) + number(16) + number(20)) + number(24)));
    }
};

QTEST_APPLESS_MAIN(ChunkMapTest)
#include "tst_chunkmap.moc"
