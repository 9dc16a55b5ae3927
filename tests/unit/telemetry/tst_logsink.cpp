#include <core/telemetry/logsink.h>
#include <tests/support/quiet.h>

#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include <mutex>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using telemetry::LogLevel;
using telemetry::LogSink;

Q_LOGGING_CATEGORY(logNet, "app.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logQt, "qt.network", QtInfoMsg)

namespace {

class FixedClock final : public base::Clock
{
public:
    [[nodiscard]] base::MonotonicTime now() const override { return {}; }
    // 2026-01-31T18:05:09.123Z
    [[nodiscard]] base::WallTime wall() const override
    {
        return base::WallTime(std::chrono::milliseconds(1'769'882'709'123));
    }
};

// Terminal that can be read from the test's thread.
struct Terminal
{
    std::mutex mutex;
    QByteArray text;
    [[nodiscard]] std::function<void(const QByteArray &)> output()
    {
        return [this](const QByteArray &lines) {
            const std::lock_guard lock(mutex);
            text += lines;
        };
    }
    QByteArray content()
    {
        const std::lock_guard lock(mutex);
        return text;
    }
};

} // namespace

class TestLogSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onePlaceForAll()
    {
        const QTemporaryDir folder;
        Terminal terminal;
        {
            LogSink sink(m_clock, {folder.filePath(u"logs"_s), terminal.output(), LogLevel::Info});
            qCInfo(logNet) << "listening on" << 8080;
            qCDebug(logNet) << "a detail";
            qCWarning(logQt) << "mail to someone@example.org";
            qCInfo(logQt) << "chatter of a library";
            qWarning("plain");
            QVERIFY(sink.flush());

            const auto batch = sink.ring().since(1, 100);
            QCOMPARE(batch.lines.size(), 3);
            QCOMPARE(batch.lines[0].category, u"net"_s);
            QCOMPARE(batch.lines[0].level, LogLevel::Info);
            QCOMPARE(batch.lines[1].text, u"mail to [e-mail]"_s);
            QCOMPARE(batch.lines[2].category, u"default"_s);
        }
        const QByteArray expected = "[2026-01-31T18:05:09.123Z INFO net] listening on 8080\n"
                                    "[2026-01-31T18:05:09.123Z WARN qt.network] mail to [e-mail]\n"
                                    "[2026-01-31T18:05:09.123Z WARN default] plain\n";
        QCOMPARE(terminal.content(), expected);
        QFile file(folder.filePath(u"logs/relaydeck.log"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), expected);
    }

    void levelsChangeWhileRunning()
    {
        Terminal terminal;
        LogSink sink(m_clock, {{}, terminal.output(), LogLevel::Error});
        qWarning("too low");
        qCritical("an error");
        sink.setLevel(LogLevel::Debug);
        qCDebug(logNet, "a detail");
        sink.setLevel(LogLevel::Off);
        qCritical("nobody hears this");
        QVERIFY(sink.flush());
        QCOMPARE(sink.ring().since(1, 10).lines.size(), 2);
        QVERIFY(terminal.content().contains("ERROR default] an error"));
        QVERIFY(terminal.content().contains("DEBUG net] a detail"));
    }

    void handlerGoesBack()
    {
        Terminal terminal;
        {
            const LogSink sink(m_clock, {{}, terminal.output(), LogLevel::Info});
        }
        QTest::ignoreMessage(QtWarningMsg, "for the test");
        qWarning("for the test");
        QCOMPARE(terminal.content(), QByteArray());
    }

    void fileThatCannotBeWrittenIsNamedOnce()
    {
        const QTemporaryDir folder;
        QFile inTheWay(folder.filePath(u"logs"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Terminal terminal;
        LogSink sink(m_clock, {folder.filePath(u"logs"_s), terminal.output(), LogLevel::Info});
        for (int i = 0; i < 3; ++i) {
            qCInfo(logNet) << "line" << i;
            QVERIFY(sink.flush());
        }
        QCOMPARE(terminal.content().count("no longer written"), 1);
        QVERIFY(terminal.content().contains("line 2"));
    }

    void threadsWriteWholeLines()
    {
        Terminal terminal;
        constexpr int kThreads = 4;
        constexpr int kLines = 200;
        {
            LogSink sink(m_clock, {{}, terminal.output(), LogLevel::Info});
            std::vector<std::thread> threads;
            for (int t = 0; t < kThreads; ++t) {
                threads.emplace_back([t] {
                    for (int i = 0; i < kLines; ++i)
                        qCInfo(logNet).nospace() << "<" << t << ":" << i << ">";
                });
            }
            for (std::thread &thread : threads)
                thread.join();
        }
        const QList<QByteArray> lines = terminal.content().split('\n');
        QCOMPARE(lines.size(), kThreads * kLines + 1);
        for (int i = 0; i < kThreads * kLines; ++i)
            QVERIFY2(lines[i].startsWith('[') && lines[i].endsWith('>') && lines[i].count('<') == 1,
                     lines[i].constData());
    }

private:
    FixedClock m_clock;
};

// Critical lines are part of this test: they must not end it, whatever the surroundings ask for.
int main(int argc, char **argv)
{
    qunsetenv("QT_FATAL_CRITICALS");
    TestLogSink test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_logsink.moc"
