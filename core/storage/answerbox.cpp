#include <core/storage/answerbox.h>

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

#include <iterator>

namespace storage {

namespace {

QEvent::Type arrivedEvent()
{
    static const int type = QEvent::registerEventType();
    return static_cast<QEvent::Type>(type);
}

} // namespace

void AnswerBox::Address::post(std::vector<Answer> answers)
{
    const std::lock_guard lock(m_mutex);
    if (m_home == nullptr || answers.empty())
        return;
    const bool awake = !m_arrived.empty(); // an event is on its way already
    std::move(answers.begin(), answers.end(), std::back_inserter(m_arrived));
    if (!awake)
        QCoreApplication::postEvent(m_home,
                                    new QEvent(arrivedEvent())); // Qt deletes it; under the lock, so home is there
}

AnswerBox::AnswerBox()
    : m_address(std::make_shared<Address>())
{
    m_address->m_home = this;
}

AnswerBox::~AnswerBox()
{
    const std::lock_guard lock(m_address->m_mutex);
    m_address->m_home = nullptr;
    m_address->m_arrived.clear();
}

quint64 AnswerBox::add(Callback callback)
{
    m_waiting.emplace(++m_lastTicket, std::move(callback));
    return m_lastTicket;
}

bool AnswerBox::event(QEvent *event)
{
    if (event->type() != arrivedEvent())
        return QObject::event(event);
    deliver();
    return true;
}

void AnswerBox::deliver()
{
    std::vector<Answer> arrived;
    {
        const std::lock_guard lock(m_address->m_mutex);
        arrived.swap(m_address->m_arrived);
    }
    // A callback may destroy this box.
    const QPointer<AnswerBox> self(this);
    for (Answer &answer : arrived) {
        if (self.isNull())
            return;
        const auto waiting = m_waiting.find(answer.ticket);
        Q_ASSERT(waiting != m_waiting.end());
        Callback callback = std::move(waiting->second);
        m_waiting.erase(waiting);
        callback(*answer.value);
    }
}

} // namespace storage
