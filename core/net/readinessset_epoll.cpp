// The Linux make: one epoll set, one notifier for Qt however many descriptors there are.

#include <core/net/readinessset.h>

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <vector>

#include <sys/epoll.h>
#include <unistd.h>

namespace net {

namespace {

constexpr int kEventsPerRound = 256;
// Under load the next events are there when the last ones are done; asking again is far cheaper than a turn of Qt's
// loop. Bounded, so that timers and queued calls get their turn.
constexpr int kRoundsPerWakeUp = 8;

class EpollSet final : public ReadinessSet
{
public:
    EpollSet(int epoll, Turn &turn)
        : m_epoll(epoll)
        , m_turn(turn)
        , m_notifier(epoll, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { drain(); });
    }
    ~EpollSet() override
    {
        m_notifier.setEnabled(false);
        ::close(m_epoll);
    }

    std::optional<Slot> add(qintptr descriptor, Interest interest, ReadyTarget &target) override
    {
        Slot slot = 0;
        if (m_free.empty()) {
            slot = static_cast<Slot>(m_watched.size());
            m_watched.emplace_back();
        } else {
            slot = m_free.back();
            m_free.pop_back();
        }
        Watched &watched = m_watched[slot];
        watched.target = &target;
        watched.descriptor = static_cast<int>(descriptor);
        watched.interest = interest;
        watched.parked = false;
        if (!control(EPOLL_CTL_ADD, slot)) {
            free(slot);
            return std::nullopt;
        }
        return slot;
    }

    void change(Slot slot, Interest interest) override
    {
        Watched &watched = m_watched[slot];
        if (watched.interest == interest)
            return;
        watched.interest = interest;
        control(watched.parked ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, slot);
        watched.parked = false;
    }

    void remove(Slot slot) override
    {
        if (!m_watched[slot].parked)
            ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, m_watched[slot].descriptor, nullptr);
        free(slot);
    }

private:
    struct Watched
    {
        ReadyTarget *target = nullptr;
        int descriptor = -1;
        quint32 generation = 0; // tells a report for an earlier user of the slot from one for this
        Interest interest = Interest::None;
        bool parked = false; // out of the epoll set, which cannot be told to keep quiet about a hang-up
    };

    bool control(int operation, Slot slot)
    {
        const Watched &watched = m_watched[slot];
        epoll_event event {};
        if (has(watched.interest, Interest::Read))
            event.events |= EPOLLIN | EPOLLRDHUP;
        if (has(watched.interest, Interest::Write))
            event.events |= EPOLLOUT;
        event.data.u64 = (static_cast<quint64>(watched.generation) << 32U) | slot;
        return ::epoll_ctl(m_epoll, operation, watched.descriptor, &event) == 0;
    }

    void free(Slot slot)
    {
        m_watched[slot].target = nullptr;
        ++m_watched[slot].generation;
        m_free.push_back(slot);
    }

    void drain()
    {
        for (int round = 0; round < kRoundsPerWakeUp; ++round) {
            const int count = ::epoll_wait(m_epoll, m_events.data(), kEventsPerRound, 0);
            if (count <= 0)
                return;
            const Turn::Scope scope(m_turn); // what the round wrote leaves at its end
            for (int i = 0; i < count; ++i)
                report(m_events[static_cast<std::size_t>(i)]);
        }
    }

    void report(const epoll_event &event)
    {
        const auto slot = static_cast<Slot>(event.data.u64 & 0xFFFFFFFFU);
        Watched &watched = m_watched[slot];
        if (!watched.target || watched.generation != static_cast<quint32>(event.data.u64 >> 32U))
            return; // removed by an earlier report of this round
        const bool hangUp = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
        Ready ready;
        ready.readable =
            has(watched.interest, Interest::Read) && (hangUp || (event.events & (EPOLLIN | EPOLLRDHUP)) != 0);
        ready.writable = has(watched.interest, Interest::Write) && (hangUp || (event.events & EPOLLOUT) != 0);
        if (!ready.readable && !ready.writable) {
            if (!hangUp)
                return;
            ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, watched.descriptor, nullptr);
            watched.parked = true;
            ready.broken = true;
        }
        watched.target->onReady(ready);
    }

    int m_epoll;
    Turn &m_turn;
    QSocketNotifier m_notifier;
    std::vector<Watched> m_watched;
    std::vector<Slot> m_free;
    std::array<epoll_event, kEventsPerRound> m_events {};
};

} // namespace

std::unique_ptr<ReadinessSet> makeEpollSet(Turn &turn)
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0)
        return nullptr;
    return std::make_unique<EpollSet>(epoll, turn);
}

} // namespace net
