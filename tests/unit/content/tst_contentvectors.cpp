// The file formats against content.json: each document in both directions, and what must be refused.

#include <core/content/chunkmap.h>
#include <core/content/coalescedfile.h>
#include <core/content/contentjson.h>
#include <core/content/namecrc.h>
#include <core/content/overrides.h>
#include <core/content/talkfile.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace content;

namespace {

QByteArray bytesOf(const QJsonValue &hex)
{
    return QByteArray::fromHex(hex.toString().toLatin1());
}

// A number in the vectors' way of writing them.
QByteArray hexOf(quint32 number)
{
    return QByteArray::number(number, 16).rightJustified(8, '0');
}

Pairs pairsOf(const QJsonObject &map)
{
    Pairs pairs;
    for (auto it = map.begin(); it != map.end(); ++it)
        pairs.emplaceBack(it.key().toUtf8(), it.value().toString().toUtf8());
    return pairs;
}

// What a vector calls a document, without what carries no meaning: the text of a RemoveProperty.
QJsonObject canonical(const QJsonObject &document)
{
    return toJsonObject(*coalescedFromJson(document));
}

} // namespace

class ContentVectorsTest : public test::QuietTest
{
    Q_OBJECT

private:
    void addRows(const QString &group)
    {
        QTest::addColumn<QJsonObject>("vector");
        int number = 0;
        for (const QJsonValue &vector : m_vectors.value(group).toArray()) {
            const QString name = vector[u"name"_s].toString(u"%1"_s.arg(++number));
            const QString kind = vector[u"kind"_s].toString(group);
            QTest::newRow(qPrintable(kind + u'/' + name)) << vector.toObject();
        }
    }

    QJsonObject m_vectors = test::readVectorJson(u"content.json"_s);

private Q_SLOTS:
    void crc32_data() { addRows(u"crc32"_s); }
    void crc32()
    {
        QFETCH(const QJsonObject, vector);
        const QByteArray name =
            vector.contains(u"hex"_s) ? bytesOf(vector[u"hex"_s]) : vector[u"ascii"_s].toString().toUtf8();
        QCOMPARE(hexOf(nameCrc(name)), vector[u"crc"_s].toString().toLatin1().toLower());
    }

    void coalesced_data() { addRows(u"coalesced"_s); }
    void coalesced()
    {
        QFETCH(const QJsonObject, vector);
        const QByteArray file = bytesOf(vector[u"hex"_s]);
        const auto document = coalescedFromJson(vector[u"document"_s].toObject());
        QVERIFY2(document, qPrintable(document ? QString() : document.error().detail));
        const auto written = writeCoalesced(*document);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
        QCOMPARE(written->toHex(), file.toHex());
        const auto read = readCoalesced(file);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(toJsonObject(*read), canonical(vector[u"document"_s].toObject()));
        QCOMPARE(*read, *document);
    }

    void talk_data() { addRows(u"tlk"_s); }
    void talk()
    {
        QFETCH(const QJsonObject, vector);
        const QByteArray file = bytesOf(vector[u"hex"_s]);
        const auto table = talkFromJson(vector[u"document"_s].toObject());
        QVERIFY2(table, qPrintable(table ? QString() : table.error().detail));
        const auto written = writeTalk(*table);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
        QCOMPARE(written->toHex(), file.toHex());
        const auto read = readTalk(file);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(*read, *table);
        QCOMPARE(toJsonObject(*read), toJsonObject(*table));
    }

    void chunks_data() { addRows(u"chunk_map"_s); }
    void chunks()
    {
        QFETCH(const QJsonObject, vector);
        const QByteArray payload = bytesOf(vector[u"hex"_s]);
        // Back again, from the vector's own map and from ours in another order.
        Pairs ours = chunkMap(payload);
        std::reverse(ours.begin(), ours.end());
        QList<Pairs> maps {ours};
        if (vector.contains(u"map"_s))
            maps << pairsOf(vector[u"map"_s].toObject());
        for (const Pairs &map : std::as_const(maps)) {
            const auto together = chunkPayload(map);
            QVERIFY2(together, qPrintable(together ? QString() : together.error().detail));
            QCOMPARE(together->toHex(), payload.toHex());
        }
    }

    void packed_data() { addRows(u"nibc"_s); }
    void packed()
    {
        QFETCH(const QJsonObject, vector);
        const QByteArray plain = bytesOf(vector[u"plain_hex"_s]);
        for (const QByteArray &wrapped : {bytesOf(vector[u"example_wrapped_hex"_s]), packOverrides(plain)}) {
            const auto unpacked = unpackOverrides(wrapped);
            QVERIFY2(unpacked, qPrintable(unpacked ? QString() : unpacked.error().detail));
            QCOMPARE(unpacked->toHex(), plain.toHex());
        }
    }

    void malformed_data() { addRows(u"malformed"_s); }
    void malformed()
    {
        QFETCH(const QJsonObject, vector);
        QCOMPARE(vector[u"expect"_s].toString(), u"error"_s);
        const QString kind = vector[u"kind"_s].toString();
        const QByteArray bytes = bytesOf(vector[u"hex"_s]);
        const auto refusal = [](const auto &result) { return result ? QString() : result.error().detail; };
        QString reason;
        if (kind == u"coalesced"_s)
            reason = vector.contains(u"document"_s) ? refusal(coalescedFromJson(vector[u"document"_s].toObject()))
                                                    : refusal(readCoalesced(bytes));
        else if (kind == u"tlk"_s)
            reason = vector.contains(u"document"_s) ? refusal(talkFromJson(vector[u"document"_s].toObject()))
                                                    : refusal(readTalk(bytes));
        else if (kind == u"nibc"_s)
            reason = refusal(unpackOverrides(bytes));
        else if (kind == u"chunk_map"_s)
            reason = refusal(chunkPayload(pairsOf(vector[u"map"_s].toObject())));
        else
            QFAIL(qPrintable(u"no reader of the kind "_s + kind));
        QVERIFY2(!reason.isEmpty(), "it was accepted, or refused without a reason");
    }
};

QTEST_APPLESS_MAIN(ContentVectorsTest)
#include "tst_contentvectors.moc"
