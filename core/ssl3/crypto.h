#pragma once
// The old algorithms this protocol needs, from OpenSSL 3: MD5, SHA-1 and RSA of its default provider, RC4 of its
// legacy provider. They live in a library context of their own: the rest of the program neither gains RC4 nor is
// touched by a hardened system policy meant for TLS. Immutable once loaded; any thread; outlives all who use it.

#include <core/base/result.h>
#include <core/ssl3/handles.h>

#include <QString>

namespace ssl3 {

enum class HashKind {
    Md5,
    Sha1,
};

enum class CryptoErrorKind {
    LegacyProviderMissing,  // the module file is not there or does not fit this OpenSSL
    DefaultProviderMissing, // a damaged OpenSSL
    AlgorithmMissing,       // the providers are there, but lack one of the four
};

struct CryptoError
{
    CryptoErrorKind kind = CryptoErrorKind::LegacyProviderMissing;
    QString moduleFile;    // file name looked for, e.g. "legacy.so"
    QString modulesFolder; // where it was looked for
    QString reason;        // as OpenSSL says it, English; or the algorithm's name
};

// What is wrong and what helps, in English, for logs and the headless program.
[[nodiscard]] QString describe(const CryptoError &error);

class Crypto
{
public:
    // `modulesFolder` is where legacy.so (legacy.dll, legacy.dylib) lies; empty: where OpenSSL itself looks, that is
    // the environment variable OPENSSL_MODULES or the folder it was built with.
    [[nodiscard]] static base::Result<std::unique_ptr<const Crypto>, CryptoError>
    load(const QString &modulesFolder = {});

    Crypto(const Crypto &) = delete;
    Crypto &operator=(const Crypto &) = delete;
    ~Crypto();

    // For the classes of this module.
    [[nodiscard]] ossl_lib_ctx_st *context() const noexcept { return m_context.get(); }
    [[nodiscard]] const evp_md_st *hash(HashKind kind) const noexcept
    {
        return kind == HashKind::Md5 ? m_md5.get() : m_sha1.get();
    }
    [[nodiscard]] const evp_cipher_st *rc4() const noexcept { return m_rc4.get(); }

private:
    Crypto();

    // Destroyed in reverse: algorithms before providers before the context.
    Handle<ossl_lib_ctx_st> m_context;
    Handle<ossl_provider_st> m_default;
    Handle<ossl_provider_st> m_legacy;
    Handle<evp_md_st> m_md5;
    Handle<evp_md_st> m_sha1;
    Handle<evp_cipher_st> m_rc4;
};

} // namespace ssl3
