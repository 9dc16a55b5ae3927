#include <core/content/overrides.h>

#include <core/content/chunkmap.h>
#include <core/content/emptyslots.h>

#include <QtEndian>

namespace content {

namespace {
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
    QByteArray packed(16, Qt::Uninitialized);
    std::copy_n("NIBC", 4, packed.begin());
    qToLittleEndian<quint32>(1, packed.data() + 4);
    qToLittleEndian(static_cast<quint32>(stream.size()), packed.data() + 8);
    qToLittleEndian(static_cast<quint32>(coalesced.size()), packed.data() + 12);
    return packed + stream;
}

Overrides::Overrides(OverridesSource &source)
    : m_source(source)
{}

std::optional<Pairs> Overrides::chunks()
{
    const std::optional<QByteArray> coalesced = m_source.coalesced();
    if (!coalesced)
        return std::nullopt;
    if (m_chunks.isEmpty() || m_packedFrom != *coalesced) {
        m_packedFrom = *coalesced;
        m_chunks = chunkMap(packOverrides(*coalesced));
    }
    return m_chunks;
}

} // namespace content
