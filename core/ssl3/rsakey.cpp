#include <core/ssl3/rsakey.h>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace ssl3 {

using base::failure;

namespace {

constexpr int kPrivateBitsMin = 1024; // smaller ones the game has never been seen with
constexpr int kPrivateBitsMax = 2048; // its library holds a modulus of 256 bytes at most
constexpr int kPublicBitsMin = 512;
constexpr int kPublicBitsMax = 4096;
constexpr std::size_t kPaddingMin = 11; // 00 02, eight bytes of filler, 00

struct BioDeleter
{
    void operator()(BIO *bio) const noexcept { BIO_free_all(bio); }
};
struct NumberDeleter
{
    void operator()(BIGNUM *number) const noexcept { BN_clear_free(number); }
};
struct ParametersDeleter
{
    void operator()(OSSL_PARAM *parameters) const noexcept { OSSL_PARAM_free(parameters); }
    void operator()(OSSL_PARAM_BLD *builder) const noexcept { OSSL_PARAM_BLD_free(builder); }
};
using Bio = std::unique_ptr<BIO, BioDeleter>;
using Number = std::unique_ptr<BIGNUM, NumberDeleter>;

const unsigned char *chars(base::ByteView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

Handle<evp_pkey_ctx_st> operationOn(const Crypto &crypto, evp_pkey_st *key)
{
    return Handle<evp_pkey_ctx_st>(EVP_PKEY_CTX_new_from_pkey(crypto.context(), key, nullptr));
}

QByteArray numberOf(const evp_pkey_st *key, const char *name)
{
    BIGNUM *raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &raw) != 1)
        return {};
    const Number number(raw);
    QByteArray bytes(BN_num_bytes(raw), Qt::Uninitialized);
    BN_bn2bin(raw, reinterpret_cast<unsigned char *>(bytes.data()));
    return bytes;
}

// Instead of asking for a pass phrase on the terminal: our files have none.
int noPassPhrase(char * /*buffer*/, int /*size*/, int /*forWriting*/, void * /*user*/)
{
    return -1;
}

} // namespace

PrivateKey::PrivateKey(const Crypto &crypto, Handle<evp_pkey_st> key)
    : m_crypto(&crypto)
    , m_key(std::move(key))
{}

base::Result<PrivateKey, KeyError> PrivateKey::generate(const Crypto &crypto, int bits)
{
    if (bits < kPrivateBitsMin || bits > kPrivateBitsMax)
        return failure(KeyError::Unsupported);
    const Handle<evp_pkey_ctx_st> making(EVP_PKEY_CTX_new_from_name(crypto.context(), "RSA", nullptr));
    EVP_PKEY *made = nullptr; // the exponent is 65537 unless told otherwise
    const bool ok = making && EVP_PKEY_keygen_init(making.get()) == 1 &&
                    EVP_PKEY_CTX_set_rsa_keygen_bits(making.get(), bits) == 1 &&
                    EVP_PKEY_generate(making.get(), &made) == 1;
    Handle<evp_pkey_st> key(made);
    ERR_clear_error();
    if (!ok)
        return failure(KeyError::Library);
    return PrivateKey(crypto, std::move(key));
}

base::Result<PrivateKey, KeyError> PrivateKey::fromPem(const Crypto &crypto, QByteArrayView pem)
{
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Handle<evp_pkey_st> key(
        bio ? PEM_read_bio_PrivateKey_ex(bio.get(), nullptr, &noPassPhrase, nullptr, crypto.context(), nullptr)
            : nullptr);
    ERR_clear_error();
    if (!key || EVP_PKEY_is_a(key.get(), "RSA") != 1)
        return failure(KeyError::Unreadable);
    const int bits = EVP_PKEY_get_bits(key.get());
    if (bits < kPrivateBitsMin || bits > kPrivateBitsMax)
        return failure(KeyError::Unsupported);
    // A file whose numbers do not belong together would only be noticed by the game, as a failed handshake.
    const auto checking = operationOn(crypto, key.get());
    const bool consistent = checking && EVP_PKEY_pairwise_check(checking.get()) == 1;
    ERR_clear_error();
    if (!consistent)
        return failure(KeyError::Unreadable);
    return PrivateKey(crypto, std::move(key));
}

base::Result<base::Secret, KeyError> PrivateKey::toPem() const
{
    const Bio bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        ERR_clear_error();
        return failure(KeyError::Library);
    }
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return base::Secret(QByteArray(text, size));
}

qsizetype PrivateKey::modulusSize() const
{
    return EVP_PKEY_get_size(m_key.get());
}

QByteArray PrivateKey::modulus() const
{
    return numberOf(m_key.get(), OSSL_PKEY_PARAM_RSA_N);
}

QByteArray PrivateKey::exponent() const
{
    return numberOf(m_key.get(), OSSL_PKEY_PARAM_RSA_E);
}

