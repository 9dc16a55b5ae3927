#pragma once
// What ChangeCipherSpec switches on in one direction: RC4 and the SSL 3.0 MAC (not HMAC, version not included).
// inner = H(secret ‖ pad1 ‖ sequence8 ‖ type1 ‖ length2 ‖ payload), mac = H(secret ‖ pad2 ‖ inner);
// pads are 0x36 and 0x5C, 48 times for MD5 and 40 times for SHA-1. One owner, one thread.

#include <core/ssl3/digest.h>
#include <core/ssl3/keys.h>
#include <core/ssl3/rc4.h>

namespace ssl3 {

class RecordProtection
{
public:
    // `firstSequence` is 0 except in tests of the counter's end.
    RecordProtection(const Crypto &crypto, CipherSuite suite, const DirectionKeys &keys,
                     std::uint64_t firstSequence = 0);

    [[nodiscard]] std::size_t macSize() const noexcept { return m_hash.size(); }

    // Room for payload ‖ MAC, with the payload in place: adds the MAC and encrypts.
    // False when the sequence number is used up; the connection must end then.
    [[nodiscard]] bool seal(RecordType type, std::span<std::byte> payloadAndMac);
    // Decrypts in place and checks the MAC in constant time. nullopt: does not fit, or too short for a MAC.
    [[nodiscard]] std::optional<std::span<std::byte>> open(RecordType type, std::span<std::byte> fragment);

    // For `sequence` as it stands, without counting.
    void computeMac(std::uint64_t sequence, RecordType type, base::ByteView payload, std::span<std::byte> mac);

private:
    Digest m_hash;
    SecretArray<kMacSizeMax> m_secret;
    Rc4 m_cipher;
    std::uint64_t m_sequence;
};

} // namespace ssl3
