#include <core/ssl3/serveridentity.h>

#include <core/base/savefile.h>

#include <QDir>
#include <QFile>

#include <array>

namespace ssl3 {

using namespace Qt::StringLiterals;
using base::failure;

namespace {

constexpr qint64 kFileMax = 64 * 1024; // a real one has under 2 KiB
constexpr char kCertificateBegin[] = "-----BEGIN CERTIFICATE-----\n";
constexpr char kCertificateEnd[] = "-----END CERTIFICATE-----\n";
constexpr qsizetype kBase64LineLength = 64;

QByteArray toPem(const QByteArray &der)
{
    const QByteArray text = der.toBase64();
    QByteArray pem = kCertificateBegin;
    for (qsizetype at = 0; at < text.size(); at += kBase64LineLength)
        pem.append(text.mid(at, kBase64LineLength)).append('\n');
    return pem.append(kCertificateEnd);
}

// Empty when there is none.
QByteArray certificateIn(QByteArray pem)
{
    pem.replace("\r\n", "\n"); // an editor may have been at it
    const qsizetype begin = pem.indexOf(kCertificateBegin);
    const qsizetype end = pem.indexOf(kCertificateEnd);
    if (begin < 0 || end < begin)
        return {};
    const qsizetype from = begin + qsizetype(sizeof kCertificateBegin) - 1;
    const auto decoded = QByteArray::fromBase64Encoding(pem.mid(from, end - from).replace("\n", QByteArray()),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? decoded.decoded : QByteArray();
}

// Whether this is a certificate we made for this key, unchanged.
bool belongsTo(const PrivateKey &key, const QByteArray &der)
{
    const auto numbers = publicKeyNumbers(base::asBytes(der));
    const auto parts = signedParts(base::asBytes(der));
    return numbers && parts && base::asChars(numbers->modulus) == key.modulus() &&
           base::asChars(numbers->exponent) == key.exponent() && key.verifyMd5(parts->signedPart, parts->signature);
}

QString pathIn(const QString &folder)
{
    return QDir(folder).filePath(QString::fromLatin1(kIdentityFileName));
}

} // namespace

QString describe(const IdentityError &error)
{
    switch (error.kind) {
    case IdentityErrorKind::NotFound:
        return u"There is no redirector key at %1."_s.arg(error.path);
    case IdentityErrorKind::Unreadable:
        return u"The redirector's key file %1 cannot be read: %2"_s.arg(error.path, error.reason);
    case IdentityErrorKind::Damaged:
        return u"The redirector's key file %1 is damaged: %2. It was left as it is; move it away to have a new one "
               "made at the next start."_s.arg(error.path, error.reason);
    case IdentityErrorKind::Unwritable:
        return u"The redirector's key file %1 cannot be written: %2"_s.arg(error.path, error.reason);
    case IdentityErrorKind::KeyGeneration:
        return u"OpenSSL could not make the redirector's key."_s;
    }
    Q_UNREACHABLE();
}

base::Result<ServerIdentity, IdentityError> ServerIdentity::generate(const Crypto &crypto, base::Random &random,
                                                                     QByteArrayView commonName)
{
    auto key = PrivateKey::generate(crypto);
    if (!key)
        return failure(IdentityError {IdentityErrorKind::KeyGeneration, {}, {}});
    std::array<std::byte, 16> serial {};
    random.fill(serial);
    serial[0] = (serial[0] & std::byte {0x3F}) | std::byte {0x40}; // positive, and always all 16 bytes
    auto certificate = makeCertificate(*key, serial, commonName);
    if (!certificate)
        return failure(IdentityError {IdentityErrorKind::KeyGeneration, {}, {}});
    return ServerIdentity(*std::move(key), *std::move(certificate));
}

base::Result<ServerIdentity, IdentityError> ServerIdentity::load(const Crypto &crypto, const QString &folder)
{
    QFile file(pathIn(folder));
    const auto failed = [&file](IdentityErrorKind kind, QString reason = {}) {
        return failure(IdentityError {.kind = kind, .path = file.fileName(), .reason = std::move(reason)});
    };
    if (!file.exists())
        return failed(IdentityErrorKind::NotFound);
    if (!file.open(QIODevice::ReadOnly))
        return failed(IdentityErrorKind::Unreadable, file.errorString());
    const base::Secret content(file.read(kFileMax + 1));
    if (file.error() != QFileDevice::NoError)
        return failed(IdentityErrorKind::Unreadable, file.errorString());
    if (content.size() > kFileMax)
        return failed(IdentityErrorKind::Damaged, u"it is far too long"_s);
    auto key = PrivateKey::fromPem(crypto, base::asChars(content.bytes()));
    if (!key)
        return failed(IdentityErrorKind::Damaged, u"it holds no usable private key"_s);
    QByteArray certificate = certificateIn(base::toByteArray(content.bytes()));
    if (certificate.isEmpty())
        return failed(IdentityErrorKind::Damaged, u"it holds no certificate"_s);
    if (!belongsTo(*key, certificate))
        return failed(IdentityErrorKind::Damaged, u"its certificate and its key do not belong together"_s);
    return ServerIdentity(*std::move(key), std::move(certificate));
}

base::Result<ServerIdentity, IdentityError> ServerIdentity::loadOrGenerate(const Crypto &crypto, base::Random &random,
                                                                           const QString &folder)
{
    auto loaded = load(crypto, folder);
    if (loaded || loaded.error().kind != IdentityErrorKind::NotFound)
        return loaded;
    auto made = generate(crypto, random);
    if (!made)
        return made;
    if (const auto saved = made->save(folder); !saved)
        return failure(saved.error());
    return made;
}

base::Result<void, IdentityError> ServerIdentity::save(const QString &folder) const
{
    QSaveFile file(pathIn(folder));
    const auto failed = [&file](QString reason) {
        return failure(IdentityError {
            .kind = IdentityErrorKind::Unwritable, .path = file.fileName(), .reason = std::move(reason)});
    };
    const auto pem = m_key.toPem();
    if (!pem)
        return failure(IdentityError {IdentityErrorKind::KeyGeneration, file.fileName(), {}});
    if (!file.open(QIODevice::WriteOnly))
        return failed(file.errorString());
    // Before the first byte is in it.
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failed(file.errorString());
    file.write(base::asChars(pem->bytes()).data(), pem->size());
    file.write(toPem(m_certificate));
    if (!base::commitWritten(file))
        return failed(file.errorString());
    return base::success();
}

} // namespace ssl3
