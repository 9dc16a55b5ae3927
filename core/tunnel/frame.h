#pragma once
// The stream form of a tunnel, over an upgraded HTTP connection: frames follow each other without any gap.
//
//     index 8 bits · payload length 16 bits, big-endian · payload
//
// Index 0 to 3 names the other player: on the way to the server the one who is to receive, on the way back the one who
// sent. 255 is a keep-alive whatever it carries; 4 to 254 mean nothing and are skipped.

#include <core/base/bytes.h>

#include <array>

namespace tunnel {

using base::ByteView;

inline constexpr quint8 kIndices = 4; // players of a match
inline constexpr quint8 kKeepAliveIndex = 255;
inline constexpr std::size_t kFrameHeadSize = 3;

struct Frame
{
    quint8 index = 0;
    ByteView payload; // lives until the reader is touched again
    [[nodiscard]] constexpr bool isKeepAlive() const noexcept { return index == kKeepAliveIndex; }
};

// `size` is at most 65535.
[[nodiscard]] constexpr std::array<std::byte, kFrameHeadSize> frameHead(quint8 index, std::size_t size) noexcept
{
    return {static_cast<std::byte>(index), static_cast<std::byte>((size >> 8U) & 0xFFU),
            static_cast<std::byte>(size & 0xFFU)};
}

} // namespace tunnel
