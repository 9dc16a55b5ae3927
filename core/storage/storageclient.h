#pragma once
// The way to the storage for one thread: every answer comes on the thread the client was made on, from its event
// loop; only Busy and Closed may be answered before the call returns. No callback runs after the client is gone.
// Outlived by the Storage it was made for.
//
//     client.read<int>([](Connection &c) -> Result<int, StoreError> { … }, [](Result<int, StoreError> r) { … });
//
// The work runs on the storage thread, perhaps twice: it owns plain values and does not move from them.

#include <core/storage/storage.h>

#include <QString>

namespace storage {

template <class T>
using Done = base::MoveOnlyFunction<void(base::Result<T, StoreError>)>;

class StorageClient
{
public:
    explicit StorageClient(Storage &storage)
        : m_storage(storage)
    {}

    // Opens or makes `file`, checks and migrates it. Once, before anything else; a file that cannot be used is
    // left as it is. `now` stamps migrations and names the backup.
    void open(const QString &file, std::chrono::system_clock::time_point now,
              base::MoveOnlyFunction<void(Storage::OpenAnswer)> done)
    {
        m_storage.open(file, now, m_box.address(), m_box.expect<Storage::OpenAnswer>(std::move(done)));
    }

    template <class T, class Work>
    void read(Work work, Done<T> done)
    {
        submit<T>(JobKind::Read, 0, std::move(work), std::move(done));
    }
    // `bytes`: what the job holds in memory while it waits, beyond small change.
    template <class T, class Work>
    void write(qsizetype bytes, Work work, Done<T> done)
    {
        submit<T>(JobKind::Write, bytes, std::move(work), std::move(done));
    }

private:
    template <class T, class Work>
    void submit(JobKind kind, qsizetype bytes, Work work, Done<T> done)
    {
        if (!m_storage.reserve(bytes)) {
            done(base::failure(StoreError::Busy));
            return;
        }
        auto job = std::make_unique<TypedJob<T, Work>>(kind, bytes, std::move(work));
        job->home = m_box.address();
        job->ticket = m_box.expect<base::Result<T, StoreError>>(std::move(done));
        m_storage.enqueue(std::move(job));
    }

    Storage &m_storage;
    AnswerBox m_box;
};

} // namespace storage
