#pragma once
// A running MD5 or SHA-1. One owner, one thread.

#include <core/base/bytes.h>
#include <core/ssl3/protocol.h>

#include <array>

namespace ssl3 {

class Digest
{
public:
    Digest(const Crypto &crypto, HashKind kind);

    // A copy of the state so far, to hash on in two directions.
    [[nodiscard]] Digest clone() const;

    Digest &update(base::ByteView bytes);
    // `count` times the same byte: the pads of this protocol.
    Digest &fill(std::byte value, std::size_t count);
    // Writes size() bytes and begins anew.
    void finish(std::span<std::byte> out);

    [[nodiscard]] std::size_t size() const noexcept { return hashSize(m_kind); }

private:
    const Crypto *m_crypto;
    HashKind m_kind;
    Handle<evp_md_ctx_st> m_state;
};

} // namespace ssl3
