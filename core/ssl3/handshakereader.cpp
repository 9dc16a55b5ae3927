#include <core/ssl3/handshakereader.h>

#include <utility>

namespace ssl3 {

namespace {

std::size_t bodySize(base::ByteView header)
{
    return (std::to_integer<std::size_t>(header[1]) << 16U) | base::readU16(header.data() + 2);
}

} // namespace

void HandshakeReader::feed(base::ByteView bytes)
{
    m_buffer.consume(std::exchange(m_delivered, 0));
    m_buffer.append(bytes);
}

std::optional<HandshakeType> HandshakeReader::pendingType() const
{
    const base::ByteView bytes = pending();
    return bytes.empty() ? std::nullopt : std::optional(static_cast<HandshakeType>(bytes[0]));
}

bool HandshakeReader::pendingTooLong() const
{
    const base::ByteView bytes = pending();
    return bytes.size() >= kHandshakeHeaderSize && bodySize(bytes) > m_bodyMax;
}

std::optional<HandshakeMessage> HandshakeReader::next()
{
    m_buffer.consume(std::exchange(m_delivered, 0));
    const base::ByteView bytes = m_buffer.view();
    if (bytes.size() < kHandshakeHeaderSize || bytes.size() < kHandshakeHeaderSize + bodySize(bytes))
        return std::nullopt;
    m_delivered = kHandshakeHeaderSize + bodySize(bytes);
    return HandshakeMessage {.type = static_cast<HandshakeType>(bytes[0]),
                             .whole = bytes.first(m_delivered),
                             .body = bytes.subspan(kHandshakeHeaderSize, m_delivered - kHandshakeHeaderSize)};
}

} // namespace ssl3
