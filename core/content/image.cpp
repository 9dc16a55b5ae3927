#include <core/content/image.h>

#include <core/base/limits.h>
#include <core/content/littleendian.h>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kMagic = 0x20534444; // "DDS "
constexpr quint32 kDxt5 = 0x35545844;  // "DXT5"
constexpr quint64 kHeadSize = 128;
constexpr quint32 kFlagsNeeded = 0x1007; // has a height, a width, capabilities and a pixel format
constexpr quint32 kFourCc = 0x4;

} // namespace

bool looksLikeImage(QByteArrayView bytes)
{
    return LittleEndianView(bytes).u32(0) == kMagic;
}

ContentResult<ImageSize> checkImage(QByteArrayView bytes)
{
    if (bytes.size() > base::kImageMax)
        return tooLarge(u"the picture is longer than %1 bytes, which the game does not take"_s.arg(base::kImageMax));
    const LittleEndianView file(bytes);
    if (!looksLikeImage(bytes) || !file.holds(0, kHeadSize))
        return damaged(u"it does not begin as a DDS picture does"_s);
    const bool headFits = file.u32(4) == 124U && (*file.u32(8) & kFlagsNeeded) == kFlagsNeeded && file.u32(76) == 32U;
    if (!headFits)
        return damaged(u"its DDS head is damaged"_s);
    if ((*file.u32(80) & kFourCc) == 0 || file.u32(84) != kDxt5)
        return damaged(u"it is no DXT5 picture, and the game takes no other"_s);
    if (*file.u32(28) > 1)
        return damaged(u"it has smaller copies inside (mip maps), which the game does not take"_s);
    const quint64 height = *file.u32(12);
    const quint64 width = *file.u32(16);
    if (width == 0 || height == 0 || width % 4 != 0 || height % 4 != 0)
        return damaged(u"its sides, %1 and %2, are no multiples of 4"_s.arg(width).arg(height));
    // Compared by division: the product of two hostile numbers might not fit.
    if (width > file.size() || height != (file.size() - kHeadSize) / width || (file.size() - kHeadSize) % width != 0)
        return damaged(u"it has %1 bytes, which is not the size of %2 × %3"_s.arg(file.size()).arg(width).arg(height));
    return ImageSize {static_cast<int>(width), static_cast<int>(height)};
}

} // namespace content
