#pragma once
// Takes finished lines from any thread and writes them on a thread of its own, so that neither a slow disk nor a
// terminal nobody reads can hold the network thread. The queue is bounded; what does not fit is counted and the count
// is written. Lines keep their order.

#include <QByteArray>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace telemetry {

struct LogOutputs
{
    // Each gets whole lines, on the writer's thread; unset: not written there.
    std::function<void(const QByteArray &lines)> terminal;
    // Returns why it gave up, once; empty when all is well.
    std::function<QString(const QByteArray &lines)> file;
};

class LogWriter
{
public:
    explicit LogWriter(LogOutputs outputs);
    LogWriter(const LogWriter &) = delete;
    LogWriter &operator=(const LogWriter &) = delete;
    // Writes what is queued, for at most kLogFlushDeadline; an output that blocks longer is left behind.
    ~LogWriter();

    // Never blocks on an output. False when the queue was full and the line is lost (and counted).
    bool post(QByteArray line);
    // Waits until everything posted before is written; false when that took longer than kLogFlushDeadline.
    bool flush();

private:
    struct State;
    std::shared_ptr<State> m_state; // outlives this object when an output never comes back
    std::thread m_thread;
};

} // namespace telemetry
