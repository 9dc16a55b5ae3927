#pragma once
// One frame of the game's protocol. Wire layout, big-endian: length16 component16 command16 error16 type8 options8
// sequence16, then 2 more length bytes (JUMBO), then 4 or 8 context bytes (HAS_CONTEXT), then `length` bytes of TDF.
// The type and option bits are the high nibbles of their bytes; the low ones hold the local user index and bits 16–19
// of the sequence.

#include <core/base/bytes.h>

#include <cstdint>

namespace blaze {

using base::ByteView;

enum class FrameType : std::uint8_t {
    Request = 0,
    Response = 1,
    Notify = 2,
    Error = 3,
    // 4–15 are not defined; such frames are read and ignored.
};

inline constexpr std::uint8_t kOptionJumbo = 0x1;        // 2 more length bytes
inline constexpr std::uint8_t kOptionContext = 0x2;      // 4 context bytes
inline constexpr std::uint8_t kOptionImmediate = 0x4;    // no effect on the layout
inline constexpr std::uint8_t kOptionJumboContext = 0x8; // with kOptionContext: 8 context bytes

inline constexpr std::size_t kHeaderSize = 12;
inline constexpr std::size_t kHeaderSizeMax = kHeaderSize + 2 + 8;
inline constexpr std::uint32_t kSequenceMax = 0xF'FFFF;

struct FrameHeader
{
    std::uint32_t length = 0; // of the body
    std::uint16_t component = 0;
    std::uint16_t command = 0;
    std::uint16_t error = 0;
    FrameType type = FrameType::Request;
    std::uint8_t userIndex = 0;
    std::uint8_t options = 0;   // as received; recomputed on writing
    std::uint32_t sequence = 0; // 20 bits

    bool operator==(const FrameHeader &) const = default;

    [[nodiscard]] constexpr std::uint32_t key() const noexcept
    {
        return (static_cast<std::uint32_t>(component) << 16U) | command;
    }
    // The header of the answer to this request.
    [[nodiscard]] constexpr FrameHeader reply(FrameType replyType, std::uint16_t replyError) const noexcept
    {
        return {.component = component,
                .command = command,
                .error = replyError,
                .type = replyType,
                .userIndex = userIndex,
                .sequence = sequence};
    }
};

struct Frame
{
    FrameHeader header;
    ByteView body;
};

} // namespace blaze
