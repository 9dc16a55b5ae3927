#pragma once
// Watches many descriptors of one thread and says which can be read or written. Level-triggered: what is not read is
// reported again. Two makes: an epoll set behind a single notifier (Linux), and one QSocketNotifier a descriptor.

#include <core/net/turn.h>

#include <QtGlobal>

#include <memory>
#include <optional>

namespace net {

enum class Interest : quint8 {
    None = 0,
    Read = 1,
    Write = 2,
    Both = 3,
};

[[nodiscard]] constexpr bool has(Interest interest, Interest part) noexcept
{
    return (static_cast<unsigned>(interest) & static_cast<unsigned>(part)) != 0;
}

struct Ready
{
    bool readable = false; // also: ended or broken, the read will tell
    bool writable = false;
    bool broken = false; // something happened though nothing was asked for: look for an error
};

class ReadyTarget
{
public:
    ReadyTarget() = default;
    ReadyTarget(const ReadyTarget &) = delete;
    ReadyTarget &operator=(const ReadyTarget &) = delete;
    // May remove itself or others from the set, and destroy itself.
    virtual void onReady(Ready ready) = 0;

protected:
    ~ReadyTarget() = default;
};

class ReadinessSet
{
public:
    using Slot = quint32;

    ReadinessSet() = default;
    ReadinessSet(const ReadinessSet &) = delete;
    ReadinessSet &operator=(const ReadinessSet &) = delete;
    virtual ~ReadinessSet() = default;

    // nullopt when the system has no room for it.
    [[nodiscard]] virtual std::optional<Slot> add(qintptr descriptor, Interest interest, ReadyTarget &target) = 0;
    virtual void change(Slot slot, Interest interest) = 0;
    // Before the descriptor is closed. No report comes afterwards, not even one that was already on its way.
    virtual void remove(Slot slot) = 0;
};

// nullptr where the system has no such thing.
[[nodiscard]] std::unique_ptr<ReadinessSet> makeEpollSet(Turn &turn);
[[nodiscard]] std::unique_ptr<ReadinessSet> makeNotifierSet();

} // namespace net
