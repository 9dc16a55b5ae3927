#pragma once
// Where every qDebug … qCritical of the program goes: standard error, logs/relaydeck.log in the data folder, and a ring
// of the latest lines for the log page. Each line is scrubbed before it goes anywhere. One sink at a time, made by main
// before the other threads start and destroyed after they ended.

#include <core/base/clock.h>
#include <core/telemetry/loglevel.h>
#include <core/telemetry/logring.h>
#include <core/telemetry/logwriter.h>

#include <QString>

#include <atomic>
#include <functional>
#include <memory>

class QMessageLogContext;

namespace telemetry {

struct LogSinkOptions
{
    QString folder; // for the files; empty: none are written
    // What the terminal gets; unset: standard error.
    std::function<void(const QByteArray &lines)> terminal;
    LogLevel level = LogLevel::Info;
};

class LogSink
{
public:
    // Becomes the program's message handler and sets the category filters.
    LogSink(const base::Clock &clock, const LogSinkOptions &options);
    LogSink(const LogSink &) = delete;
    LogSink &operator=(const LogSink &) = delete;
    // Gives the message handler back and writes what is queued.
    ~LogSink();

    // Any thread.
    void setLevel(LogLevel level);
    [[nodiscard]] LogLevel level() const noexcept { return m_level.load(std::memory_order_relaxed); }
    [[nodiscard]] const LogRing &ring() const noexcept { return m_ring; }
    // Waits until everything logged so far is written.
    bool flush() { return m_writer->flush(); }

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
    void take(QtMsgType type, const QMessageLogContext &context, const QString &message);

    const base::Clock &m_clock;
    std::atomic<LogLevel> m_level;
    LogRing m_ring;
    std::unique_ptr<LogWriter> m_writer;
    QtMessageHandler m_previous = nullptr;
};

} // namespace telemetry
