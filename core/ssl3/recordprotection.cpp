#include <core/base/secret.h>
#include <core/ssl3/recordprotection.h>

#include <algorithm>
#include <limits>

namespace ssl3 {

namespace {

// The last number is never used, so that the counter cannot wrap.
constexpr std::uint64_t kSequenceEnd = std::numeric_limits<std::uint64_t>::max();

} // namespace

RecordProtection::RecordProtection(const Crypto &crypto, CipherSuite suite, const DirectionKeys &keys,
                                   std::uint64_t firstSequence)
    : m_hash(crypto, macHash(suite))
    , m_cipher(crypto, keys.key.view())
    , m_sequence(firstSequence)
{
    std::ranges::copy(keys.mac.view().first(m_hash.size()), m_secret.span().begin());
}

bool RecordProtection::seal(RecordType type, std::span<std::byte> payloadAndMac)
{
    if (m_sequence == kSequenceEnd)
        return false;
    const std::size_t payloadSize = payloadAndMac.size() - macSize();
    computeMac(m_sequence, type, payloadAndMac.first(payloadSize), payloadAndMac.subspan(payloadSize));
    m_cipher.apply(payloadAndMac);
    ++m_sequence;
    return true;
}

std::optional<std::span<std::byte>> RecordProtection::open(RecordType type, std::span<std::byte> fragment)
{
    if (m_sequence == kSequenceEnd || fragment.size() < macSize())
        return std::nullopt;
    m_cipher.apply(fragment);
    const std::span<std::byte> payload = fragment.first(fragment.size() - macSize());
    SecretArray<kMacSizeMax> expected;
    const std::span<std::byte> mac = expected.span().first(macSize());
    computeMac(m_sequence, type, payload, mac);
    ++m_sequence;
    if (!base::equalInConstantTime(mac, fragment.subspan(payload.size())))
        return std::nullopt;
    return payload;
}

void RecordProtection::computeMac(std::uint64_t sequence, RecordType type, base::ByteView payload,
                                  std::span<std::byte> mac)
{
    const std::size_t padSize = m_hash.size() == 16 ? 48 : 40;
    const base::ByteView secret = m_secret.view().first(m_hash.size());
    std::array<std::byte, 11> header {};
    base::writeU32(header.data(), static_cast<std::uint32_t>(sequence >> 32U));
    base::writeU32(header.data() + 4, static_cast<std::uint32_t>(sequence & 0xFFFF'FFFFU));
    header[8] = static_cast<std::byte>(type);
    base::writeU16(header.data() + 9, static_cast<std::uint16_t>(payload.size()));

    SecretArray<kMacSizeMax> inner;
    const std::span<std::byte> innerHash = inner.span().first(m_hash.size());
    m_hash.update(secret).fill(std::byte {0x36}, padSize).update(header).update(payload).finish(innerHash);
    m_hash.update(secret).fill(std::byte {0x5C}, padSize).update(innerHash).finish(mac);
}

} // namespace ssl3
