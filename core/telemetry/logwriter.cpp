#include <core/telemetry/logwriter.h>

#include <core/base/limits.h>

#include <condition_variable>
#include <deque>
#include <mutex>

namespace telemetry {

namespace {
constexpr qsizetype kBatchBytes = 64 * base::KiB; // one write call; also how far a log file may miss its size
} // namespace

struct LogWriter::State
{
    LogOutputs outputs;
    std::mutex mutex; // guards what follows
    std::condition_variable wake;
    std::condition_variable idle;
    std::deque<QByteArray> queue;
    quint64 lost = 0;
    bool writing = false;
    bool stopping = false;
    bool finished = false;

    void run();
    [[nodiscard]] QByteArray takeBatch();
    void write(const QByteArray &lines);
};

// The mutex is held by the caller.
QByteArray LogWriter::State::takeBatch()
{
    QByteArray batch;
    while (!queue.empty() && (batch.isEmpty() || batch.size() + queue.front().size() <= kBatchBytes)) {
        batch += queue.front();
        queue.pop_front();
    }
    if (queue.empty() && lost > 0)
        batch += "[log] " + QByteArray::number(std::exchange(lost, 0)) +
                 " lines lost: they came faster than they "
                 "could be written\n";
    return batch;
}

void LogWriter::State::write(const QByteArray &lines)
{
    if (outputs.terminal)
        outputs.terminal(lines);
    if (!outputs.file)
        return;
    const QString problem = outputs.file(lines);
    if (!problem.isEmpty() && outputs.terminal)
        outputs.terminal("[log] the log file is no longer written: " + problem.toUtf8() + '\n');
}

void LogWriter::State::run()
{
    std::unique_lock lock(mutex);
    while (true) {
        wake.wait(lock, [this] { return stopping || !queue.empty(); });
        if (queue.empty())
            break;
        const QByteArray batch = takeBatch();
        writing = true;
        lock.unlock();
        write(batch);
        lock.lock();
        writing = false;
        if (queue.empty())
            idle.notify_all();
    }
    finished = true;
    idle.notify_all();
}

LogWriter::LogWriter(LogOutputs outputs)
    : m_state(std::make_shared<State>())
{
    m_state->outputs = std::move(outputs);
    m_thread = std::thread([state = m_state] { state->run(); });
}

LogWriter::~LogWriter()
{
    bool finished = false;
    {
        std::unique_lock lock(m_state->mutex);
        m_state->stopping = true;
        m_state->wake.notify_all();
        finished = m_state->idle.wait_for(lock, base::kLogFlushDeadline, [this] { return m_state->finished; });
    }
    if (finished)
        m_thread.join();
    else
        m_thread.detach(); // it holds the state and ends with the program
}

bool LogWriter::post(QByteArray line)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->queue.size() >= static_cast<std::size_t>(base::kLogQueueMax)) {
        ++m_state->lost;
        return false;
    }
    m_state->queue.push_back(std::move(line));
    m_state->wake.notify_one();
    return true;
}

bool LogWriter::flush()
{
    std::unique_lock lock(m_state->mutex);
    return m_state->idle.wait_for(lock, base::kLogFlushDeadline,
                                  [this] { return m_state->queue.empty() && !m_state->writing; });
}

} // namespace telemetry
