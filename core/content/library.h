#pragma once
// Everything the game can ask for by name: configurations, talk files, legal texts and the tables of facts.
// Network thread. Answers at once, from memory; operator's files are read again when they change.

#include <core/content/contentfiles.h>
#include <core/content/legaltexts.h>
#include <core/content/overrides.h>
#include <core/content/pairs.h>
#include <core/content/settings.h>
#include <core/content/tables.h>
#include <core/content/talkfiles.h>

namespace content {

class Library
{
public:
    // `files` and `overrides` outlive the library.
    Library(Settings settings, ContentFiles &files, OverridesSource &overrides);

    // Compared exactly. Empty for a name nobody knows; nullopt when the content cannot be built.
    [[nodiscard]] std::optional<Pairs> clientConfig(const QByteArray &name);
    [[nodiscard]] QByteArray termsOfService() { return m_legalTexts.termsOfService(); }
    [[nodiscard]] QByteArray privacyPolicy() { return m_legalTexts.privacyPolicy(); }
    [[nodiscard]] const Tables &tables() const noexcept { return m_tables; }

private:
    [[nodiscard]] Pairs entitlements();

    Settings m_settings;
    ContentFiles &m_files;
    Tables m_tables;
    LegalTexts m_legalTexts;
    TalkFiles m_talkFiles;
    Overrides m_overrides;
    Pairs m_data; // what never changes while the server runs, built once
    Pairs m_messages;
    Pairs m_shop;
    Pairs m_entitlements;
    QByteArray m_entitlementsEncoded;
};

} // namespace content
