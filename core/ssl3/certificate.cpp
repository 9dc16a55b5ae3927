#include <core/ssl3/certificate.h>
#include <core/ssl3/derreader.h>

namespace ssl3 {

using base::failure;

namespace {

// Object identifiers, contents only.
constexpr char kRsaEncryption[] = "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01";
constexpr char kMd5WithRsa[] = "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x04";
constexpr char kCountry[] = "\x55\x04\x06";
constexpr char kState[] = "\x55\x04\x08";
constexpr char kLocality[] = "\x55\x04\x07";
constexpr char kOrganization[] = "\x55\x04\x0A";
constexpr char kUnit[] = "\x55\x04\x0B";
constexpr char kCommonName[] = "\x55\x04\x03";

QByteArray element(std::uint8_t tag, QByteArrayView content)
{
    QByteArray out;
    out.append(static_cast<char>(tag));
    const qsizetype size = content.size();
    Q_ASSERT(size <= 0xFFFF);
    if (size > 0xFF) {
        out.append('\x82').append(static_cast<char>(size >> 8));
    } else if (size > 0x7F) {
        out.append('\x81');
    }
    out.append(static_cast<char>(size & 0xFF));
    return out.append(content.data(), size);
}

QByteArray sequence(QByteArrayView content)
{
    return element(DerReader::kSequence, content);
}

// Unsigned, big-endian; a leading zero keeps it positive.
QByteArray integer(QByteArrayView bytes)
{
    QByteArray content = bytes.toByteArray();
    if (content.isEmpty() || (static_cast<unsigned char>(content[0]) & 0x80U) != 0)
        content.prepend('\0');
    return element(DerReader::kInteger, content);
}

QByteArray bitString(QByteArrayView bytes)
{
    return element(DerReader::kBitString, QByteArray(1, '\0').append(bytes.data(), bytes.size()));
}

QByteArray algorithm(QByteArrayView objectId)
{
    return sequence(element(DerReader::kObjectId, objectId) + element(DerReader::kNull, {}));
}

QByteArray attribute(QByteArrayView objectId, QByteArrayView text)
{
    const bool country = objectId == QByteArrayView(kCountry);
    const QByteArray value = element(country ? DerReader::kPrintableString : DerReader::kUtf8String, text);
    return element(DerReader::kSet, sequence(element(DerReader::kObjectId, objectId) + value));
}

// The one authority the game knows; compared as text, attribute by attribute.
QByteArray issuerName()
{
    return sequence(attribute(kUnit, "Online Technology Group") + attribute(kOrganization, "Electronic Arts, Inc.") +
                    attribute(kLocality, "Redwood City") + attribute(kState, "California") + attribute(kCountry, "US") +
                    attribute(kCommonName, "OTG3 Certificate Authority"));
}

QByteArray subjectName(QByteArrayView commonName)
{
    return sequence(attribute(kCommonName, commonName) + attribute(kUnit, "Global Online Studio") +
                    attribute(kOrganization, "Electronic Arts, Inc.") + attribute(kState, "California") +
                    attribute(kCountry, "US"));
}

// The two times must be there; the game does not look at a clock.
QByteArray validity()
{
    return sequence(element(DerReader::kUtcTime, "120101000000Z") + element(DerReader::kUtcTime, "491231235959Z"));
}

QByteArray publicKeyInfo(const PrivateKey &key)
{
    const QByteArray numbers = sequence(integer(key.modulus()) + integer(key.exponent()));
    return sequence(algorithm(kRsaEncryption) + bitString(numbers));
}

base::ByteView withoutLeadingZeros(base::ByteView number)
{
    while (!number.empty() && number[0] == std::byte {0})
        number = number.subspan(1);
    return number;
}

} // namespace

base::Result<QByteArray, KeyError> makeCertificate(const PrivateKey &key, base::ByteView serial,
                                                   QByteArrayView commonName)
{
    if (serial.size() < 8 || serial.size() > 16 || commonName.isEmpty() || commonName.size() > 31)
        return failure(KeyError::Unsupported);
    const QByteArray signedPart = sequence(integer(base::asChars(serial)) + algorithm(kMd5WithRsa) + issuerName() +
                                           validity() + subjectName(commonName) + publicKeyInfo(key));
    const auto signature = key.signMd5(base::asBytes(signedPart));
    if (!signature)
        return failure(signature.error());
    // The outer algorithm differs from the inner one on purpose; see the header.
    return sequence(signedPart + algorithm(kRsaEncryption) + bitString(*signature));
}

std::optional<RsaNumbers> publicKeyNumbers(base::ByteView certificateDer)
{
    const auto certificate = DerReader(certificateDer).take(DerReader::kSequence);
    if (!certificate)
        return std::nullopt;
    const auto content = DerReader(*certificate).take(DerReader::kSequence);
    if (!content)
        return std::nullopt;
    DerReader fields(*content);
    fields.skip(DerReader::kExplicitVersion); // absent in version 1
    // Serial number, algorithm, issuer, validity, subject.
    if (!fields.skip(DerReader::kInteger) || !fields.skip(DerReader::kSequence) || !fields.skip(DerReader::kSequence) ||
        !fields.skip(DerReader::kSequence) || !fields.skip(DerReader::kSequence))
        return std::nullopt;
    const auto info = fields.take(DerReader::kSequence);
    if (!info)
        return std::nullopt;

    DerReader infoFields(*info);
    const auto keyAlgorithm = infoFields.take(DerReader::kSequence);
    const auto bits = infoFields.take(DerReader::kBitString);
    if (!keyAlgorithm || !bits || bits->empty() || (*bits)[0] != std::byte {0})
        return std::nullopt;
    const auto objectId = DerReader(*keyAlgorithm).take(DerReader::kObjectId);
    if (!objectId || base::asChars(*objectId) != QByteArrayView(kRsaEncryption))
        return std::nullopt;
    const auto numbers = DerReader(bits->subspan(1)).take(DerReader::kSequence);
    if (!numbers)
        return std::nullopt;
    DerReader pair(*numbers);
    const auto modulus = pair.take(DerReader::kInteger);
    const auto exponent = pair.take(DerReader::kInteger);
    if (!modulus || !exponent)
        return std::nullopt;
    const RsaNumbers found {.modulus = withoutLeadingZeros(*modulus), .exponent = withoutLeadingZeros(*exponent)};
    if (found.modulus.empty() || found.exponent.empty())
        return std::nullopt;
    return found;
}

std::optional<SignedParts> signedParts(base::ByteView certificateDer)
{
    DerReader outer(certificateDer);
    const auto certificate = outer.take(DerReader::kSequence);
    if (!certificate || !outer.atEnd())
        return std::nullopt;
    DerReader fields(*certificate);
    const auto signedPart = fields.takeWhole(DerReader::kSequence);
    const auto outerAlgorithm = fields.take(DerReader::kSequence);
    const auto bits = fields.take(DerReader::kBitString);
    if (!signedPart || !outerAlgorithm || !bits || bits->empty() || !fields.atEnd())
        return std::nullopt;
    return SignedParts {.signedPart = *signedPart, .signature = bits->subspan(1)};
}

} // namespace ssl3
