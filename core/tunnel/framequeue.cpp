#include <core/tunnel/framequeue.h>

#include <algorithm>

namespace tunnel {

int FrameQueue::push(quint8 index, ByteView payload)
{
    const auto size = static_cast<qsizetype>(payload.size());
    if (size > base::kTunnelQueueBytesMax)
        return 1;
    int dropped = 0;
    while (m_gameFrames >= base::kTunnelQueueFramesMax || m_bytes + size > base::kTunnelQueueBytesMax) {
        dropOldest();
        ++dropped;
    }
    m_frames.push_back({index, base::toByteArray(payload)});
    ++m_gameFrames;
    m_bytes += size;
    return dropped;
}

void FrameQueue::pushKeepAlive()
{
    if (std::exchange(m_keepAliveWaits, true))
        return;
    m_frames.push_back({kKeepAliveIndex, {}});
}

Frame FrameQueue::front() const
{
    const Waiting &first = m_frames.front();
    return {first.index, base::asBytes(QByteArrayView(first.payload))};
}

void FrameQueue::pop()
{
    const Waiting &first = m_frames.front();
    if (first.index == kKeepAliveIndex) {
        m_keepAliveWaits = false;
    } else {
        --m_gameFrames;
        m_bytes -= first.payload.size();
    }
    m_frames.pop_front();
}

void FrameQueue::dropOldest()
{
    // A keep-alive may stand in front of it.
    const auto oldest = std::find_if(m_frames.begin(), m_frames.end(),
                                     [](const Waiting &waiting) { return waiting.index != kKeepAliveIndex; });
    Q_ASSERT(oldest != m_frames.end());
    --m_gameFrames;
    m_bytes -= oldest->payload.size();
    m_frames.erase(oldest);
}

} // namespace tunnel
