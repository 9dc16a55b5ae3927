#pragma once
// The redirector's key and certificate: made on first start, one per installation, used for nothing else.
// Kept in one file, so that a crash cannot leave half of it: key (PKCS#8 PEM) then certificate (PEM), readable by
// the owner only. Immutable; any thread (load and save read and write the file where they are called).

#include <core/ssl3/certificate.h>

#include <QString>

namespace ssl3 {

inline constexpr char kIdentityFileName[] = "redirector-identity.pem";

enum class IdentityErrorKind {
    NotFound,   // no such file; only load() says so
    Unreadable, // the system refuses to read it
    Damaged,    // not a key and a certificate that belong together; it is left as it is
    Unwritable,
    KeyGeneration // OpenSSL refused
};

struct IdentityError
{
    IdentityErrorKind kind = IdentityErrorKind::NotFound;
    QString path;
    QString reason; // of the system, or what is wrong with the file; English
};

// What is wrong and what helps, in English, for logs and the headless program.
[[nodiscard]] QString describe(const IdentityError &error);

class ServerIdentity
{
public:
    ServerIdentity(PrivateKey key, QByteArray certificateDer)
        : m_key(std::move(key))
        , m_certificate(std::move(certificateDer))
    {}

    [[nodiscard]] static base::Result<ServerIdentity, IdentityError>
    generate(const Crypto &crypto, base::Random &random, QByteArrayView commonName = kRedirectorHost);
    [[nodiscard]] static base::Result<ServerIdentity, IdentityError> load(const Crypto &crypto, const QString &folder);
    // Loads, or makes and stores a new one when there is no file yet. A damaged file is an error, never replaced.
    [[nodiscard]] static base::Result<ServerIdentity, IdentityError>
    loadOrGenerate(const Crypto &crypto, base::Random &random, const QString &folder);
    // Replaces the file as a whole.
    [[nodiscard]] base::Result<void, IdentityError> save(const QString &folder) const;

    [[nodiscard]] const PrivateKey &key() const noexcept { return m_key; }
    [[nodiscard]] const QByteArray &certificateDer() const noexcept { return m_certificate; }

private:
    PrivateKey m_key;
    QByteArray m_certificate;
};

} // namespace ssl3
