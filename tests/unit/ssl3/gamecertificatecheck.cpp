#include "gamecertificatecheck.h"

#include <core/ssl3/derreader.h>

#include <QMap>

namespace test {

namespace {

using ssl3::DerReader;

const QByteArray kRsaPrefix = QByteArray::fromHex("2a864886f70d0101");

// Attributes of a name, by the last byte of their object identifier 2.5.4.x.
QMap<int, QByteArray> attributes(base::ByteView name, bool &ok)
{
    QMap<int, QByteArray> found;
    DerReader sets(name);
    while (!sets.atEnd()) {
        const auto set = sets.take(DerReader::kSet);
        const auto pair = set ? DerReader(*set).take(DerReader::kSequence) : std::nullopt;
        if (!pair) {
            ok = false;
            return found;
        }
        DerReader fields(*pair);
        const auto objectId = fields.take(DerReader::kObjectId);
        auto text = fields.take(DerReader::kPrintableString);
        if (!text)
            text = fields.take(DerReader::kUtf8String);
        if (!text)
            text = fields.take(0x14); // T61String
        if (!objectId || objectId->size() != 3 || !text) {
            ok = false;
            return found;
        }
        const int id = std::to_integer<int>((*objectId)[2]);
        found[id] = base::toByteArray(*text).left(id == 0x0B ? 255 : 31);
    }
    return found;
}

bool wildcardMatch(const QByteArray &pattern, const QByteArray &host)
{
    const qsizetype star = pattern.indexOf('*');
    if (star < 0)
        return pattern.compare(host, Qt::CaseInsensitive) == 0;
    const QByteArray tail = pattern.mid(star + 1);
    const qsizetype covered = host.size() - star - tail.size();
    return covered >= 1 && host.left(star).compare(pattern.left(star), Qt::CaseInsensitive) == 0 &&
           host.right(tail.size()).compare(tail, Qt::CaseInsensitive) == 0 && !host.mid(star, covered).contains('.');
}

std::optional<QByteArray> algorithm(DerReader &fields)
{
    const auto sequence = fields.take(DerReader::kSequence);
    const auto objectId = sequence ? DerReader(*sequence).take(DerReader::kObjectId) : std::nullopt;
    return objectId ? std::optional(base::toByteArray(*objectId)) : std::nullopt;
}

bool isKnownHash(const QByteArray &objectId)
{
    return objectId.size() == 9 && objectId.startsWith(kRsaPrefix) &&
           (objectId[8] == 2 || objectId[8] == 4 || objectId[8] == 5);
}

bool takeTime(DerReader &times)
{
    return times.skip(DerReader::kUtcTime) || times.skip(0x18); // GeneralizedTime
}

} // namespace

QString gameObjection(const QByteArray &der, const QByteArray &hostName)
{
    using namespace Qt::StringLiterals;
    const auto certificate = DerReader(base::asBytes(der)).take(DerReader::kSequence);
    DerReader outer(certificate.value_or(base::ByteView()));
    const auto content = outer.take(DerReader::kSequence);
    if (!content)
        return u"structure"_s;
    DerReader fields(*content);
    fields.skip(DerReader::kExplicitVersion);
    const auto serial = fields.take(DerReader::kInteger);
    if (!serial || serial->size() > 32)
        return u"serial"_s;
    const auto inner = algorithm(fields);
    if (!inner || !isKnownHash(*inner))
        return u"inner algorithm"_s;

    bool ok = true;
    const auto issuer = fields.take(DerReader::kSequence);
    const QMap<int, QByteArray> wanted {{0x06, "US"},
                                        {0x08, "California"},
                                        {0x07, "Redwood City"},
                                        {0x0A, "Electronic Arts, Inc."},
                                        {0x0B, "Online Technology Group"},
                                        {0x03, "OTG3 Certificate Authority"}};
    if (!issuer || attributes(*issuer, ok) != wanted || !ok)
        return u"issuer"_s;
    const auto validity = fields.take(DerReader::kSequence);
    DerReader times(validity.value_or(base::ByteView()));
    if (!takeTime(times) || !takeTime(times))
        return u"validity"_s;
    const auto subject = fields.take(DerReader::kSequence);
    if (!subject || !wildcardMatch(attributes(*subject, ok).value(0x03), hostName) || !ok)
        return u"subject"_s;

    const auto info = fields.take(DerReader::kSequence);
    DerReader infoFields(info.value_or(base::ByteView()));
    const auto keyAlgorithm = algorithm(infoFields);
    const auto bits = infoFields.take(DerReader::kBitString);
    if (!keyAlgorithm || *keyAlgorithm != kRsaPrefix + '\x01' || !bits || bits->empty())
        return u"key"_s;
    const auto pair = DerReader(bits->subspan(1)).take(DerReader::kSequence);
    DerReader numbers(pair.value_or(base::ByteView()));
    const auto modulus = numbers.take(DerReader::kInteger);
    const auto exponent = numbers.take(DerReader::kInteger);
    if (!modulus || modulus->size() > 257 || !exponent || exponent->size() > 16)
        return u"key size"_s;

    const auto outerAlgorithm = algorithm(outer);
    const auto signature = outer.take(DerReader::kBitString);
    if (!outerAlgorithm || !signature || signature->size() != 1 + 128) // of the authority's 1024 bits
        return u"signature size"_s;
    // We do not have the authority's key: whatever is compared cannot match.
    return isKnownHash(*outerAlgorithm) ? u"signature"_s : QString();
}

} // namespace test
