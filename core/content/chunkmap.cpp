#include <core/content/chunkmap.h>

#include <algorithm>
#include <cstring>

namespace content {

void sortByKeyBytes(Pairs &pairs)
{
    // QByteArray compares unsigned and puts the shorter of two equal beginnings first.
    std::sort(pairs.begin(), pairs.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
}

Pairs chunkMap(const QByteArray &payload)
{
    const QByteArray text = payload.toBase64();
    Pairs pairs;
    pairs.reserve(text.size() / kChunkCharacters + 3);
    qsizetype index = 0;
    for (qsizetype at = 0; at < text.size(); at += kChunkCharacters, ++index)
        pairs.emplaceBack("CHUNK_" + QByteArray::number(index), text.mid(at, kChunkCharacters));
    pairs.emplaceBack(QByteArrayLiteral("CHUNK_SIZE"), QByteArray::number(kChunkCharacters));
    pairs.emplaceBack(QByteArrayLiteral("DATA_SIZE"), QByteArray::number(text.size()));
    sortByKeyBytes(pairs);
    return pairs;
}

} // namespace content
