#include <core/content/overrides.h>

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/emptyslots.h>
#include <core/content/inflate.h>
#include <core/content/littleendian.h>

namespace content {

using namespace Qt::StringLiterals;

namespace {
constexpr quint32 kMagic = 0x4342494E; // "NIBC"
constexpr qsizetype kHeadSize = 16;
constexpr int kCompressionLevel = 6;
constexpr qsizetype kQtLengthPrefix = 4; // qCompress puts the plain length in front of the zlib stream
} // namespace

std::optional<QByteArray> NoOverrides::coalesced()
{
    return emptyOverrides();
}

QByteArray packOverrides(const QByteArray &coalesced)
{
    const QByteArray stream = qCompress(coalesced, kCompressionLevel).mid(kQtLengthPrefix);
    QByteArray packed;
    for (const quint32 number :
         {kMagic, quint32 {1}, static_cast<quint32>(stream.size()), static_cast<quint32>(coalesced.size())})
        appendLittleEndian(packed, number);
    return packed + stream;
}

bool looksPacked(QByteArrayView bytes)
{
    return LittleEndianView(bytes).u32(0) == kMagic;
}

ContentResult<QByteArray> unpackOverrides(QByteArrayView packed)
{
    const LittleEndianView head(packed);
    if (!looksPacked(packed) || !head.holds(0, kHeadSize) || head.u32(4) != 1U)
        return damaged(u"it does not begin as a packed configuration does"_s);
    const QByteArrayView stream = packed.sliced(kHeadSize);
    if (*head.u32(8) != static_cast<quint64>(stream.size()))
        return damaged(u"it has %1 packed bytes and should have %2"_s.arg(stream.size()).arg(*head.u32(8)));
    const qint64 plainSize = *head.u32(12);
    if (plainSize > base::kCoalescedMax)
        return tooLarge(u"it would unpack to more than %1 bytes"_s.arg(base::kCoalescedMax));
    return inflated(stream, static_cast<qsizetype>(plainSize));
}

Overrides::Overrides(OverridesSource &source)
    : m_source(source)
{}

std::optional<Pairs> Overrides::chunks()
{
    const std::optional<QByteArray> coalesced = m_source.coalesced();
    if (!coalesced)
        return std::nullopt;
    if (coalesced->isEmpty())
        return Pairs {};
    if (m_chunks.isEmpty() || m_packedFrom != *coalesced) {
        m_packedFrom = *coalesced;
        m_chunks = chunkMap(packOverrides(*coalesced));
    }
    return m_chunks;
}

} // namespace content
