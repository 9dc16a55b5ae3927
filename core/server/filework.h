#pragma once
// Reading and writing of larger files off the network thread: one thread, one job after the other, at most
// kFileJobsMax waiting. Answers come on the thread it was made on, from its event loop, and none after it is gone.

#include <core/storage/answerbox.h>

#include <condition_variable>
#include <deque>
#include <thread>

namespace server {

class FileWork
{
public:
    FileWork();
    FileWork(const FileWork &) = delete;
    FileWork &operator=(const FileWork &) = delete;
    ~FileWork(); // waits for the job that runs; the others are dropped

    // `work` runs on the worker and touches nothing else than what it owns. False when too many are waiting: then
    // `done` is dropped.
    template <class T>
    [[nodiscard]] bool run(base::MoveOnlyFunction<T()> work, base::MoveOnlyFunction<void(T)> done)
    {
        if (m_waiting >= m_waitingMax)
            return false;
        ++m_waiting;
        const quint64 ticket = m_box.expect<T>([this, done = std::move(done)](T answer) mutable {
            --m_waiting;
            done(std::move(answer));
        });
        enqueue([ticket, work = std::move(work)]() mutable {
            return storage::AnswerBox::Answer {ticket, std::make_unique<storage::AnswerBox::TypedValue<T>>(work())};
        });
        return true;
    }

private:
    using Task = base::MoveOnlyFunction<storage::AnswerBox::Answer()>;
    void enqueue(Task task);
    void work();

    storage::AnswerBox m_box;
    int m_waiting = 0; // asked and not yet answered; caller's thread
    int m_waitingMax = 0;

    std::mutex m_mutex; // guards the queue and m_stopping
    std::condition_variable m_wake;
    std::deque<Task> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace server
