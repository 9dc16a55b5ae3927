#pragma once
// Cuts payloads into records and appends them to a buffer. Never writes an empty record: the game loses its place
// on one. Pure; one writer belongs to one direction of one connection.

#include <core/base/bytebuffer.h>
#include <core/ssl3/recordprotection.h>

namespace ssl3 {

class RecordWriter
{
public:
    // False when the sequence number is used up: nothing more can be sent on this connection.
    [[nodiscard]] bool write(RecordType type, base::ByteView payload, base::ByteBuffer &out);
    // From the next record on.
    void protect(RecordProtection protection) { m_protection.emplace(std::move(protection)); }
    [[nodiscard]] bool isProtected() const noexcept { return m_protection.has_value(); }

private:
    std::optional<RecordProtection> m_protection;
};

} // namespace ssl3
