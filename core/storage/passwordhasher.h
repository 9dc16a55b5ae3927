#pragma once
// The hash pool: password hashing on threads of its own behind a bounded queue. One caller's thread: the pool lives
// there and answers there, from the event loop. Work that still waits when the pool ends is dropped unanswered.

#include <core/base/random.h>
#include <core/base/result.h>
#include <core/base/secret.h>
#include <core/storage/answerbox.h>

#include <QByteArray>

#include <condition_variable>
#include <deque>
#include <thread>

namespace storage {

enum class HashError {
    Busy,   // kHashQueueMax are waiting: try later. Answered before the call returns.
    Failed, // not enough memory
};

class PasswordHasher
{
public:
    // `threads` 0: one on computers with one or two cores, else two. `random` is used from the pool's threads.
    explicit PasswordHasher(base::Random &random, int threads = 0);
    PasswordHasher(const PasswordHasher &) = delete;
    PasswordHasher &operator=(const PasswordHasher &) = delete;
    ~PasswordHasher();

    template <class T>
    using Done = base::MoveOnlyFunction<void(base::Result<T, HashError>)>;

    // PHC text with our parameters.
    void hash(base::Secret password, Done<QByteArray> done);
    // With the parameters in `phc`. Text that cannot be read never matches, and costs as much as text that can.
    void verify(QByteArray phc, base::Secret password, Done<bool> done);
    // For accounts that do not exist or have no password: the same time as verify(), the answer is false.
    void pretend(base::Secret password, Done<bool> done);

    [[nodiscard]] bool hasRoom() const noexcept { return m_waiting < m_waitingMax; }
    [[nodiscard]] int waiting() const noexcept { return m_waiting; }

private:
    using Task = base::MoveOnlyFunction<AnswerBox::Answer()>;
    void run();
    void enqueue(Task task);

    base::Random &m_random;
    AnswerBox m_box;
    int m_waiting = 0; // asked and not yet answered; caller's thread
    int m_waitingMax = 0;

    std::mutex m_mutex; // guards the queue and m_stopping
    std::condition_variable m_wake;
    std::deque<Task> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace storage
