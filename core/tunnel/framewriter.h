#pragma once
// Appends frames to a buffer of bytes to be sent. Pure.

#include <core/base/bytebuffer.h>
#include <core/tunnel/frame.h>

#include <algorithm>

namespace tunnel {

class FrameWriter
{
public:
    explicit FrameWriter(base::ByteBuffer &out) // outlives the writer
        : m_out(out)
    {}

    // `payload` has at most 65535 bytes.
    void append(quint8 index, ByteView payload)
    {
        std::byte *at = m_out.extend(kFrameHeadSize + payload.size());
        const auto head = frameHead(index, payload.size());
        std::copy(payload.begin(), payload.end(), std::copy(head.begin(), head.end(), at));
    }
    void appendKeepAlive() { append(kKeepAliveIndex, {}); }

private:
    base::ByteBuffer &m_out;
};

} // namespace tunnel
