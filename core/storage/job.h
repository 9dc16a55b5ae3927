#pragma once
// One request on its way to the storage thread and its answer on the way back. Used through StorageClient.

#include <core/base/result.h>
#include <core/storage/answerbox.h>
#include <core/storage/storeerror.h>

#include <memory>
#include <optional>
#include <utility>

namespace storage {

class Connection;

enum class JobKind {
    Read,
    Write, // runs in a transaction, which it may share with others; fails alone
};

class Job
{
public:
    Job(JobKind kind, qsizetype bytes)
        : m_kind(kind)
        , m_bytes(bytes)
    {}
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;
    virtual ~Job() = default;

    // Storage thread. True when the work succeeded. May be called again when a shared transaction was lost,
    // the answer of the last run counts.
    [[nodiscard]] virtual bool run(Connection &connection) = 0;
    virtual void fail(StoreError error) = 0;
    // Of the last run; nullopt when it went well.
    [[nodiscard]] virtual std::optional<StoreError> error() const = 0;
    [[nodiscard]] virtual std::unique_ptr<AnswerBox::Value> takeAnswer() = 0;

    [[nodiscard]] JobKind kind() const noexcept { return m_kind; }
    [[nodiscard]] qsizetype bytes() const noexcept { return m_bytes; }

    std::shared_ptr<AnswerBox::Address> home;
    quint64 ticket = 0;

private:
    JobKind m_kind;
    qsizetype m_bytes; // memory held while waiting
};

template <class T, class Work>
class TypedJob final : public Job
{
public:
    using Outcome = base::Result<T, StoreError>;

    TypedJob(JobKind kind, qsizetype bytes, Work work)
        : Job(kind, bytes)
        , m_work(std::move(work))
    {}
    [[nodiscard]] bool run(Connection &connection) override
    {
        m_answer = std::make_unique<AnswerBox::TypedValue<Outcome>>(m_work(connection));
        return m_answer->value.hasValue();
    }
    void fail(StoreError error) override
    {
        m_answer = std::make_unique<AnswerBox::TypedValue<Outcome>>(Outcome(base::failure(error)));
    }
    [[nodiscard]] std::optional<StoreError> error() const override
    {
        return m_answer->value ? std::nullopt : std::optional(m_answer->value.error());
    }
    [[nodiscard]] std::unique_ptr<AnswerBox::Value> takeAnswer() override { return std::move(m_answer); }

private:
    Work m_work;
    std::unique_ptr<AnswerBox::TypedValue<Outcome>> m_answer;
};

} // namespace storage
