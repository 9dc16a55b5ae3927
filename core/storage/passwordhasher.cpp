#include <core/storage/passwordhasher.h>

#include <core/base/limits.h>
#include <core/storage/passwordhash.h>

namespace storage {

namespace {

template <class T>
AnswerBox::Answer answerWith(quint64 ticket, base::Result<T, HashError> outcome)
{
    return {ticket, std::make_unique<AnswerBox::TypedValue<base::Result<T, HashError>>>(std::move(outcome))};
}

// Never matches anything on purpose: its hash is not the outcome of any input we know.
PasswordHash dummyHash()
{
    PasswordHash dummy;
    dummy.salt = QByteArray(16, 'd');
    dummy.hash = QByteArray(32, '\0');
    return dummy;
}

int threadsFor(int asked)
{
    if (asked > 0)
        return asked;
    // On small computers the network thread needs the other core.
    return std::thread::hardware_concurrency() <= 2 ? 1 : 2;
}

} // namespace

PasswordHasher::PasswordHasher(base::Random &random, int threads)
    : m_random(random)
{
    const int count = threadsFor(threads);
    m_waitingMax = base::kHashQueueMax + count; // those in work do not wait
    for (int i = 0; i < count; ++i)
        m_threads.emplace_back([this] { run(); });
}

PasswordHasher::~PasswordHasher()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_queue.clear();
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void PasswordHasher::run()
{
    for (;;) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_stopping)
                return;
            task = std::move(m_queue.front());
            m_queue.pop_front();
        }
        std::vector<AnswerBox::Answer> answers;
        answers.push_back(task());
        m_box.address()->post(std::move(answers));
    }
}

void PasswordHasher::enqueue(Task task)
{
    m_waiting += 1;
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void PasswordHasher::hash(base::Secret password, Done<QByteArray> done)
{
    if (!hasRoom()) {
        done(base::failure(HashError::Busy));
        return;
    }
    const quint64 ticket =
        m_box.expect<base::Result<QByteArray, HashError>>([this, done = std::move(done)](auto outcome) mutable {
            m_waiting -= 1;
            done(std::move(outcome));
        });
    enqueue([this, ticket, password = std::move(password)] {
        const auto made = PasswordHash::make(password, m_random);
        if (!made)
            return answerWith<QByteArray>(ticket, base::failure(HashError::Failed));
        return answerWith<QByteArray>(ticket, made->toPhc());
    });
}

void PasswordHasher::verify(QByteArray phc, base::Secret password, Done<bool> done)
{
    if (!hasRoom()) {
        done(base::failure(HashError::Busy));
        return;
    }
    const quint64 ticket =
        m_box.expect<base::Result<bool, HashError>>([this, done = std::move(done)](auto outcome) mutable {
            m_waiting -= 1;
            done(std::move(outcome));
        });
    enqueue([ticket, phc = std::move(phc), password = std::move(password)] {
        const auto stored = PasswordHash::parse(phc);
        const bool matches = stored.value_or(dummyHash()).matches(password);
        return answerWith<bool>(ticket, stored.has_value() && matches);
    });
}

void PasswordHasher::pretend(base::Secret password, Done<bool> done)
{
    verify({}, std::move(password), std::move(done));
}

} // namespace storage
