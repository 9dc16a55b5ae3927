#include <core/base/limits.h>
#include <core/telemetry/logwriter.h>
#include <tests/support/quiet.h>

#include <condition_variable>
#include <mutex>

using telemetry::LogOutputs;
using telemetry::LogWriter;

namespace {

// An output that can be held shut.
struct Gate
{
    std::mutex mutex;
    std::condition_variable changed;
    QByteArray written;
    bool open = true;
    bool someoneWaits = false;

    void write(const QByteArray &lines)
    {
        std::unique_lock lock(mutex);
        someoneWaits = true;
        changed.notify_all();
        changed.wait(lock, [this] { return open; });
        written += lines;
    }
    void setOpen(bool value)
    {
        const std::lock_guard lock(mutex);
        open = value;
        changed.notify_all();
    }
    void waitUntilSomeoneWaits()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return someoneWaits; });
    }
    QByteArray content()
    {
        const std::lock_guard lock(mutex);
        return written;
    }
};

LogOutputs to(const std::shared_ptr<Gate> &gate)
{
    LogOutputs outputs;
    outputs.terminal = [gate](const QByteArray &lines) { gate->write(lines); };
    return outputs;
}

} // namespace

class TestLogWriter : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder()
    {
        const auto gate = std::make_shared<Gate>();
        QByteArray expected;
        {
            LogWriter writer(to(gate));
            for (int i = 0; i < 1000; ++i) {
                const QByteArray line = QByteArray::number(i) + '\n';
                expected += line;
                QVERIFY(writer.post(line));
            }
            QVERIFY(writer.flush());
            QCOMPARE(gate->content(), expected);
            QVERIFY(writer.post("last\n"));
        }
        QCOMPARE(gate->content(), expected + "last\n");
    }

    void fullQueueCountsWhatItLoses()
    {
        const auto gate = std::make_shared<Gate>();
        gate->setOpen(false);
        LogWriter writer(to(gate));
        QVERIFY(writer.post("first\n"));
        gate->waitUntilSomeoneWaits(); // "first" is out of the queue now
        for (int i = 0; i < base::kLogQueueMax; ++i)
            QVERIFY(writer.post("x\n"));
        QVERIFY(!writer.post("one too many\n"));
        QVERIFY(!writer.post("two too many\n"));
        gate->setOpen(true);
        QVERIFY(writer.flush());
        QVERIFY(!gate->content().contains("too many"));
        QVERIFY(gate->content().endsWith("[log] 2 lines lost: they came faster than they could be written\n"));
    }

    void saysOnTheTerminalThatTheFileGaveUp()
    {
        const auto gate = std::make_shared<Gate>();
        LogOutputs outputs = to(gate);
        outputs.file = [calls = 0](const QByteArray &) mutable {
            return ++calls == 2 ? QStringLiteral("disk full") : QString();
        };
        LogWriter writer(std::move(outputs));
        for (const char *line : {"1\n", "2\n", "3\n"}) {
            writer.post(line);
            QVERIFY(writer.flush());
        }
        QCOMPARE(gate->content(), "1\n2\n[log] the log file is no longer written: disk full\n3\n");
    }

    void blockedOutputDoesNotHoldTheEnd()
    {
        const auto gate = std::make_shared<Gate>();
        gate->setOpen(false);
        {
            LogWriter writer(to(gate));
            writer.post("stuck\n");
            gate->waitUntilSomeoneWaits();
        } // returns after the deadline
        QCOMPARE(gate->content(), QByteArray());
        gate->setOpen(true); // lets the thread that was left behind end
    }
};

QTEST_APPLESS_MAIN(TestLogWriter)
#include "tst_logwriter.moc"
