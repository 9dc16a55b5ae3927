// The make for every system: one QSocketNotifier a descriptor and direction, made when it is first needed.

#include <core/net/readinessset.h>

#include <QSocketNotifier>

#include <vector>

namespace net {

namespace {

class NotifierSet final : public ReadinessSet
{
public:
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
        m_watched[slot].descriptor = descriptor;
        m_watched[slot].target = &target;
        apply(slot, interest);
        return slot;
    }

    void change(Slot slot, Interest interest) override { apply(slot, interest); }

    void remove(Slot slot) override
    {
        apply(slot, Interest::None);
        Watched &watched = m_watched[slot];
        watched.read.reset();
        watched.write.reset();
        watched.target = nullptr;
        m_free.push_back(slot);
    }

private:
    // A notifier may be let go while it is reporting.
    struct LaterDeleter
    {
        void operator()(QSocketNotifier *notifier) const
        {
            notifier->disconnect();
            notifier->deleteLater();
        }
    };
    using NotifierPtr = std::unique_ptr<QSocketNotifier, LaterDeleter>;
    struct Watched
    {
        qintptr descriptor = -1;
        ReadyTarget *target = nullptr;
        NotifierPtr read;
        NotifierPtr write;
    };

    void apply(Slot slot, Interest interest)
    {
        enable(m_watched[slot].read, slot, QSocketNotifier::Read, has(interest, Interest::Read));
        enable(m_watched[slot].write, slot, QSocketNotifier::Write, has(interest, Interest::Write));
    }

    void enable(NotifierPtr &notifier, Slot slot, QSocketNotifier::Type type, bool enabled)
    {
        if (!notifier && enabled) {
            notifier.reset(new QSocketNotifier(m_watched[slot].descriptor, type));
            QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [this, slot, type] {
                Ready ready;
                ready.readable = type == QSocketNotifier::Read;
                ready.writable = type == QSocketNotifier::Write;
                m_watched[slot].target->onReady(ready);
            });
        } else if (notifier) {
            notifier->setEnabled(enabled);
        }
    }

    std::vector<Watched> m_watched;
    std::vector<Slot> m_free;
};

} // namespace

std::unique_ptr<ReadinessSet> makeNotifierSet()
{
    return std::make_unique<NotifierSet>();
}

} // namespace net
