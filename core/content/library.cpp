#include <core/content/library.h>

#include <core/base/limits.h>
#include <core/content/entitlementmap.h>
#include <core/content/gameconfiguration.h>
#include <core/content/introduction.h>
#include <core/content/shop.h>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kTalkPrefix = "ME3_LIVE_TLK_PC_";

QList<Message> shownMessages(const Settings &settings)
{
    return settings.messages ? *settings.messages : QList<Message> {introduction(settings.serverVersion)};
}

} // namespace

Library::Library(Settings settings, ContentFiles &files, OverridesSource &overrides)
    : m_settings(std::move(settings))
    , m_files(files)
    , m_tables(loadTables())
    , m_legalTexts(files)
    , m_talkFiles(files)
    , m_overrides(overrides)
    , m_data(gameConfiguration(m_settings))
    , m_messages(messageMap(shownMessages(m_settings)))
    , m_shop({{"Config"_ba, shopDocument(m_tables.consumables)}})
{}

std::optional<Pairs> Library::clientConfig(const QByteArray &name)
{
    if (name == "ME3_DATA")
        return m_data;
    if (name == "ME3_MSG")
        return m_messages;
    if (name == "ME3_ENT")
        return entitlements();
    if (name == "ME3_DIME")
        return m_shop;
    if (name == "ME3_BINI_VERSION")
        return overridesVersion(m_settings);
    if (name == "ME3_BINI_PC_COMPRESSED")
        return m_overrides.chunks();
    if (name.startsWith(kTalkPrefix))
        return m_talkFiles.chunks(name.mid(kTalkPrefix.size()));
    return Pairs {};
}

Pairs Library::entitlements()
{
    // One line of an imported entitlement map, kept as a file of its own because it is some 30,000 characters long.
    const QByteArray encoded = m_files.read(u"ent_enc.txt"_s, base::kEntitlementsEncodedMax).value_or(QByteArray());
    if (m_entitlements.isEmpty() || encoded != m_entitlementsEncoded) {
        m_entitlementsEncoded = encoded;
        m_entitlements = entitlementMap(m_tables.entitlements, encoded.trimmed());
    }
    return m_entitlements;
}

} // namespace content
