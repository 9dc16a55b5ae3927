// What an import does with each kind of content.

#include <core/content/contentimport.h>

#include <core/base/limits.h>
#include <core/content/contentjson.h>
#include <core/content/contentnames.h>
#include <core/content/entitlementfile.h>

#include <QCryptographicHash>
#include <QFile>

namespace content {

using namespace Qt::StringLiterals;
using base::success;

namespace {

SlotKind kindOf(const Recognised &content)
{
    constexpr SlotKind kinds[] {SlotKind::Configuration, SlotKind::Talk, SlotKind::Images, SlotKind::Shop,
                                SlotKind::Entitlements};
    static_assert(std::variant_size_v<Recognised> == std::size(kinds));
    return kinds[content.index()];
}

QString wordOf(SlotKind kind)
{
    return kind == SlotKind::Talk ? u"talk"_s : SlotName {.kind = kind}.toString();
}

} // namespace

ContentImport::Step ContentImport::take(const QString &path, const QByteArray &bytes, Recognised content)
{
    const SlotKind kind = kindOf(content);
    if (!wants(kind)) {
        if (m_isFolder)
            return success();
        return refused(ContentFault::WrongSlot,
                       u"it is of the kind \"%1\" and does not belong into the slot \"%2\""_s.arg(wordOf(kind),
                                                                                                  m_slot->toString()));
    }
    switch (kind) {
    case SlotKind::Configuration: {
        if (isGameFile(QFileInfo(path).fileName()) && !m_slot)
            return refused(ContentFault::WrongSlot,
                           u"it seems to be the installed game's own file, which is no set of changes; "
                           "use it all the same with --slot configuration"_s);
        const QByteArray json = toJsonText(toJsonObject(std::get<Coalesced>(content)));
        if (json.size() > base::kCoalescedJsonMax)
            return tooLarge(u"as JSON it is longer than %1 bytes"_s.arg(base::kCoalescedJsonMax));
        m_list.configurationRevision = 1; // finish() adds it to what is stored
        return fill({.kind = kind}, SlotName {.kind = kind}.file(), json);
    }
    case SlotKind::Talk:
        return fillTalk(path, std::get<RecognisedTalk>(content));
    case SlotKind::Images:
        return fillImage(path, bytes, std::get<ImageSize>(content));
    case SlotKind::Shop:
        return fill({.kind = kind}, SlotName {.kind = kind}.file(), std::get<RecognisedShop>(content).document);
    case SlotKind::Entitlements:
        return fillEntitlements(std::get<RecognisedEntitlements>(content).pairs);
    }
    Q_UNREACHABLE();
}

ContentImport::Step ContentImport::fill(const SlotName &slot, const QString &file, const QByteArray &bytes)
{
    if (m_report.filled.contains(slot))
        note(u"%1 is there more than once; the last one counts"_s.arg(slot.toString()));
    else
        m_report.filled.append(slot);
    m_list.records.insert(slot.toString(),
                          {.source = m_source,
                           .importedAt = std::chrono::floor<std::chrono::seconds>(m_now),
                           .sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(),
                           .bytes = bytes.size()});
    return m_files.add(file, bytes);
}

ContentImport::Step ContentImport::fillTalk(const QString &path, const RecognisedTalk &talk)
{
    const QString named = talkLanguageOf(QFileInfo(path).fileName(), m_isFolder ? Languages::Any : Languages::Known);
    SlotName slot {.kind = SlotKind::Talk, .language = named};
    if (m_slot && m_isFolder && named != m_slot->language)
        return success();
    if (m_slot)
        slot = *m_slot;
    if (slot.language.isEmpty()) {
        if (!m_isFolder)
            return refused(ContentFault::WrongSlot, u"its name does not say for which language it is; name one, "
                                                    "for example with --slot talk-de"_s);
        note(u"%1: the name does not say for which language it is"_s.arg(QFileInfo(path).fileName()));
        return success();
    }
    return fill(slot, slot.file(), talk.file);
}

ContentImport::Step ContentImport::fillImage(const QString &path, const QByteArray &bytes, ImageSize size)
{
    const QFileInfo file(path);
    if (!isPlainFileName(file.fileName()) || file.suffix() != u"dds"_s)
        return refused(ContentFault::WrongSlot, u"its name must end in .dds and be plain"_s);
    m_report.images += 1;
    m_imageBytes += bytes.size();
    const QString folder =
        SlotName {.kind = SlotKind::Images}.file() + (size.isBanner() ? u"/ChallengeBanners/"_s : u"/"_s);
    return m_files.add(folder + file.fileName(), bytes);
}

ContentImport::Step ContentImport::fillEntitlements(const Pairs &pairs)
{
    const SlotName slot {.kind = SlotKind::Entitlements};
    // A single line with the opaque list belongs to the built-in table and does not replace it.
    if (pairs.size() == 1 && pairs.first().first == "ENT_ENC") {
        if (pairs.first().second.size() > base::kEntitlementsEncodedMax)
            return tooLarge(u"ENT_ENC is longer than %1 bytes"_s.arg(base::kEntitlementsEncodedMax));
        return fill(slot, u"ent_enc.txt"_s, pairs.first().second);
    }
    const QByteArray json = toJsonText(entitlementsToJson(pairs));
    if (json.size() > base::kEntitlementMapMax)
        return tooLarge(u"as JSON it is longer than %1 bytes"_s.arg(base::kEntitlementMapMax));
    return fill(slot, slot.file(), json);
}

// Brings the list of slots up to date and replaces everything.
ContentImport::Step ContentImport::finish()
{
    SlotList list;
    QFile file(m_folder + u'/' + SlotList::fileName());
    if (file.open(QIODevice::ReadOnly)) {
        if (auto read = SlotList::fromJson(file.read(base::kSlotListMax + 1)))
            list = *std::move(read);
        else
            note(u"what was known about the slots could not be read and begins anew: "_s + read.error().detail);
    }
    list.configurationRevision += m_list.configurationRevision;
    list.records.insert(m_list.records);
    if (m_report.images > 0) {
        list.records.insert(
            SlotName {.kind = SlotKind::Images}.toString(),
            {.source = m_source, .importedAt = std::chrono::floor<std::chrono::seconds>(m_now), .bytes = m_imageBytes});
    }
    if (auto written = m_files.add(SlotList::fileName(), list.toJson()); !written)
        return written;
    return m_files.commit();
}

} // namespace content
