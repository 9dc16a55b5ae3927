// What is unpacked in an import: packed configurations that lie about their size, chunk maps with gaps.

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/inflate.h>
#include <core/content/overrides.h>
#include <core/content/recognition.h>
#include <tests/support/quiet.h>

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace content;

namespace {

QByteArray streamOf(const QByteArray &plain)
{
    return qCompress(plain, 9).sliced(4);
}

QByteArray packedAs(const QByteArray &stream, quint32 plainSize)
{
    QByteArray head(16, '\0');
    head.replace(0, 4, "NIBC");
    qToLittleEndian(1U, head.data() + 4);
    qToLittleEndian(static_cast<quint32>(stream.size()), head.data() + 8);
    qToLittleEndian(plainSize, head.data() + 12);
    return head + stream;
}

} // namespace

class PackingTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void bombs_data()
    {
        QTest::addColumn<QByteArray>("packed");
        QTest::addColumn<bool>("tooLarge");
        const QByteArray zeros(4 * base::MiB, '\0');
        const QByteArray stream = streamOf(zeros);
        QVERIFY(stream.size() * base::kInflateRatioMax < zeros.size());
        QTest::newRow("honest bomb") << packedAs(stream, static_cast<quint32>(zeros.size())) << true;
        QTest::newRow("bomb that says little") << packedAs(stream, 100) << false;
        QTest::newRow("says more than there is") << packedAs(streamOf("hello"), 1000) << false;
        QTest::newRow("says nothing") << packedAs(streamOf("hello"), 0) << false;
        QTest::newRow("over the limit") << packedAs(streamOf("x"), static_cast<quint32>(base::kCoalescedMax) + 1)
                                        << true;
        QTest::newRow("4 GB") << packedAs(streamOf("x"), 0xFFFF'FFFF) << true;
        QByteArray lied = packedAs(streamOf("hello"), 5);
        qToLittleEndian(3U, lied.data() + 8);
        QTest::newRow("wrong packed size") << lied << false;
        QTest::newRow("bytes behind the stream") << packedAs(streamOf("hello") + "x", 5) << false;
        QTest::newRow("stream cut off") << packedAs(streamOf("hello").chopped(3), 5) << false;
        QByteArray broken = streamOf("hello hello hello hello");
        broken[broken.size() - 1] = char(broken.back() + 1);
        QTest::newRow("wrong checksum") << packedAs(broken, 23) << false;
        QTest::newRow("no stream") << packedAs({}, 0) << false;
        QTest::newRow("version 2") << packedAs(streamOf("hello"), 5).replace(4, 1, "\2") << false;
        QTest::newRow("head cut off") << packedAs({}, 0).first(15) << false;
    }
    void bombs()
    {
        QFETCH(const QByteArray, packed);
        QFETCH(const bool, tooLarge);
        const auto plain = unpackOverrides(packed);
        QVERIFY(!plain);
        QVERIFY(!plain.error().detail.isEmpty());
        QCOMPARE(plain.error().fault == ContentFault::TooLarge, tooLarge);
        QVERIFY(!recognise(packed));
    }

    void ratioLimit()
    {
        const QByteArray plain = QByteArray(200'000, 'a');
        const QByteArray stream = streamOf(plain);
        QVERIFY(!inflated(stream, plain.size())); // about 1 : 900
        // Random bytes in between bring it to just under the limit.
        QByteArray mixed = plain;
        quint32 state = 1;
        for (qsizetype i = 0; i < 900; ++i) {
            state = state * 1664525 + 1013904223;
            mixed[i] = static_cast<char>(state >> 24U);
        }
        QVERIFY(streamOf(mixed).size() * base::kInflateRatioMax >= mixed.size());
        QCOMPARE(*inflated(streamOf(mixed), mixed.size()), mixed);
    }

    void unpackedAtTheLimit()
    {
        QByteArray plain(base::kCoalescedMax, '\0');
        quint32 state = 7;
        for (char &byte : plain) {
            state = state * 1664525 + 1013904223;
            byte = static_cast<char>(state >> 28U);
        }
        QCOMPARE(*unpackOverrides(packOverrides(plain)), plain);
    }

    void chunks_data()
    {
        QTest::addColumn<Pairs>("pairs");
        QTest::addColumn<bool>("good");
        const Pairs good {{"CHUNK_0", "YWJj"}, {"CHUNK_1", "ZGVm"}, {"CHUNK_SIZE", "4"}, {"DATA_SIZE", "8"}};
        const auto row = [&good](const char *name, bool isGood, auto &&change) {
            Pairs pairs = good;
            change(pairs);
            QTest::newRow(name) << pairs << isGood;
        };
        row("as it is", true, [](Pairs &) {});
        row("another order", true, [](Pairs &p) { std::reverse(p.begin(), p.end()); });
        row("another key", true, [](Pairs &p) { p.emplaceBack("VERSION", "1"); });
        row("piece missing", false, [](Pairs &p) { p.removeFirst(); });
        row("gap", false, [](Pairs &p) { p[1].first = "CHUNK_2"; });
        row("a gap of billions", false, [](Pairs &p) { p[1].first = "CHUNK_999999999"; });
        row("number too long", false, [](Pairs &p) { p[1].first = "CHUNK_99999999999999999999"; });
        row("leading zero", false, [](Pairs &p) { p[1].first = "CHUNK_01"; });
        row("twice", false, [](Pairs &p) { p.append(p[0]); });
        row("size twice", false, [](Pairs &p) { p.append(p[2]); });
        row("no size", false, [](Pairs &p) { p.removeAt(2); });
        row("size 0", false, [](Pairs &p) { p[2].second = "0"; });
        row("negative size", false, [](Pairs &p) { p[2].second = "-4"; });
        row("wrong total", false, [](Pairs &p) { p[3].second = "9"; });
        row("short piece inside", false, [](Pairs &p) {
            p[0].second = "YWI=";
            p[2].second = "5";
        });
        row("empty last piece", false, [](Pairs &p) { p.emplaceBack("CHUNK_2", ""); });
        row("no Base64", false, [](Pairs &p) { p[1].second = "ZG!m"; });
        row("unused bits", false, [](Pairs &p) {
            p[1].second = "ZGV=";
            p[1].second[2] = 'X';
        });
    }
    void chunks()
    {
        QFETCH(const Pairs, pairs);
        QFETCH(const bool, good);
        const auto payload = chunkPayload(pairs);
        QCOMPARE(payload.hasValue(), good);
        if (payload)
            QCOMPARE(*payload, "abcdef"_ba);
    }
};

QTEST_APPLESS_MAIN(PackingTest)
#include "tst_packing.moc"
