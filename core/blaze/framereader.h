#pragma once
// Splits a byte stream into frames. Pure; one reader belongs to one connection. A frame that arrives whole is handed
// out as a view of the caller's bytes, only split ones are collected; idle, the reader holds no memory of its own.

#include <core/base/bytebuffer.h>
#include <core/base/result.h>
#include <core/blaze/frame.h>

#include <array>
#include <optional>

namespace blaze {

enum class FrameError {
    BodyTooLong, // a header announces more than bodyMax; nothing after it can be trusted
};

class FrameReader
{
public:
    explicit FrameReader(qsizetype bodyMax)
        : m_bodyMax(bodyMax)
    {}

    // Takes the bytes of the next frame off the front of `input`. nullopt: all of `input` is taken and more is needed.
    // The frame's body is valid until the next call and no longer than the bytes behind `input`. A body over the
    // limit is refused as soon as its header is whole; the reader then stays failed and the caller closes.
    [[nodiscard]] base::Result<std::optional<Frame>, FrameError> next(ByteView &input);

    // Holds for headers that become complete from now on.
    void setBodyMax(qsizetype bodyMax) noexcept { m_bodyMax = bodyMax; }

    // Bytes of a begun frame held here.
    [[nodiscard]] qsizetype bytesBuffered() const noexcept
    {
        return m_delivered ? 0 : static_cast<qsizetype>(m_headerHave + m_body.size());
    }
    // A frame has begun and is not complete.
    [[nodiscard]] bool inFrame() const noexcept { return m_headerHave > 0 && !m_delivered; }

private:
    [[nodiscard]] bool takeHeader(ByteView &input);
    void parseHeader() noexcept;

    std::array<std::byte, kHeaderSizeMax> m_headerBytes {};
    std::uint8_t m_headerHave = 0;
    std::uint8_t m_headerNeed = kHeaderSize;
    bool m_delivered = false; // the collected body was handed out and goes with the next call
    bool m_failed = false;
    qsizetype m_bodyMax;
    FrameHeader m_header;
    base::ByteBuffer m_body;
};

} // namespace blaze
