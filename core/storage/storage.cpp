#include <core/storage/storage.h>

#include <core/base/clock.h>
#include <core/base/limits.h>
#include <core/storage/connection.h>
#include <core/storage/databasefile.h>
#include <core/storage/log.h>

#include <algorithm>

namespace storage {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logStorage, "app.storage", QtInfoMsg)

namespace {

constexpr const char *kBegin = "BEGIN IMMEDIATE"; // takes the write lock now, so that waiting happens here only
constexpr const char *kCommit = "COMMIT";
constexpr const char *kSavepoint = "SAVEPOINT job";
constexpr const char *kRelease = "RELEASE job";
constexpr const char *kRollbackToSavepoint = "ROLLBACK TO job";

} // namespace

// A std::thread, because waiting for its end is then visible to the thread sanitizer.
Storage::Storage()
    : m_thread([this] { run(); })
{}

Storage::~Storage()
{
    close();
}

void Storage::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

bool Storage::reserve(qsizetype bytes)
{
    if (m_jobsQueued.fetch_add(1) >= base::kStorageQueueMax) {
        m_jobsQueued.fetch_sub(1);
        return false;
    }
    if (m_bytesQueued.fetch_add(bytes) + bytes > base::kStorageQueueBytesMax) {
        m_bytesQueued.fetch_sub(bytes);
        m_jobsQueued.fetch_sub(1);
        return false;
    }
    return true;
}

void Storage::enqueue(std::unique_ptr<Job> job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping)
            m_queue.push_back(std::move(job));
    }
    if (!job) {
        m_wake.notify_one();
        return;
    }
    Batch late;
    late.push_back(std::move(job));
    late.front()->fail(StoreError::Closed);
    answer(late);
}

void Storage::open(QString file, std::chrono::system_clock::time_point now, std::shared_ptr<AnswerBox::Address> home,
                   quint64 ticket)
{
    {
        const std::lock_guard lock(m_mutex);
        m_opening = [this, file = std::move(file), now, home = std::move(home), ticket] {
            openFile(file, now, *home, ticket);
        };
    }
    m_wake.notify_one();
}

void Storage::openFile(const QString &file, std::chrono::system_clock::time_point now, AnswerBox::Address &home,
                       quint64 ticket)
{
    m_connection.reset();
    auto opened = openDatabase(file, now);
    OpenAnswer outcome = [&]() -> OpenAnswer {
        if (!opened)
            return base::failure(opened.error());
        m_connection = std::move(opened->connection);
        return opened->report;
    }();
    std::vector<AnswerBox::Answer> answers;
    answers.push_back({ticket, std::make_unique<AnswerBox::TypedValue<OpenAnswer>>(std::move(outcome))});
    home.post(std::move(answers));
}

// Waits for work. False when there is none left and the storage is to close.
bool Storage::take(Batch &batch)
{
    base::MoveOnlyFunction<void()> opening;
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_stopping || m_opening || !m_queue.empty(); });
        opening = std::exchange(m_opening, nullptr);
        while (!opening && !m_queue.empty() && batch.size() < static_cast<std::size_t>(base::kStorageBatchMax)) {
            batch.push_back(std::move(m_queue.front()));
            m_queue.pop_front();
        }
        if (!opening && batch.empty())
            return false;
    }
    if (opening)
        opening();
    return true;
}

void Storage::run()
{
    Batch batch;
    while (take(batch)) {
        runBatch(batch);
        warnOf(batch);
        answer(batch);
        batch.clear();
    }
    m_connection.reset();
}

void Storage::runBatch(Batch &batch)
{
    if (!m_connection) {
        for (auto &job : batch)
            job->fail(StoreError::Closed);
        return;
    }
    runTogether(batch);
}

// All jobs of the batch, the writes in one transaction. When that transaction is lost (full disk, failing commit)
// everything is done again with a transaction for each write, so that only those fail that cannot succeed.
void Storage::runTogether(Batch &batch)
{
    bool inTransaction = false;
    std::optional<StoreError> refused; // the database takes no writes now; waited for once, not once for each job
    for (auto &job : batch) {
        if (job->kind() == JobKind::Read) {
            std::ignore = job->run(*m_connection); // the answer carries the outcome
            continue;
        }
        if (!inTransaction && !refused)
            refused = begin();
        if (refused) {
            job->fail(*refused);
            continue;
        }
        inTransaction = true;
        if (!runInSavepoint(*job)) {
            m_connection->rollBack();
            runSingly(batch);
            return;
        }
    }
    if (inTransaction && commit()) {
        m_connection->rollBack();
        runSingly(batch);
    }
}

// False when the transaction around it is lost.
bool Storage::runInSavepoint(Job &job)
{
    if (!m_connection->run(kSavepoint))
        return false;
    if (!job.run(*m_connection) && !m_connection->run(kRollbackToSavepoint))
        return false;
    return m_connection->run(kRelease).hasValue();
}

void Storage::runSingly(Batch &batch)
{
    std::optional<StoreError> refused;
    for (auto &job : batch) {
        if (job->kind() == JobKind::Read) {
            std::ignore = job->run(*m_connection); // the answer carries the outcome
            continue;
        }
        if (!refused)
            refused = begin();
        if (refused) {
            job->fail(*refused);
            continue;
        }
        const bool done = job->run(*m_connection);
        const auto lost = done ? commit() : std::nullopt;
        if (lost)
            job->fail(*lost);
        if (!done || lost)
            m_connection->rollBack();
    }
}

std::optional<StoreError> Storage::begin()
{
    const auto begun = m_connection->run(kBegin);
    if (begun)
        return std::nullopt;
    warn(u"the database takes no writes"_s);
    return begun.error();
}

std::optional<StoreError> Storage::commit()
{
    const auto committed = m_connection->run(kCommit);
    if (!committed) {
        warn(u"a commit failed"_s);
        return committed.error();
    }
    m_commits.fetch_add(1, std::memory_order_relaxed);
    return std::nullopt;
}

// Callers turn errors into answers for their peers; the operator learns here what is wrong with the disk.
void Storage::warnOf(const Batch &batch)
{
    for (const auto &job : batch) {
        const auto error = job->error();
        if (error == StoreError::Full)
            warn(u"no room for what is to be saved"_s);
        else if (error == StoreError::Damaged)
            warn(u"the database is damaged"_s);
        else if (error == StoreError::ReadOnly || error == StoreError::Failed)
            warn(u"the database failed"_s);
    }
}

void Storage::warn(const QString &what)
{
    const auto swallowed = m_warnings.admit(what, base::SystemClock().now());
    if (!swallowed)
        return;
    const QString reason = m_connection ? m_connection->lastErrorText() : QString();
    qCWarning(logStorage).noquote().nospace() << what << ": " << reason << " (" << *swallowed << " more like this)";
}

void Storage::answer(Batch &batch)
{
    // Nearly always there is one home; each gets its answers in one go, in order.
    std::vector<std::pair<std::shared_ptr<AnswerBox::Address>, std::vector<AnswerBox::Answer>>> homes;
    for (auto &job : batch) {
        m_jobsQueued.fetch_sub(1);
        m_bytesQueued.fetch_sub(job->bytes());
        const auto isSame = [&](const auto &entry) { return entry.first == job->home; };
        auto home = std::find_if(homes.begin(), homes.end(), isSame);
        if (home == homes.end())
            home = homes.emplace(homes.end(), job->home, std::vector<AnswerBox::Answer> {});
        home->second.push_back({job->ticket, job->takeAnswer()});
    }
    for (auto &[home, answers] : homes)
        home->post(std::move(answers));
}

} // namespace storage
