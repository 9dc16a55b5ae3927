#include <core/content/chunkmap.h>

#include <core/base/limits.h>

#include <QMap>

#include <algorithm>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kChunkPrefix = "CHUNK_";

// Digits only, without a sign or leading zeros.
std::optional<qsizetype> plainNumber(QByteArrayView text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.isEmpty() || text.size() > 9 || !digits || (text.size() > 1 && text.startsWith('0')))
        return std::nullopt;
    return text.toByteArray().toLongLong();
}

struct ChunkedText
{
    std::optional<qsizetype> chunkSize;
    std::optional<qsizetype> textSize;
    QMap<qsizetype, QByteArray> chunks;
};

ContentResult<ChunkedText> sorted(const Pairs &pairs)
{
    ChunkedText read;
    for (const auto &[key, value] : pairs) {
        const bool isSize = key == "CHUNK_SIZE" || key == "DATA_SIZE";
        if (!isSize && !key.startsWith(kChunkPrefix))
            continue;
        const auto number =
            plainNumber(isSize ? QByteArrayView(value) : QByteArrayView(key).sliced(kChunkPrefix.size()));
        auto &size = key == "CHUNK_SIZE" ? read.chunkSize : read.textSize;
        if (!number || (isSize ? size.has_value() : read.chunks.contains(*number)))
            return damaged(u"its member \"%1\" is wrong or there twice"_s.arg(QString::fromUtf8(key.left(32))));
        if (isSize)
            size = number;
        else
            read.chunks.insert(*number, value);
    }
    return read;
}

} // namespace

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

ContentResult<QByteArray> chunkPayload(const Pairs &pairs)
{
    if (pairs.size() > base::kChunkPairsMax)
        return tooLarge(u"it has more than %1 members"_s.arg(base::kChunkPairsMax));
    const auto read = sorted(pairs);
    if (!read)
        return base::failure(read.error());
    if (!read->chunkSize || !read->textSize || *read->chunkSize == 0)
        return damaged(u"it does not say the sizes of its pieces and of the whole"_s);
    QByteArray text;
    for (auto chunk = read->chunks.cbegin(); chunk != read->chunks.cend(); ++chunk) {
        const bool isLast = std::next(chunk) == read->chunks.cend();
        const bool fits =
            isLast ? !chunk->isEmpty() && chunk->size() <= *read->chunkSize : chunk->size() == *read->chunkSize;
        if (chunk.key() * *read->chunkSize != text.size() || !fits)
            return damaged(u"its piece %1 is missing or has a wrong size"_s.arg(text.size() / *read->chunkSize));
        text += *chunk;
    }
    if (text.size() != *read->textSize)
        return damaged(u"it has %1 characters and should have %2"_s.arg(text.size()).arg(*read->textSize));
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    // Decoding is lenient about what follows the padding and about unused bits; encoding it again is not.
    if (!decoded || decoded.decoded.toBase64() != text)
        return damaged(u"its text is no Base64"_s);
    return std::move(decoded.decoded);
}

} // namespace content
