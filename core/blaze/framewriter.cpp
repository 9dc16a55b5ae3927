#include <core/blaze/framewriter.h>

#include <cstring>

namespace blaze {

FrameWriter::FrameWriter(ByteBuffer &out, const FrameHeader &header)
    : m_out(out)
    , m_start(out.size())
{
    std::byte *at = out.extend(kHeaderSize);
    base::writeU16(at, 0);
    base::writeU16(at + 2, header.component);
    base::writeU16(at + 4, header.command);
    base::writeU16(at + 6, header.error);
    at[8] = static_cast<std::byte>((static_cast<unsigned>(header.type) << 4U) | (header.userIndex & 0x0FU));
    at[9] = static_cast<std::byte>((header.sequence >> 16U) & 0x0FU);
    base::writeU16(at + 10, static_cast<std::uint16_t>(header.sequence & 0xFFFFU));
}

FrameWriter::~FrameWriter()
{
    const std::size_t length = m_out.size() - m_start - kHeaderSize;
    if (length > 0xFFFF) {
        // Rare: only now is it known that two more header bytes are needed, so the body moves.
        std::ignore = m_out.extend(2);
        std::byte *extension = m_out.data() + m_start + kHeaderSize;
        std::memmove(extension + 2, extension, length);
        base::writeU16(extension, static_cast<std::uint16_t>(length >> 16U));
        m_out.data()[m_start + 9] |= std::byte {kOptionJumbo << 4U};
    }
    base::writeU16(m_out.data() + m_start, static_cast<std::uint16_t>(length & 0xFFFFU));
}

void appendFrame(ByteBuffer &out, const FrameHeader &header, ByteView body)
{
    const FrameWriter frame(out, header);
    out.append(body);
}

} // namespace blaze
