#include <core/tunnel/framereader.h>

namespace tunnel {

void FrameReader::feed(ByteView bytes)
{
    m_bytes.consume(std::exchange(m_returned, 0));
    m_bytes.append(bytes);
}

std::optional<Frame> FrameReader::next()
{
    const ByteView rest = m_bytes.view().subspan(m_returned);
    if (rest.size() < kFrameHeadSize)
        return std::nullopt;
    const std::size_t size = base::readU16(rest.data() + 1);
    if (rest.size() - kFrameHeadSize < size)
        return std::nullopt;
    m_returned += kFrameHeadSize + size;
    return Frame {std::to_integer<quint8>(rest[0]), rest.subspan(kFrameHeadSize, size)};
}

} // namespace tunnel