Premaster PrivateKey::decryptPremaster(base::ByteView ciphertext, std::uint16_t offeredVersion,
                                       Premaster substitute) const
{
    // OpenSSL's padding mode for exactly this purpose checks padding, length and version in constant time and gives
    // 48 random bytes when one of them is wrong. It reports an error only for what everybody can see on the wire:
    // a ciphertext of the wrong size or not below the modulus.
    const auto decrypting = operationOn(*m_crypto, m_key.get());
    int padding = RSA_PKCS1_WITH_TLS_PADDING;
    unsigned version = offeredVersion;
    const std::array<OSSL_PARAM, 3> parameters {
        OSSL_PARAM_construct_int(OSSL_ASYM_CIPHER_PARAM_PAD_MODE, &padding),
        OSSL_PARAM_construct_uint(OSSL_ASYM_CIPHER_PARAM_TLS_CLIENT_VERSION, &version),
        OSSL_PARAM_construct_end(),
    };
    SecretArray<512> block; // OpenSSL wants room for the whole modulus
    std::size_t size = block.view().size();
    Premaster premaster;
    const bool ok = decrypting && ciphertext.size() == static_cast<std::size_t>(modulusSize()) &&
                    EVP_PKEY_decrypt_init_ex(decrypting.get(), parameters.data()) == 1 &&
                    EVP_PKEY_decrypt(decrypting.get(), reinterpret_cast<unsigned char *>(block.span().data()), &size,
                                     chars(ciphertext), ciphertext.size()) == 1 &&
                    size == kPremasterSize;
    ERR_clear_error();
    if (!ok)
        return substitute;
    std::ranges::copy(block.view().first(kPremasterSize), premaster.span().begin());
    return premaster;
}

base::Result<QByteArray, KeyError> PrivateKey::signMd5(base::ByteView message) const
{
    const Handle<evp_md_ctx_st> signing(EVP_MD_CTX_new());
    QByteArray signature(modulusSize(), Qt::Uninitialized);
    auto size = static_cast<std::size_t>(signature.size());
    const bool ok =
        signing &&
        EVP_DigestSignInit_ex(signing.get(), nullptr, "MD5", m_crypto->context(), nullptr, m_key.get(), nullptr) == 1 &&
        EVP_DigestSign(signing.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, chars(message),
                       message.size()) == 1 &&
        size == static_cast<std::size_t>(signature.size());
    ERR_clear_error();
    if (!ok)
        return failure(KeyError::Library);
    return signature;
}

bool PrivateKey::verifyMd5(base::ByteView message, base::ByteView signature) const
{
    const Handle<evp_md_ctx_st> verifying(EVP_MD_CTX_new());
    const bool ok =
        verifying &&
        EVP_DigestVerifyInit_ex(verifying.get(), nullptr, "MD5", m_crypto->context(), nullptr, m_key.get(), nullptr) ==
            1 &&
        EVP_DigestVerify(verifying.get(), chars(signature), signature.size(), chars(message), message.size()) == 1;
    ERR_clear_error();
    return ok;
}

PublicKey::PublicKey(const Crypto &crypto, Handle<evp_pkey_st> key)
    : m_crypto(&crypto)
    , m_key(std::move(key))
{}

base::Result<PublicKey, KeyError> PublicKey::fromNumbers(const Crypto &crypto, base::ByteView modulus,
                                                         base::ByteView exponent)
{
    // Sizes first: arithmetic on what somebody else sent costs in proportion.
    if (modulus.size() > kPublicBitsMax / 8 || exponent.size() > modulus.size())
        return failure(KeyError::Unsupported);
    const Number n(BN_bin2bn(chars(modulus), static_cast<int>(modulus.size()), nullptr));
    const Number e(BN_bin2bn(chars(exponent), static_cast<int>(exponent.size()), nullptr));
    if (!n || !e)
        return failure(KeyError::Library);
    if (BN_num_bits(n.get()) < kPublicBitsMin || BN_is_odd(n.get()) == 0 || BN_is_odd(e.get()) == 0 ||
        BN_is_one(e.get()) == 1)
        return failure(KeyError::Unsupported);

    const std::unique_ptr<OSSL_PARAM_BLD, ParametersDeleter> builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return failure(KeyError::Library);
    const std::unique_ptr<OSSL_PARAM, ParametersDeleter> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Handle<evp_pkey_ctx_st> making(EVP_PKEY_CTX_new_from_name(crypto.context(), "RSA", nullptr));
    EVP_PKEY *made = nullptr;
    const bool ok = parameters && making && EVP_PKEY_fromdata_init(making.get()) == 1 &&
                    EVP_PKEY_fromdata(making.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
    Handle<evp_pkey_st> key(made);
    ERR_clear_error();
    if (!ok)
        return failure(KeyError::Library);
    return PublicKey(crypto, std::move(key));
}

base::Result<QByteArray, KeyError> PublicKey::encrypt(base::ByteView secret, base::Random &random) const
{
    const auto size = static_cast<std::size_t>(modulusSize());
    if (secret.size() + kPaddingMin > size)
        return failure(KeyError::Unsupported);
    // Padded here and not by OpenSSL, so that the filler comes from the caller's source of random numbers.
    SecretArray<kPublicBitsMax / 8> padded;
    const std::span<std::byte> block = padded.span().first(size);
    const std::span<std::byte> filler = block.subspan(2, size - secret.size() - 3);
    block[1] = std::byte {2};
    random.fill(filler);
    for (std::byte &byte : filler) {
        while (byte == std::byte {0})
            random.fill({&byte, 1});
    }
    std::ranges::copy(secret, block.last(secret.size()).begin());

    const auto encrypting = operationOn(*m_crypto, m_key.get());
    QByteArray ciphertext(modulusSize(), Qt::Uninitialized);
    std::size_t written = size;
    const bool ok = encrypting && EVP_PKEY_encrypt_init(encrypting.get()) == 1 &&
                    EVP_PKEY_CTX_set_rsa_padding(encrypting.get(), RSA_NO_PADDING) == 1 &&
                    EVP_PKEY_encrypt(encrypting.get(), reinterpret_cast<unsigned char *>(ciphertext.data()), &written,
                                     chars(block), size) == 1 &&
                    written == size;
    ERR_clear_error();
    if (!ok)
        return failure(KeyError::Library);
    return ciphertext;
}

qsizetype PublicKey::modulusSize() const
{
    return EVP_PKEY_get_size(m_key.get());
}

} // namespace ssl3
