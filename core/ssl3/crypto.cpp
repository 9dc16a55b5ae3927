#include <core/ssl3/crypto.h>

#include <QDir>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

namespace ssl3 {

using namespace Qt::StringLiterals;
using base::failure;

namespace {

QString legacyModuleFile()
{
#if defined(Q_OS_WIN)
    return u"legacy.dll"_s;
#elif defined(Q_OS_MACOS)
    return u"legacy.dylib"_s;
#else
    return u"legacy.so"_s;
#endif
}

// The folder OpenSSL searches by itself.
QString ownModulesFolder()
{
    const QString fromEnvironment = qEnvironmentVariable("OPENSSL_MODULES");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    // Reads: MODULESDIR: "/usr/lib/ossl-modules"
    const QString text = QString::fromUtf8(OpenSSL_version(OPENSSL_MODULES_DIR));
    return text.section(u'"', 1, 1);
}

QString lastReason()
{
    const unsigned long code = ERR_peek_last_error();
    const char *const reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
    ERR_clear_error();
    return reason != nullptr ? QString::fromUtf8(reason) : u"no reason given"_s;
}

} // namespace

QString describe(const CryptoError &error)
{
    switch (error.kind) {
    case CryptoErrorKind::LegacyProviderMissing:
        return u"OpenSSL's legacy provider, which holds the game's old RC4 cipher, could not be loaded: %1 in %2 (%3). "
               "Install it (Debian and Ubuntu: package libssl3 or openssl-provider-legacy; Fedora: openssl-libs; "
               "Windows and macOS: the file comes with this program) or set the environment variable "
               "OPENSSL_MODULES to the folder that holds %1."_s.arg(error.moduleFile, error.modulesFolder,
                                                                    error.reason);
    case CryptoErrorKind::DefaultProviderMissing:
        return u"OpenSSL's default provider could not be loaded (%1). The installed OpenSSL is damaged: reinstall it."_s
            .arg(error.reason);
    case CryptoErrorKind::AlgorithmMissing:
        return u"The installed OpenSSL does not offer %1, which the game's old protocol needs. A build restricted to "
               "FIPS algorithms cannot be used."_s.arg(error.reason);
    }
    Q_UNREACHABLE();
}

Crypto::Crypto() = default;
Crypto::~Crypto() = default;

base::Result<std::unique_ptr<const Crypto>, CryptoError> Crypto::load(const QString &modulesFolder)
{
    CryptoError error;
    error.moduleFile = legacyModuleFile();
    error.modulesFolder = modulesFolder.isEmpty() ? ownModulesFolder() : modulesFolder;
    const auto failed = [&error](CryptoErrorKind kind, QString reason) {
        error.kind = kind;
        error.reason = std::move(reason);
        return failure(error);
    };
    std::unique_ptr<Crypto> crypto(new Crypto); // the constructor is private
    ERR_clear_error();
    crypto->m_context.reset(OSSL_LIB_CTX_new());
    if (!crypto->m_context)
        return failed(CryptoErrorKind::DefaultProviderMissing, lastReason());
    OSSL_LIB_CTX *const context = crypto->m_context.get();
    if (!modulesFolder.isEmpty())
        OSSL_PROVIDER_set_default_search_path(context, QDir::toNativeSeparators(modulesFolder).toUtf8().constData());

    crypto->m_default.reset(OSSL_PROVIDER_load(context, "default"));
    if (!crypto->m_default)
        return failed(CryptoErrorKind::DefaultProviderMissing, lastReason());
    crypto->m_legacy.reset(OSSL_PROVIDER_load(context, "legacy"));
    if (!crypto->m_legacy)
        return failed(CryptoErrorKind::LegacyProviderMissing, lastReason());

    crypto->m_md5.reset(EVP_MD_fetch(context, "MD5", nullptr));
    crypto->m_sha1.reset(EVP_MD_fetch(context, "SHA1", nullptr));
    crypto->m_rc4.reset(EVP_CIPHER_fetch(context, "RC4", nullptr));
    ERR_clear_error();
    if (!crypto->m_md5)
        return failed(CryptoErrorKind::AlgorithmMissing, u"MD5"_s);
    if (!crypto->m_sha1)
        return failed(CryptoErrorKind::AlgorithmMissing, u"SHA-1"_s);
    if (!crypto->m_rc4)
        return failed(CryptoErrorKind::AlgorithmMissing, u"RC4"_s);
    return std::unique_ptr<const Crypto>(std::move(crypto));
}

} // namespace ssl3
