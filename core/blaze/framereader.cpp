#include <core/blaze/framereader.h>

#include <algorithm>
#include <cstring>

namespace blaze {

// Collects header bytes; false when `input` ends first. How many there are is known step by step: the option bits are
// in the first 12.
bool FrameReader::takeHeader(ByteView &input)
{
    for (;;) {
        const std::size_t missing = std::size_t {m_headerNeed} - m_headerHave;
        const std::size_t taken = std::min(missing, input.size());
        if (taken > 0)
            std::memcpy(m_headerBytes.data() + m_headerHave, input.data(), taken);
        m_headerHave = static_cast<std::uint8_t>(m_headerHave + taken);
        input = input.subspan(taken);
        if (m_headerHave < m_headerNeed)
            return false;
        const auto options = std::to_integer<std::uint8_t>(m_headerBytes[9] >> 4);
        const std::size_t jumbo = (options & kOptionJumbo) != 0 ? 2 : 0;
        const std::size_t wide = (options & kOptionJumboContext) != 0 ? 8 : 4;
        const std::size_t whole = kHeaderSize + jumbo + ((options & kOptionContext) != 0 ? wide : 0);
        if (m_headerHave == whole)
            return true;
        m_headerNeed = static_cast<std::uint8_t>(whole);
    }
}

void FrameReader::parseHeader() noexcept
{
    const std::byte *at = m_headerBytes.data();
    m_header.length = base::readU16(at);
    m_header.component = base::readU16(at + 2);
    m_header.command = base::readU16(at + 4);
    m_header.error = base::readU16(at + 6);
    const auto typeByte = std::to_integer<std::uint8_t>(at[8]);
    m_header.type = static_cast<FrameType>(typeByte >> 4U);
    m_header.userIndex = typeByte & 0x0FU;
    const auto optionByte = std::to_integer<std::uint8_t>(at[9]);
    m_header.options = static_cast<std::uint8_t>(optionByte >> 4U);
    m_header.sequence = (std::uint32_t {optionByte & 0x0FU} << 16U) | base::readU16(at + 10);
    if ((m_header.options & kOptionJumbo) != 0)
        m_header.length |= std::uint32_t {base::readU16(at + kHeaderSize)} << 16U;
}

base::Result<std::optional<Frame>, FrameError> FrameReader::next(ByteView &input)
{
    if (m_delivered) {
        m_delivered = false;
        m_headerHave = 0;
        m_headerNeed = kHeaderSize;
        m_body = {}; // an idle connection holds nothing
    }
    if (m_failed)
        return base::failure(FrameError::BodyTooLong);
    const bool headerDone = m_headerHave == m_headerNeed;
    if (!headerDone) {
        if (!takeHeader(input))
            return std::optional<Frame> {};
        parseHeader();
        if (m_header.length > static_cast<quint64>(m_bodyMax)) {
            m_failed = true;
            return base::failure(FrameError::BodyTooLong);
        }
    }
    const std::size_t missing = m_header.length - m_body.size();
    if (m_body.empty() && input.size() >= missing) {
        const ByteView body = input.first(missing);
        input = input.subspan(missing);
        m_headerHave = 0;
        m_headerNeed = kHeaderSize;
        return std::optional(Frame {m_header, body});
    }
    const std::size_t taken = std::min(missing, input.size());
    m_body.append(input.first(taken));
    input = input.subspan(taken);
    if (taken < missing)
        return std::optional<Frame> {};
    m_delivered = true;
    return std::optional(Frame {m_header, m_body.view()});
}

} // namespace blaze
