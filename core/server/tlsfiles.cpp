#include <core/server/tlsfiles.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

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
    if (chain.first().publicKey().algorithm() != key.algorithm())
        return base::failure(refused(keyPath, u"this key does not belong to the certificate"));

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return std::optional<QSslConfiguration> {tls};
}

} // namespace server
