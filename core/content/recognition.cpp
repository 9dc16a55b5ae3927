#include <core/content/recognition.h>

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/coalescedfile.h>
#include <core/content/contentjson.h>
#include <core/content/entitlementfile.h>
#include <core/content/overrides.h>
#include <core/content/talkfile.h>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;

namespace {

enum class ChunkMaps {
    Allowed,
    Refused, // inside of one: it could go on for ever
};

ContentResult<Recognised> recogniseBytes(const QByteArray &bytes, ChunkMaps chunkMaps);

ContentResult<Recognised> checked(Coalesced document)
{
    const auto file = writeCoalesced(document);
    if (!file)
        return failure(file.error());
    // As Base64 it must fit what may wait for one player.
    if (packOverrides(*file).size() > base::kTalkFileMax)
        return tooLarge(u"packed it is longer than %1 bytes"_s.arg(base::kTalkFileMax));
    const auto again = readCoalesced(*file);
    // It is kept as JSON text.
    const auto root = parseContentJson(toJsonText(toJsonObject(document)));
    const auto kept = root ? coalescedFromJson(*root) : failure(root.error());
    if (!kept && kept.error().fault == ContentFault::TooLarge)
        return failure(kept.error());
    if (!again || !kept || *again != document || *kept != document)
        return refused(ContentFault::NotKept, u"it would not be the same after it was written and read again"_s);
    return Recognised(std::move(document));
}

ContentResult<Recognised> checked(TalkTable table, QByteArray file)
{
    const auto written = writeTalk(table);
    if (!written)
        return failure(written.error());
    const auto again = readTalk(*written);
    if (!again || *again != table)
        return refused(ContentFault::NotKept, u"it would not be the same after it was written and read again"_s);
    if (file.isEmpty())
        file = *written;
    if (file.size() > base::kTalkFileMax)
        return tooLarge(u"it is longer than the %1 bytes that can be sent to a game"_s.arg(base::kTalkFileMax));
    return Recognised(RecognisedTalk {std::move(table), std::move(file)});
}

template <class T>
ContentResult<Recognised> orRefused(ContentResult<T> result, auto &&use)
{
    if (!result)
        return failure(result.error());
    return use(*std::move(result));
}

ContentResult<Recognised> recogniseShop(const QByteArray &document)
{
    if (auto sound = checkShopDocument(document); !sound)
        return failure(sound.error());
    return Recognised(RecognisedShop {document});
}

ContentResult<Recognised> recogniseChunkMap(const QJsonObject &root, ChunkMaps chunkMaps)
{
    if (chunkMaps == ChunkMaps::Refused)
        return damaged(u"it is a chunk map inside a chunk map"_s);
    Pairs pairs;
    for (auto it = root.begin(); it != root.end(); ++it)
        pairs.emplaceBack(it.key().toUtf8(), it.value().toString().toUtf8());
    return orRefused(chunkPayload(pairs),
                     [](const QByteArray &payload) { return recogniseBytes(payload, ChunkMaps::Refused); });
}

ContentResult<Recognised> recogniseJson(const QByteArray &bytes, ChunkMaps chunkMaps)
{
    const auto root = parseContentJson(bytes);
    if (!root)
        return failure(root.error());
    if (root->contains(u"files"_s))
        return orRefused(coalescedFromJson(*root), [](Coalesced document) { return checked(std::move(document)); });
    if (root->contains(u"male"_s) || root->contains(u"male_values"_s))
        return orRefused(talkFromJson(*root), [](TalkTable table) { return checked(std::move(table), {}); });
    if (root->contains(u"CHUNK_SIZE"_s))
        return recogniseChunkMap(*root, chunkMaps);
    if (root->value(u"Config"_s).isString())
        return recogniseShop(root->value(u"Config"_s).toString().toUtf8());
    const QStringList keys = root->keys();
    if (std::any_of(keys.begin(), keys.end(), [](const QString &key) { return isEntitlementKey(key.toUtf8()); })) {
        return orRefused(entitlementsFromJson(*root), [](Pairs pairs) -> ContentResult<Recognised> {
            return Recognised(RecognisedEntitlements {std::move(pairs)});
        });
    }
    return refused(ContentFault::NotRecognised, u"it is JSON, but none of the kinds that are known"_s);
}

ContentResult<Recognised> recogniseBytes(const QByteArray &bytes, ChunkMaps chunkMaps)
{
    if (looksLikeCoalesced(bytes))
        return orRefused(readCoalesced(bytes), [](Coalesced document) { return checked(std::move(document)); });
    if (looksPacked(bytes)) {
        return orRefused(unpackOverrides(bytes), [](const QByteArray &plain) {
            return orRefused(readCoalesced(plain), [](Coalesced document) { return checked(std::move(document)); });
        });
    }
    if (looksLikeTalk(bytes))
        return orRefused(readTalk(bytes), [&](TalkTable table) { return checked(std::move(table), bytes); });
    if (looksLikeImage(bytes))
        return orRefused(checkImage(bytes),
                         [](ImageSize size) -> ContentResult<Recognised> { return Recognised(size); });
    if (bytes.size() > base::kCoalescedJsonMax)
        return tooLarge(u"it is longer than %1 bytes"_s.arg(base::kCoalescedJsonMax));
    QByteArray text = bytes;
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    const QByteArray start = text.left(base::kStaticChunk).trimmed();
    if (start.startsWith('{'))
        return recogniseJson(text, chunkMaps);
    if (start.startsWith('<'))
        return recogniseShop(text);
    if (text.size() <= base::kEntitlementMapMax && isEntitlementKey(start)) {
        return orRefused(entitlementsFromLines(text), [](Pairs pairs) -> ContentResult<Recognised> {
            return Recognised(RecognisedEntitlements {std::move(pairs)});
        });
    }
    return refused(ContentFault::NotRecognised, u"it is none of the kinds that are known"_s);
}

} // namespace

ContentResult<Recognised> recognise(const QByteArray &bytes)
{
    return recogniseBytes(bytes, ChunkMaps::Allowed);
}

} // namespace content
