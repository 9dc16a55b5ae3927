#pragma once
// The certificate an unmodified game accepts, and the little we read from other servers' certificates.
//
// The game's library checks the issuer's names against a built-in authority, then picks the hash by the *outer*
// signature algorithm, which is not signed. With rsaEncryption there, no hash is compared at all: only the length of
// the signature (128 bytes, as the authority's key has 1024 bits) still counts. So: an ordinary v1 certificate signed
// md5WithRSA whose outer algorithm says rsaEncryption, one byte of difference.
// Limits of the game: common name ≤ 31 bytes, serial ≤ 32 bytes, modulus ≤ 256 bytes, exponent ≤ 16 bytes.

#include <core/ssl3/rsakey.h>

namespace ssl3 {

// The name the game looks up and connects to first.
inline constexpr char kRedirectorHost[] = "gosredirector.ea.com";

// Builds and signs. `serial` is 8 to 16 bytes, first one 1 … 127; `commonName` 1 to 31 ASCII characters.
[[nodiscard]] base::Result<QByteArray, KeyError> makeCertificate(const PrivateKey &key, base::ByteView serial,
                                                                 QByteArrayView commonName = kRedirectorHost);

// Modulus and exponent, big-endian without leading zeros; nothing else is looked at. nullopt: not a certificate with
// an RSA key.
struct RsaNumbers
{
    base::ByteView modulus;
    base::ByteView exponent;
};
[[nodiscard]] std::optional<RsaNumbers> publicKeyNumbers(base::ByteView certificateDer);

// The signed part and the signature, to see whether a stored certificate of ours is still what we wrote.
struct SignedParts
{
    base::ByteView signedPart; // with its header
    base::ByteView signature;
};
[[nodiscard]] std::optional<SignedParts> signedParts(base::ByteView certificateDer);

} // namespace ssl3
