#pragma once
// Writes frames into a ByteBuffer: begin, append the body to the same buffer, end. The JUMBO bit is set exactly when
// the body is longer than 65535 bytes; context bytes are never sent. Never allocates but for the buffer.

#include <core/base/bytebuffer.h>
#include <core/blaze/frame.h>

namespace blaze {

using base::ByteBuffer;

class FrameWriter
{
public:
    // `length` and `options` of the header are ignored: they follow from the body.
    FrameWriter(ByteBuffer &out, const FrameHeader &header);
    FrameWriter(const FrameWriter &) = delete;
    FrameWriter &operator=(const FrameWriter &) = delete;
    // Completes the header with the length of what was appended since.
    ~FrameWriter();

private:
    ByteBuffer &m_out;
    std::size_t m_start;
};

void appendFrame(ByteBuffer &out, const FrameHeader &header, ByteView body);

} // namespace blaze
