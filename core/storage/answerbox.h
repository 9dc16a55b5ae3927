#pragma once
// Brings answers of worker threads home. The callbacks never leave the thread the box lives on: a worker only
// gets a ticket number and the box's address, and hands back (ticket, value). Many answers cost one wake-up.
// When the box is gone nothing is called any more and late answers are thrown away.
//
// The box belongs to the thread that made it, which needs a Qt event loop. address() and Address are for any thread.

#include <core/base/moveonlyfunction.h>

#include <QObject>

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace storage {

class AnswerBox final : public QObject
{
public:
    struct Value
    {
        Value() = default;
        Value(const Value &) = delete;
        Value &operator=(const Value &) = delete;
        virtual ~Value() = default;
    };
    template <class T>
    struct TypedValue final : Value
    {
        explicit TypedValue(T from)
            : value(std::move(from))
        {}
        T value;
    };
    struct Answer
    {
        quint64 ticket = 0;
        std::unique_ptr<Value> value;
    };
    class Address
    {
    public:
        void post(std::vector<Answer> answers);

    private:
        friend class AnswerBox;
        std::mutex m_mutex;
        QObject *m_home = nullptr; // null once the box is gone
        std::vector<Answer> m_arrived;
    };

    AnswerBox();
    AnswerBox(const AnswerBox &) = delete;
    AnswerBox &operator=(const AnswerBox &) = delete;
    ~AnswerBox() override;

    // `done` is called once, from the event loop, with the TypedValue<T> posted for the returned ticket.
    template <class T>
    [[nodiscard]] quint64 expect(base::MoveOnlyFunction<void(T)> done)
    {
        return add([done = std::move(done)](Value &value) mutable {
            done(std::move(static_cast<TypedValue<T> &>(value).value));
        });
    }
    [[nodiscard]] const std::shared_ptr<Address> &address() const noexcept { return m_address; }
    [[nodiscard]] std::size_t waiting() const noexcept { return m_waiting.size(); }

protected:
    bool event(QEvent *event) override;

private:
    using Callback = base::MoveOnlyFunction<void(Value &)>;
    quint64 add(Callback callback);
    void deliver();

    std::shared_ptr<Address> m_address;
    std::unordered_map<quint64, Callback> m_waiting;
    quint64 m_lastTicket = 0;
};

} // namespace storage
