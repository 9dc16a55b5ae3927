#pragma once
// The database of the server: one file, one storage thread that alone touches it, a bounded queue before it.
// Jobs run in the order they came. Writes that wait together share one transaction (group commit), each still
// answered on its own: one that fails does not fail the others. A positive answer to a write means: committed,
// with synchronous=FULL, so it survives a power cut. Reads see every write queued before them.
//
// Storage may be used from any thread; ask through a StorageClient, which brings the answers home.
// The columns are those of a Pocket Relay server's app.db, so each program can read the other's file.

#include <core/base/log.h>
#include <core/storage/job.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <optional>
#include <thread>

namespace storage {

struct OpenReport
{
    bool created = false;  // there was no database before
    int versionBefore = 0; // schema version found, 0 for a new file or one of Pocket Relay
    QString backup;        // path of the copy made before migrating, empty when none was needed
};

class Storage
{
public:
    Storage();
    Storage(const Storage &) = delete;
    Storage &operator=(const Storage &) = delete;
    ~Storage(); // close()

    // Commits everything that is queued, answers it, closes the file and joins the thread. Blocks meanwhile.
    void close();

    [[nodiscard]] int jobsQueued() const noexcept { return m_jobsQueued.load(std::memory_order_relaxed); }
    // Write transactions committed so far; with the number of writes this shows how well they share.
    [[nodiscard]] quint64 commits() const noexcept { return m_commits.load(std::memory_order_relaxed); }

    // For StorageClient. reserve() claims a place in the queue; enqueue() takes it and always succeeds.
    [[nodiscard]] bool reserve(qsizetype bytes);
    void enqueue(std::unique_ptr<Job> job);
    using OpenAnswer = base::Result<OpenReport, OpenError>;
    void open(QString file, std::chrono::system_clock::time_point now, std::shared_ptr<AnswerBox::Address> home,
              quint64 ticket);

private:
    using Batch = std::vector<std::unique_ptr<Job>>;
    void run();
    void openFile(const QString &file, std::chrono::system_clock::time_point now, AnswerBox::Address &home,
                  quint64 ticket);
    [[nodiscard]] bool take(Batch &batch);
    void runBatch(Batch &batch);
    void runTogether(Batch &batch);
    void runSingly(Batch &batch);
    [[nodiscard]] bool runInSavepoint(Job &job);
    [[nodiscard]] std::optional<StoreError> begin();
    [[nodiscard]] std::optional<StoreError> commit();
    void answer(Batch &batch);
    void warnOf(const Batch &batch);
    void warn(const QString &what);

    std::mutex m_mutex; // guards the queue, m_stopping and the opening job
    std::condition_variable m_wake;
    std::deque<std::unique_ptr<Job>> m_queue;
    base::MoveOnlyFunction<void()> m_opening;
    bool m_stopping = false;

    std::atomic<int> m_jobsQueued {0};
    std::atomic<qsizetype> m_bytesQueued {0};
    std::atomic<quint64> m_commits {0};
    std::unique_ptr<Connection> m_connection; // storage thread only
    base::LogLimiter m_warnings;              // as above
    std::thread m_thread;
};

} // namespace storage
