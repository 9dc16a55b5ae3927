#pragma once
// Puts handshake messages together again: one may span records, one record may hold several.
// type1 length3 body. Pure.

#include <core/base/bytebuffer.h>
#include <core/base/result.h>
#include <core/ssl3/protocol.h>

namespace ssl3 {

struct HandshakeMessage
{
    HandshakeType type = HandshakeType::HelloRequest;
    base::ByteView whole; // with header, as it enters the transcript; dies with the next call of the reader
    base::ByteView body;
};

class HandshakeReader
{
public:
    explicit HandshakeReader(qsizetype bodyMax)
        : m_bodyMax(static_cast<std::size_t>(bodyMax))
    {}
    void feed(base::ByteView bytes);
    // Type of the message that has begun; nullopt when nothing is held.
    [[nodiscard]] std::optional<HandshakeType> pendingType() const;
    // The claimed length is beyond the limit. Known as soon as the header is there.
    [[nodiscard]] bool pendingTooLong() const;
    // The next whole message; nullopt when more bytes are needed.
    [[nodiscard]] std::optional<HandshakeMessage> next();
    [[nodiscard]] std::size_t bytesBuffered() const noexcept { return m_buffer.size() - m_delivered; }

private:
    [[nodiscard]] base::ByteView pending() const { return m_buffer.view().subspan(m_delivered); }

    std::size_t m_bodyMax;
    base::ByteBuffer m_buffer;
    std::size_t m_delivered = 0;
};

} // namespace ssl3
