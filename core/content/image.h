#pragma once
// The one kind of picture the game loads from a server: a DDS file with the classic head of 128 bytes, DXT5, no mip
// chain, so that it has 128 + width × height bytes. Pure.

#include <core/content/contenterror.h>

namespace content {

struct ImageSize
{
    int width = 0;
    int height = 0;
    // Challenge banners have a folder of their own.
    [[nodiscard]] bool isBanner() const noexcept { return width == 512 && height == 128; }
};

[[nodiscard]] ContentResult<ImageSize> checkImage(QByteArrayView bytes);
[[nodiscard]] bool looksLikeImage(QByteArrayView bytes);

} // namespace content
