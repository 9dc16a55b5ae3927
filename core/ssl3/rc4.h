#pragma once
// RC4 of OpenSSL's legacy provider: one continuous key stream, never reset between records. One owner, one thread.

#include <core/base/bytes.h>
#include <core/ssl3/crypto.h>

namespace ssl3 {

class Rc4
{
public:
    Rc4(const Crypto &crypto, base::ByteView key);
    // Encrypts or decrypts in place.
    void apply(std::span<std::byte> bytes);

private:
    Handle<evp_cipher_ctx_st> m_state;
};

} // namespace ssl3
