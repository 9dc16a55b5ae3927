#include <core/server/filework.h>

#include <core/base/limits.h>

namespace server {

FileWork::FileWork()
    : m_waitingMax(base::kFileJobsMax)
    , m_thread([this] { work(); })
{}

FileWork::~FileWork()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void FileWork::enqueue(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void FileWork::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_stopping)
            return;
        Task task = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        std::vector<storage::AnswerBox::Answer> answers;
        answers.push_back(task());
        m_box.address()->post(std::move(answers));
        lock.lock();
    }
}

} // namespace server
