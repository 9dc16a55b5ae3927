#include <core/telemetry/logring.h>
#include <tests/support/quiet.h>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using telemetry::LogLine;
using telemetry::LogRing;

class TestLogRing : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void emptyHasNothing()
    {
        const LogRing ring(4);
        const LogRing::Batch batch = ring.since(1, 100);
        QVERIFY(batch.lines.isEmpty());
        QCOMPARE(batch.next, 1U);
        QCOMPARE(batch.missed, 0U);
    }

    void keepsTheLatest_data()
    {
        QTest::addColumn<int>("written");
        QTest::addColumn<int>("missed");
        QTest::newRow("one") << 1 << 0;
        QTest::newRow("at the limit") << 4 << 0;
        QTest::newRow("one past it") << 5 << 1;
        QTest::newRow("round and round") << 23 << 19;
    }

    void keepsTheLatest()
    {
        QFETCH(const int, written);
        QFETCH(const int, missed);
        LogRing ring(4);
        for (int i = 1; i <= written; ++i)
            QCOMPARE(ring.append(line(i)), static_cast<quint64>(i));
        const LogRing::Batch batch = ring.since(1, 100);
        QCOMPARE(batch.missed, static_cast<quint64>(missed));
        QCOMPARE(batch.lines.size(), written - missed);
        QCOMPARE(batch.next, static_cast<quint64>(written + 1));
        for (qsizetype i = 0; i < batch.lines.size(); ++i) {
            QCOMPARE(batch.lines[i].sequence, static_cast<quint64>(missed + i + 1));
            QCOMPARE(batch.lines[i].text, QString::number(missed + i + 1));
        }
    }

    void readsInPieces()
    {
        LogRing ring(10);
        for (int i = 1; i <= 7; ++i)
            ring.append(line(i));
        LogRing::Batch batch = ring.since(1, 3);
        QCOMPARE(batch.lines.size(), 3);
        batch = ring.since(batch.next, 3);
        QCOMPARE(batch.lines.first().text, u"4"_s);
        batch = ring.since(batch.next, 3);
        QCOMPARE(batch.lines.size(), 1);
        QVERIFY(ring.since(batch.next, 3).lines.isEmpty());
        QVERIFY(ring.since(1000, 3).lines.isEmpty()); // from the future
        QCOMPARE(ring.since(0, 3).missed, 0U);
        QVERIFY(ring.since(1, -1).lines.isEmpty());
    }

    void threadsShareIt()
    {
        LogRing ring(64);
        std::vector<std::thread> writers;
        for (int t = 0; t < 3; ++t) {
            writers.emplace_back([&ring] {
                for (int i = 0; i < 1000; ++i)
                    ring.append(line(i));
            });
        }
        quint64 seen = 0;
        quint64 missed = 0;
        for (quint64 next = 1; next <= 3000;) {
            const LogRing::Batch batch = ring.since(next, 10);
            for (qsizetype i = 1; i < batch.lines.size(); ++i)
                QCOMPARE(batch.lines[i].sequence, batch.lines[i - 1].sequence + 1);
            seen += static_cast<quint64>(batch.lines.size());
            missed += batch.missed;
            next = batch.next;
        }
        for (std::thread &writer : writers)
            writer.join();
        QCOMPARE(seen + missed, 3000U);
    }

private:
    static LogLine line(int number)
    {
        LogLine made;
        made.text = QString::number(number);
        return made;
    }
};

QTEST_APPLESS_MAIN(TestLogRing)
#include "tst_logring.moc"
