#pragma once
// Splits a byte stream into SSL 3.0 records and, once switched on, decrypts and checks them.
// type1 version2 length2 fragment; big-endian. A length beyond the limit is refused on the header alone.
// Pure; one reader belongs to one direction of one connection.

#include <core/base/bytebuffer.h>
#include <core/base/result.h>
#include <core/ssl3/recordprotection.h>

namespace ssl3 {

enum class RecordError {
    NotSsl,       // major version other than 3: another protocol, or an SSL 2.0 hello
    WrongVersion, // 03 xx other than 03 00 after the first record
    UnknownType,
    TooLong,
    Empty, // only application data may be empty
    BadMac,
};

struct Record
{
    RecordType type = RecordType::Handshake;
    base::ByteView payload; // dies with the next call of the reader
};

class RecordReader
{
public:
    // Copies `bytes`. Call next() until it wants more before feeding again; that bounds what is held to one record.
    void feed(base::ByteView bytes);
    // The next whole record; nullopt when more bytes are needed. After an error the reader stays failed.
    [[nodiscard]] base::Result<std::optional<Record>, RecordError> next();
    // From the next record on. The sequence number starts with the protection.
    void protect(RecordProtection protection) { m_protection.emplace(std::move(protection)); }

    // Nothing of a further record has arrived.
    [[nodiscard]] bool atBoundary() const noexcept { return m_buffer.size() == m_delivered; }
    [[nodiscard]] std::size_t bytesBuffered() const noexcept { return m_buffer.size() - m_delivered; }

private:
    [[nodiscard]] std::optional<RecordError> checkHeader() const;

    base::ByteBuffer m_buffer;
    std::size_t m_delivered = 0; // bytes at the front that the last record occupied
    std::optional<RecordProtection> m_protection;
    std::optional<RecordError> m_error;
    bool m_first = true;
};

} // namespace ssl3
