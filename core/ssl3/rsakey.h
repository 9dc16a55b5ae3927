#pragma once
// RSA for the key exchange. Keys are immutable; any thread.

#include <core/base/random.h>
#include <core/base/result.h>
#include <core/base/secret.h>
#include <core/ssl3/keys.h>

#include <QByteArray>

namespace ssl3 {

enum class KeyError {
    Unreadable,  // not an RSA private key in PEM
    Unsupported, // size or exponent outside what the protocol allows
    Library,     // OpenSSL refused
};

// The server's key.
class PrivateKey
{
public:
    // 1024 bits unless told otherwise: the one size proven with the game.
    [[nodiscard]] static base::Result<PrivateKey, KeyError> generate(const Crypto &crypto, int bits = 1024);
    [[nodiscard]] static base::Result<PrivateKey, KeyError> fromPem(const Crypto &crypto, QByteArrayView pem);
    [[nodiscard]] base::Result<base::Secret, KeyError> toPem() const; // PKCS#8

    [[nodiscard]] qsizetype modulusSize() const; // bytes
    [[nodiscard]] QByteArray modulus() const;    // big-endian, no leading zero
    [[nodiscard]] QByteArray exponent() const;

    // The premaster secret the client sent, or `substitute` / random bytes when anything is wrong with it: the caller
    // cannot tell, and must not try. In constant time as far as the secret part goes (padding, length, version).
    // `offeredVersion` is what the ClientHello said; the premaster must begin with it.
    [[nodiscard]] Premaster decryptPremaster(base::ByteView ciphertext, std::uint16_t offeredVersion,
                                             Premaster substitute) const;
    // PKCS#1 v1.5 signature with MD5, as the certificate wants it.
    [[nodiscard]] base::Result<QByteArray, KeyError> signMd5(base::ByteView message) const;
    [[nodiscard]] bool verifyMd5(base::ByteView message, base::ByteView signature) const;

private:
    PrivateKey(const Crypto &crypto, Handle<evp_pkey_st> key);
    const Crypto *m_crypto;
    Handle<evp_pkey_st> m_key;
};

// The key of a server somebody else runs, out of its certificate.
class PublicKey
{
public:
    // Accepts 512 to 4096 bits and odd exponents from 3 on.
    [[nodiscard]] static base::Result<PublicKey, KeyError> fromNumbers(const Crypto &crypto, base::ByteView modulus,
                                                                       base::ByteView exponent);
    // Padding 00 02 <non-zero random> 00 secret; the filler comes from `random`.
    [[nodiscard]] base::Result<QByteArray, KeyError> encrypt(base::ByteView secret, base::Random &random) const;
    [[nodiscard]] qsizetype modulusSize() const;

private:
    PublicKey(const Crypto &crypto, Handle<evp_pkey_st> key);
    const Crypto *m_crypto;
    Handle<evp_pkey_st> m_key;
};

} // namespace ssl3
