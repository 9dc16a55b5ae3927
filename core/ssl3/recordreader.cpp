#include <core/base/limits.h>
#include <core/ssl3/recordreader.h>

namespace ssl3 {

using base::failure;

void RecordReader::feed(base::ByteView bytes)
{
    if (m_error)
        return;
    m_buffer.consume(std::exchange(m_delivered, 0));
    m_buffer.append(bytes);
}

base::Result<std::optional<Record>, RecordError> RecordReader::next()
{
    m_buffer.consume(std::exchange(m_delivered, 0));
    if (!m_error)
        m_error = checkHeader();
    if (m_error) {
        m_buffer.clear();
        return failure(*m_error);
    }
    if (m_buffer.size() < kRecordHeaderSize)
        return std::optional<Record>();
    const std::size_t fragmentSize = base::readU16(m_buffer.data() + 3);
    if (m_buffer.size() < kRecordHeaderSize + fragmentSize)
        return std::optional<Record>();

    Record record;
    record.type = static_cast<RecordType>(m_buffer.data()[0]);
    const std::span<std::byte> fragment(m_buffer.data() + kRecordHeaderSize, fragmentSize);
    record.payload = fragment;
    if (m_protection) {
        const auto payload = m_protection->open(record.type, fragment);
        if (!payload)
            m_error = RecordError::BadMac;
        else
            record.payload = *payload;
    }
    if (!m_error && record.payload.empty() && record.type != RecordType::ApplicationData)
        m_error = RecordError::Empty;
    if (m_error) {
        m_buffer.clear();
        return failure(*m_error);
    }
    m_first = false;
    m_delivered = kRecordHeaderSize + fragmentSize;
    return std::optional<Record>(record);
}

// Looks at as much of the header as has arrived, so that nonsense is refused before anything is waited for.
std::optional<RecordError> RecordReader::checkHeader() const
{
    const base::ByteView bytes = m_buffer.view();
    if (bytes.size() >= 2 && bytes[1] != std::byte {3})
        return RecordError::NotSsl;
    if (bytes.size() >= 3 && bytes[2] != std::byte {0} && !m_first)
        return RecordError::WrongVersion;
    if (bytes.size() >= 2 && (bytes[0] < std::byte {20} || bytes[0] > std::byte {23}))
        return RecordError::UnknownType;
    if (bytes.size() >= kRecordHeaderSize) {
        const std::size_t macSize = m_protection ? m_protection->macSize() : 0;
        const std::size_t size = base::readU16(bytes.data() + 3);
        if (size > static_cast<std::size_t>(base::kSslPlaintextMax) + macSize)
            return RecordError::TooLong;
        if (size == 0 && !m_protection && bytes[0] != static_cast<std::byte>(RecordType::ApplicationData))
            return RecordError::Empty;
    }
    return std::nullopt;
}

} // namespace ssl3
