#include <core/server/tlsfiles.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <memory>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace server {

namespace {

// A chain of a dozen certificates stays far below this.
constexpr qint64 kPemMax = 256 * base::KiB;

base::Result<QByteArray, StartError> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(StartError {.kind = StartErrorKind::TlsFiles,
                                         .step = StartStep::Ports,
                                         .detail = path + QStringLiteral(": ") + file.errorString()});
    return file.read(kPemMax);
}

QSslKey keyFrom(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

// Qt takes a key of another certificate without a word, and every connection would fail later. What OpenSSL itself
// cannot read here is left to Qt, which could.
bool belongTogether(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    const auto reading = [](const QByteArray &pem) {
        return std::unique_ptr<BIO, decltype(&BIO_free)>(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())),
                                                         &BIO_free);
    };
    const auto noPassPhrase = [](char * /*into*/, int /*size*/, int /*writing*/, void * /*data*/) { return -1; };
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(reading(certificatePem).get(), nullptr, noPassPhrase, nullptr), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(reading(keyPem).get(), nullptr, noPassPhrase, nullptr), &EVP_PKEY_free);
    const bool apart = certificate && key && X509_check_private_key(certificate.get(), key.get()) != 1;
    ERR_clear_error(); // Qt looks into the same list
    return !apart;
}

StartError refused(const QString &path, QStringView reason)
{
    return {.kind = StartErrorKind::TlsFiles,
            .step = StartStep::Ports,
            .detail = path + QStringLiteral(": ") + reason.toString()};
}

} // namespace

base::Result<std::optional<QSslConfiguration>, StartError> loadTls(const Config &config)
{
    if (!config.http.tls.isSet())
        return std::optional<QSslConfiguration> {};
    const QString certificatePath = config.pathOf(config.http.tls.certificate);
    const QString keyPath = config.pathOf(config.http.tls.key);
    const auto certificatePem = readPem(certificatePath);
    if (!certificatePem)
        return base::failure(certificatePem.error());
    const auto keyPem = readPem(keyPath);
    if (!keyPem)
        return base::failure(keyPem.error());

    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return base::failure(refused(certificatePath, u"no certificate in PEM form"));
    const QSslKey key = keyFrom(*keyPem);
    if (key.isNull())
        return base::failure(refused(keyPath, u"no unencrypted RSA or EC key in PEM form"));
    if (chain.first().publicKey().algorithm() != key.algorithm() || !belongTogether(*certificatePem, *keyPem))
        return base::failure(refused(keyPath, u"this key does not belong to the certificate"));

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return std::optional<QSslConfiguration> {tls};
}

} // namespace server
