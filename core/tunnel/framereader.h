#pragma once
// Splits a byte stream into frames. Pure; one reader belongs to one stream. Nothing in a stream is malformed: every
// three bytes are a valid head, and a length has 16 bits, so that less than 64 KiB are ever kept for the next read.
// A keep-alive is seen with its third byte: published readers wait for five, which delays it to the next frame.

#include <core/base/bytebuffer.h>
#include <core/tunnel/frame.h>

#include <optional>

namespace tunnel {

class FrameReader
{
public:
    // Copies what it needs; the bytes may die afterwards.
    void feed(ByteView bytes);
    // The next whole frame, nullopt when more bytes are needed. Its payload lives until the next call of either.
    [[nodiscard]] std::optional<Frame> next();
    // Bytes fed and not yet returned. When a stream ends with any, its last frame was cut off.
    [[nodiscard]] std::size_t bytesBuffered() const noexcept { return m_bytes.size() - m_returned; }

private:
    base::ByteBuffer m_bytes;
    std::size_t m_returned = 0; // at the front of m_bytes: the frames handed out since the last feed()
};

} // namespace tunnel
