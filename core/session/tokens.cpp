#include <core/session/tokens.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <array>

namespace session {

namespace {

constexpr std::size_t kSignatureSize = 32;
constexpr std::size_t kSessionMessageSize = 12;
constexpr auto kBase64Options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

using Signature = std::array<std::byte, kSignatureSize>;

// Exactly out.size() bytes, and nothing but the one text that encodes them. Qt's decoder accepts more (it ignores the
// unused bits of the last character), so what it gives is encoded again and compared.
bool decodeStrict(QByteArrayView text, std::span<std::byte> out)
{
    const auto size = static_cast<qsizetype>(out.size());
    if (text.size() != (size * 4 + 2) / 3)
        return false;
    const QByteArray encoded = QByteArray::fromRawData(text.data(), text.size());
    const auto decoded =
        QByteArray::fromBase64Encoding(encoded, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                                                    QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok || decoded.decoded.size() != size ||
        decoded.decoded.toBase64(kBase64Options) != encoded)
        return false;
    std::copy_n(base::asBytes(decoded.decoded).data(), out.size(), out.data());
    return true;
}

QByteArray encode(base::ByteView bytes)
{
    return base::toByteArray(bytes).toBase64(kBase64Options);
}

} // namespace

// Keeps one HMAC ready with the key; each signature is made on a copy, which is cheaper than keying anew.
class Tokens::Signer
{
public:
    explicit Signer(const base::Secret &key)
        : m_mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr))
        , m_keyed(EVP_MAC_CTX_new(m_mac.get()))
    {
        char digest[] = "SHA256";
        const std::array parameters {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
        const auto *bytes = reinterpret_cast<const unsigned char *>(key.bytes().data());
        if (!m_keyed || EVP_MAC_init(m_keyed.get(), bytes, key.bytes().size(), parameters.data()) != 1)
            qFatal("HMAC-SHA-256 is not available: the cryptographic library is not usable");
    }

    [[nodiscard]] Signature operator()(base::ByteView message) const
    {
        Signature signature {};
        std::size_t size = 0;
        const Context context(EVP_MAC_CTX_dup(m_keyed.get()));
        if (!context ||
            EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char *>(message.data()), message.size()) !=
                1 ||
            EVP_MAC_final(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, kSignatureSize) !=
                1 ||
            size != kSignatureSize)
            qFatal("HMAC-SHA-256 failed");
        return signature;
    }

private:
    struct Free
    {
        void operator()(EVP_MAC *mac) const noexcept { EVP_MAC_free(mac); }
        void operator()(EVP_MAC_CTX *context) const noexcept { EVP_MAC_CTX_free(context); }
    };
    using Context = std::unique_ptr<EVP_MAC_CTX, Free>;
    std::unique_ptr<EVP_MAC, Free> m_mac;
    Context m_keyed;
};

Tokens::Tokens(const base::Secret &key, const base::Clock &clock, base::Random &random)
    : m_clock(clock)
    , m_random(random)
    , m_signer(std::make_unique<Signer>(key))
{}

Tokens::~Tokens() = default;

QByteArray Tokens::issueSession(base::PlayerId player) const
{
    return issueSession(player, m_clock.wall());
}

QByteArray Tokens::issueSession(base::PlayerId player, base::WallTime issuedAt) const
{
    std::array<std::byte, kSessionMessageSize> message {};
    const auto issuedAtSeconds = std::chrono::duration_cast<std::chrono::seconds>(issuedAt.time_since_epoch());
    const auto expiry = static_cast<std::uint64_t>((issuedAtSeconds + kLifetime) / std::chrono::seconds(1));
    base::writeU32(message.data(), base::number(player));
    base::writeU32(message.data() + 4, static_cast<std::uint32_t>(expiry >> 32U));
    base::writeU32(message.data() + 8, static_cast<std::uint32_t>(expiry));
    return sign(message);
}

base::Result<base::PlayerId, TokenError> Tokens::verifySession(QByteArrayView token) const
{
    std::array<std::byte, kSessionMessageSize> message {};
    if (!verify(token, message))
        return base::failure(TokenError::Invalid);
    const std::uint64_t expiry =
        (std::uint64_t {base::readU32(message.data() + 4)} << 32U) | base::readU32(message.data() + 8);
    const std::int64_t now = m_clock.unixSeconds();
    if (now > 0 && expiry < static_cast<std::uint64_t>(now))
        return base::failure(TokenError::Expired);
    return base::PlayerId {base::readU32(message.data())};
}

QByteArray Tokens::issueAssociation()
{
    AssociationId id;
    m_random.fill(id.bytes);
    id.bytes[6] = (id.bytes[6] & std::byte {0x0F}) | std::byte {0x40}; // version 4
    id.bytes[8] = (id.bytes[8] & std::byte {0x3F}) | std::byte {0x80}; // variant of RFC 4122
    return sign(id.bytes);
}

std::optional<AssociationId> Tokens::verifyAssociation(QByteArrayView token) const
{
    AssociationId id;
    if (!verify(token, id.bytes))
        return std::nullopt;
    return id;
}

QByteArray Tokens::sign(base::ByteView message) const
{
    const Signature signature = (*m_signer)(message);
    return encode(message) + '.' + encode(signature);
}

bool Tokens::verify(QByteArrayView token, std::span<std::byte> message) const
{
    const qsizetype dot = token.indexOf('.');
    Signature claimed {};
    if (dot < 0 || !decodeStrict(token.first(dot), message) || !decodeStrict(token.sliced(dot + 1), claimed))
        return false;
    return base::equalInConstantTime(claimed, (*m_signer)(message));
}

} // namespace session
