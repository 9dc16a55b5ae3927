#include <core/base/limits.h>
#include <core/ssl3/recordwriter.h>

#include <algorithm>

namespace ssl3 {

bool RecordWriter::write(RecordType type, base::ByteView payload, base::ByteBuffer &out)
{
    const std::size_t macSize = m_protection ? m_protection->macSize() : 0;
    while (!payload.empty()) {
        const std::size_t size = std::min(payload.size(), static_cast<std::size_t>(base::kSslPlaintextMax));
        const std::size_t fragmentSize = size + macSize;
        std::byte *const at = out.extend(kRecordHeaderSize + fragmentSize);
        at[0] = static_cast<std::byte>(type);
        base::writeU16(at + 1, kVersion);
        base::writeU16(at + 3, static_cast<std::uint16_t>(fragmentSize));
        std::ranges::copy(payload.first(size), at + kRecordHeaderSize);
        if (m_protection && !m_protection->seal(type, {at + kRecordHeaderSize, fragmentSize})) {
            out.shrink(kRecordHeaderSize + fragmentSize);
            return false;
        }
        payload = payload.subspan(size);
    }
    return true;
}

} // namespace ssl3
