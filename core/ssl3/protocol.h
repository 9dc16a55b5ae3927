#pragma once
// Numbers of SSL 3.0 (RFC 6101), as far as the game's network library uses them: RSA key exchange, RC4, one
// certificate, no resumption, no compression.

#include <core/ssl3/crypto.h>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace ssl3 {

inline constexpr std::uint16_t kVersion = 0x0300;
inline constexpr std::size_t kRecordHeaderSize = 5;    // type1 version2 length2
inline constexpr std::size_t kHandshakeHeaderSize = 4; // type1 length3
inline constexpr std::size_t kRandomSize = 32;
inline constexpr std::size_t kSessionIdMax = 32;
inline constexpr std::size_t kPremasterSize = 48;
inline constexpr std::size_t kMasterSize = 48;
inline constexpr std::size_t kRc4KeySize = 16;
inline constexpr std::size_t kMacSizeMax = 20;
inline constexpr std::size_t kFinishedSize = 36; // MD5 then SHA-1

enum class RecordType : std::uint8_t {
    ChangeCipherSpec = 20,
    Alert = 21,
    Handshake = 22,
    ApplicationData = 23,
};

enum class HandshakeType : std::uint8_t {
    HelloRequest = 0,
    ClientHello = 1,
    ServerHello = 2,
    Certificate = 11,
    ServerKeyExchange = 12,
    CertificateRequest = 13,
    ServerHelloDone = 14,
    CertificateVerify = 15,
    ClientKeyExchange = 16,
    Finished = 20,
};

enum class Alert : std::uint8_t {
    CloseNotify = 0,
    UnexpectedMessage = 10,
    BadRecordMac = 20,
    DecompressionFailure = 30,
    HandshakeFailure = 40,
    NoCertificate = 41,
    BadCertificate = 42,
    UnsupportedCertificate = 43,
    CertificateRevoked = 44,
    CertificateExpired = 45,
    CertificateUnknown = 46,
    IllegalParameter = 47,
};

enum class AlertLevel : std::uint8_t {
    Warning = 1,
    Fatal = 2,
};

enum class CipherSuite : std::uint16_t {
    Rc4Md5 = 0x0004,
    Rc4Sha = 0x0005,
};

[[nodiscard]] constexpr HashKind macHash(CipherSuite suite) noexcept
{
    return suite == CipherSuite::Rc4Md5 ? HashKind::Md5 : HashKind::Sha1;
}
[[nodiscard]] constexpr std::size_t hashSize(HashKind kind) noexcept
{
    return kind == HashKind::Md5 ? 16 : 20;
}
[[nodiscard]] constexpr std::size_t macSize(CipherSuite suite) noexcept
{
    return hashSize(macHash(suite));
}
[[nodiscard]] constexpr std::optional<CipherSuite> toCipherSuite(std::uint16_t id) noexcept
{
    switch (id) {
    case 0x0004:
        return CipherSuite::Rc4Md5;
    case 0x0005:
        return CipherSuite::Rc4Sha;
    default:
        return std::nullopt;
    }
}

// Which end of the connection somebody is.
enum class Role {
    Client,
    Server,
};

} // namespace ssl3
