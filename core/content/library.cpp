#include <core/content/library.h>

#include <core/base/limits.h>
#include <core/content/contentjson.h>
#include <core/content/entitlementfile.h>
#include <core/content/entitlementmap.h>
#include <core/content/gameconfiguration.h>
#include <core/content/introduction.h>
#include <core/content/log.h>
#include <core/content/shop.h>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kTalkPrefix = "ME3_LIVE_TLK_PC_";

} // namespace

Library::Library(Settings settings, ContentFiles &files, OverridesSource &overrides, const base::Clock *clock)
    : m_settings(std::move(settings))
    , m_files(files)
    , m_clock(clock)
    , m_tables(loadTables())
    , m_legalTexts(files)
    , m_talkFiles(files, m_settings.empty.talk)
    , m_overrides(overrides)
    , m_data(gameConfiguration(m_settings))
    , m_shop({{"Config"_ba, shopDocument(m_tables.consumables)}})
{}

std::optional<Pairs> Library::clientConfig(const QByteArray &name)
{
    if (name == "ME3_DATA")
        return m_data;
    if (name == "ME3_MSG")
        return messages();
    if (name == "ME3_ENT")
        return entitlements();
    if (name == "ME3_DIME")
        return shop();
    if (name == "ME3_BINI_VERSION")
        return version();
    if (name == "ME3_BINI_PC_COMPRESSED")
        return m_overrides.chunks();
    if (name.startsWith(kTalkPrefix))
        return m_talkFiles.chunks(name.mid(kTalkPrefix.size()));
    return Pairs {};
}

void Library::setMessages(std::optional<QList<Message>> messages)
{
    m_settings.messages = std::move(messages);
}

void Library::prepare()
{
    std::ignore = m_overrides.chunks();
    std::ignore = entitlements();
}

Pairs Library::messages() const
{
    if (!m_settings.messages)
        return messageMap({introduction(m_settings.serverVersion)});
    if (m_clock == nullptr)
        return messageMap(*m_settings.messages);
    QList<Message> shown = *m_settings.messages;
    shown.removeIf([now = m_clock->wall()](const Message &message) { return !message.isShownAt(now); });
    return messageMap(shown);
}

std::optional<Pairs> Library::version()
{
    // Without a configuration there is nothing that a game could ask for by its version.
    if (const auto chunks = m_overrides.chunks(); chunks && chunks->isEmpty())
        return Pairs {};
    const auto file = m_files.read(SlotList::fileName(), base::kSlotListMax);
    if (!isSameFile(file, m_slotFile)) {
        const auto list = SlotList::fromJson(file.value_or(QByteArray()));
        if (!list)
            qCWarning(logContent).noquote() << SlotList::fileName() << "cannot be used:" << list.error().detail;
        m_slots = list.valueOr({});
        m_slotFile = file;
    }
    const qint64 version = qint64 {m_settings.configurationVersion} + m_slots.configurationRevision;
    return overridesVersion(version);
}

Pairs Library::shop()
{
    if (const auto document = m_files.read(SlotName {.kind = SlotKind::Shop}.file(), base::kShopDocumentMax))
        return {{"Config"_ba, *document}};
    return m_settings.empty.shop == EmptySlot::Standard ? m_shop : Pairs {};
}

Pairs Library::entitlements()
{
    const QString name = SlotName {.kind = SlotKind::Entitlements}.file();
    const auto file = m_files.read(name, base::kEntitlementMapMax);
    // One line of an imported entitlement map, kept as a file of its own because it is some 30,000 characters long.
    const auto encoded = m_files.read(u"ent_enc.txt"_s, base::kEntitlementsEncodedMax);
    if (!m_entitlements.isEmpty() && isSameFile(file, m_entitlementsFile) && isSameFile(encoded, m_entitlementsEncoded))
        return m_entitlements;
    m_entitlementsFile = file;
    m_entitlementsEncoded = encoded;
    m_entitlements.clear();
    if (file) {
        const auto root = parseContentJson(*file);
        auto pairs = root ? entitlementsFromJson(*root) : base::failure(root.error());
        if (pairs)
            m_entitlements = *std::move(pairs);
        else
            qCWarning(logContent).noquote() << name << "is not used:" << pairs.error().detail;
    }
    const bool isEmpty = m_entitlements.isEmpty() && !encoded;
    if (isEmpty && m_settings.empty.entitlements == EmptySlot::Nothing)
        return {};
    if (m_entitlements.isEmpty())
        m_entitlements = entitlementMap(m_tables.entitlements, encoded.value_or(QByteArray()).trimmed());
    return m_entitlements;
}

} // namespace content
