// Reader, writer, queue, budget and ids beyond the vectors: limits, order, memory.

#include <core/tunnel/addressbudget.h>
#include <core/tunnel/budget.h>
#include <core/tunnel/datagram.h>
#include <core/tunnel/framequeue.h>
#include <core/tunnel/framereader.h>
#include <core/tunnel/framewriter.h>
#include <core/tunnel/idpool.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QHostAddress>

using namespace std::chrono_literals;
using tunnel::FrameQueue;

namespace {

base::ByteView view(const QByteArray &bytes)
{
    return base::asBytes(QByteArrayView(bytes));
}

// Gives the numbers it was told, one 32-bit number a call.
class ScriptedRandom final : public base::Random
{
public:
    explicit ScriptedRandom(QList<quint32> numbers)
        : m_numbers(std::move(numbers))
    {}
    void fill(std::span<std::byte> out) override
    {
        QCOMPARE(out.size(), 4U);
        base::writeU32(out.data(), m_numbers.takeFirst());
    }

private:
    QList<quint32> m_numbers;
};

} // namespace

class TestFrames : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void anyCutReadsTheSame_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 2, 3, 5, 64, 70'000})
            QTest::addRow("%d bytes", step) << step;
    }
    void anyCutReadsTheSame()
    {
        QFETCH(int, step);
        base::ByteBuffer stream;
        tunnel::FrameWriter writer(stream);
        QList<QByteArray> sent {QByteArray(), QByteArray("x"), QByteArray(65'535, 'y'), QByteArray(1254, 'z')};
        for (int i = 0; i < sent.size(); ++i)
            writer.append(static_cast<quint8>(i), view(sent[i]));
        writer.appendKeepAlive();
        const QByteArray bytes = base::toByteArray(stream.view());
        tunnel::FrameReader reader;
        int seen = 0;
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            const QByteArray piece = bytes.mid(at, step);
            reader.feed(view(piece));
            while (const auto frame = reader.next()) {
                if (seen < sent.size()) {
                    QCOMPARE(int {frame->index}, seen);
                    QCOMPARE(base::toByteArray(frame->payload), sent[seen]);
                } else {
                    QVERIFY(frame->isKeepAlive());
                }
                ++seen;
            }
            QVERIFY(reader.bytesBuffered() <= 65'535 + tunnel::kFrameHeadSize);
        }
        QCOMPARE(seen, 5);
        QCOMPARE(reader.bytesBuffered(), 0U);
    }

    void queueKeepsTheNewestFrames()
    {
        FrameQueue queue;
        for (int i = 0; i < base::kTunnelQueueFramesMax; ++i)
            QCOMPARE(queue.push(1, view(QByteArray::number(i))), 0);
        QCOMPARE(queue.push(1, view("last")), 1); // one past the limit: the oldest goes
        QCOMPARE(queue.frames(), base::kTunnelQueueFramesMax);
        QCOMPARE(base::toByteArray(queue.front().payload), QByteArray("1"));
    }
    void queueIsBoundedInBytes()
    {
        FrameQueue queue;
        const QByteArray quarter(base::kTunnelQueueBytesMax / 4, 'q');
        for (int i = 0; i < 4; ++i)
            QCOMPARE(queue.push(0, view(quarter)), 0);
        QCOMPARE(queue.bytes(), base::kTunnelQueueBytesMax);
        QCOMPARE(queue.push(0, view("x")), 1);
        QCOMPARE(queue.push(0, view(QByteArray(base::kTunnelQueueBytesMax / 2, 'h'))), 2);
        QVERIFY(queue.bytes() <= base::kTunnelQueueBytesMax);
        QCOMPARE(queue.push(0, view(QByteArray(base::kTunnelQueueBytesMax + 1, 'z'))), 1);
        while (!queue.isEmpty())
            queue.pop();
        QCOMPARE(queue.bytes(), 0);
        QCOMPARE(queue.frames(), 0);
    }
    void keepAlivesAreNeverDropped()
    {
        FrameQueue queue;
        queue.pushKeepAlive();
        queue.pushKeepAlive(); // says nothing new
        for (int i = 0; i < 3 * base::kTunnelQueueFramesMax; ++i)
            queue.push(2, view("game"));
        QVERIFY(queue.front().isKeepAlive());
        queue.pop();
        QVERIFY(!queue.front().isKeepAlive());
        QCOMPARE(queue.frames(), base::kTunnelQueueFramesMax);
        queue.pushKeepAlive(); // the first has left: there may be another
        int keepAlives = 0;
        for (; !queue.isEmpty(); queue.pop())
            keepAlives += queue.front().isKeepAlive() ? 1 : 0;
        QCOMPARE(keepAlives, 1);
    }

    void budgetOfPackets()
    {
        test::ManualTime time;
        const tunnel::BudgetLimits limits;
        tunnel::Budget budget(limits, time.now());
        for (int i = 0; i < base::kTunnelPacketsBurst; ++i)
            QVERIFY(budget.take(limits, 10, time.now()));
        QVERIFY(!budget.take(limits, 10, time.now()));
        time.advance(1s);
        int passed = 0;
        while (budget.take(limits, 10, time.now()))
            ++passed;
        QCOMPARE(passed, base::kTunnelPacketsBurst); // 400 came back, 200 fit
        for (int i = 0; i < 400; ++i) {
            time.advance(2500us);
            QVERIFY(budget.take(limits, 10, time.now()));
        }
    }
    void budgetOfBytes()
    {
        test::ManualTime time;
        const tunnel::BudgetLimits limits;
        tunnel::Budget budget(limits, time.now());
        QVERIFY(budget.take(limits, base::kTunnelBytesBurst, time.now()));
        QVERIFY(!budget.take(limits, 1, time.now()));
        time.advance(1s); // 125,000 bytes
        QVERIFY(!budget.take(limits, 125'001, time.now()));
        QVERIFY(budget.take(limits, 125'000, time.now()));
    }
    void noBudgetNoLimit()
    {
        test::ManualTime time;
        const tunnel::BudgetLimits limits {.packetsPerSecond = 0, .bitsPerSecond = 0};
        tunnel::Budget budget(limits, time.now());
        for (int i = 0; i < 100'000; ++i)
            QVERIFY(budget.take(limits, 1254, time.now()));
    }

    void idsAreNeverReusedSoon()
    {
        test::ManualTime time;
        ScriptedRandom random({0xFFFFFFFF, 7, 7, 7, 8, 7, 9, 7});
        tunnel::IdPool pool(random);
        const auto none = [](tunnel::TunnelId) { return false; };
        const auto seven = pool.take(none, time.now()); // the first number means "none"
        QCOMPARE(seven, tunnel::TunnelId {7});
        // In use, twice; then free.
        QCOMPARE(pool.take([&](auto id) { return id == seven; }, time.now()), tunnel::TunnelId {8});
        pool.release(seven, time.now());
        time.advance(base::kTunnelIdRest - 1ms);
        QVERIFY(pool.isResting(seven, time.now()));
        QCOMPARE(pool.take(none, time.now()), tunnel::TunnelId {9});
        time.advance(1ms);
        QVERIFY(!pool.isResting(seven, time.now()));
        QCOMPARE(pool.take(none, time.now()), seven);
    }

    void addressesMayAskFiveTimesASecond()
    {
        test::ManualTime time;
        tunnel::AddressBudget asks;
        const auto from = net::SocketAddress::of(QHostAddress(QStringLiteral("203.0.113.9")), 1000);
        auto otherPort = from;
        otherPort.port = 2000;
        for (int i = 0; i < base::kTunnelInitiatesPerSecond; ++i)
            QVERIFY(asks.take(i % 2 == 0 ? from : otherPort, time.now()));
        QVERIFY(!asks.take(from, time.now()));
        QVERIFY(!asks.take(otherPort, time.now()));
        time.advance(200ms);
        QVERIFY(asks.take(from, time.now()));
        QVERIFY(!asks.take(from, time.now()));
        QVERIFY(asks.take(net::SocketAddress::of(QHostAddress(QStringLiteral("203.0.113.10")), 1000), time.now()));
    }
    void addressesRememberedAreBounded()
    {
        test::ManualTime time;
        tunnel::AddressBudget asks;
        for (quint32 i = 0; i < 2 * base::kTunnelInitiatorsMax; ++i)
            QVERIFY(asks.take(net::SocketAddress::of(QHostAddress(0x0A000000 + i), 1), time.now()));
        QCOMPARE(asks.size(), base::kTunnelInitiatorsMax);
    }
};

QTEST_GUILESS_MAIN(TestFrames)
#include "tst_frames.moc"
