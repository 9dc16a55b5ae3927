#pragma once
// Frames that wait for one receiver who does not take them as fast as they come. Bounded in number and bytes; when full
// the oldest game frames go, because old game packets are worthless. Keep-alives are never dropped, and one waits at
// most: a second would say nothing new. Pure; one owner.

#include <core/base/limits.h>
#include <core/tunnel/frame.h>

#include <QByteArray>

#include <deque>

namespace tunnel {

class FrameQueue
{
public:
    // How many frames were dropped for it; when it alone is larger than everything allowed, that one.
    int push(quint8 index, ByteView payload);
    void pushKeepAlive();
    [[nodiscard]] bool isEmpty() const noexcept { return m_frames.empty(); }
    // The oldest; its payload lives until the queue is touched again.
    [[nodiscard]] Frame front() const;
    void pop();

    [[nodiscard]] int frames() const noexcept { return m_gameFrames; } // without the keep-alive
    [[nodiscard]] qsizetype bytes() const noexcept { return m_bytes; }

private:
    struct Waiting
    {
        quint8 index = 0;
        QByteArray payload;
    };
    void dropOldest();

    std::deque<Waiting> m_frames;
    int m_gameFrames = 0;
    qsizetype m_bytes = 0;
    bool m_keepAliveWaits = false;
};

} // namespace tunnel
