#include <core/net/turn.h>

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace net {

namespace {
// Work that lists new work again and again must not keep the event loop from its other sources.
constexpr int kPassesMax = 4;
} // namespace

void Turn::add(TurnWork &work)
{
    if (work.m_place != TurnWork::kNotListed)
        return;
    work.m_place = m_work.size();
    m_work.push_back(&work);
    postIfNeeded();
}

void Turn::remove(TurnWork &work)
{
    if (work.m_place == TurnWork::kNotListed)
        return;
    m_work[work.m_place] = nullptr;
    work.m_place = TurnWork::kNotListed;
}

void Turn::run()
{
    if (m_running || m_work.empty())
        return;
    m_running = true;
    for (int pass = 0; pass < kPassesMax && m_next < m_work.size(); ++pass) {
        for (const std::size_t end = m_work.size(); m_next < end;) {
            TurnWork *work = std::exchange(m_work[m_next++], nullptr);
            if (!work)
                continue;
            work->m_place = TurnWork::kNotListed;
            work->endOfTurn();
        }
    }
    m_work.erase(m_work.begin(), m_work.begin() + static_cast<std::ptrdiff_t>(m_next));
    m_next = 0;
    for (std::size_t place = 0; place < m_work.size(); ++place) {
        if (m_work[place])
            m_work[place]->m_place = place;
    }
    m_running = false;
    postIfNeeded();
}

bool Turn::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_posted = false;
    run();
    return true;
}

void Turn::postIfNeeded()
{
    if (m_work.empty() || m_scopes > 0 || m_running || m_posted)
        return;
    m_posted = true;
    // Behind the other calls queued for this turn, so that what they write goes along.
    QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::LowEventPriority);
}

} // namespace net
