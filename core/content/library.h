#pragma once
// Everything the game can ask for by name: configurations, talk files, legal texts and the tables of facts.
// Network thread. Answers at once, from memory; operator's files are read again when they change.

#include <core/base/clock.h>
#include <core/content/contentfiles.h>
#include <core/content/legaltexts.h>
#include <core/content/overrides.h>
#include <core/content/pairs.h>
#include <core/content/settings.h>
#include <core/content/slotlist.h>
#include <core/content/tables.h>
#include <core/content/talkfiles.h>

namespace content {

class Library
{
public:
    // `files`, `overrides` and `clock` outlive the library. Without a clock messages are shown whatever their dates.
    Library(Settings settings, ContentFiles &files, OverridesSource &overrides, const base::Clock *clock = nullptr);

    // Compared exactly. Empty for a name nobody knows; nullopt when the content cannot be built.
    [[nodiscard]] std::optional<Pairs> clientConfig(const QByteArray &name);
    [[nodiscard]] QByteArray termsOfService() { return m_legalTexts.termsOfService(); }
    [[nodiscard]] QByteArray privacyPolicy() { return m_legalTexts.privacyPolicy(); }
    [[nodiscard]] const Tables &tables() const noexcept { return m_tables; }

    // The news of the main menu from now on; nullopt: the built-in introduction.
    void setMessages(std::optional<QList<Message>> messages);
    // Builds what takes long, so that the first game does not wait for it.
    void prepare();

private:
    [[nodiscard]] Pairs messages() const;
    [[nodiscard]] Pairs shop();
    [[nodiscard]] Pairs entitlements();
    [[nodiscard]] std::optional<Pairs> version();

    Settings m_settings;
    ContentFiles &m_files;
    const base::Clock *m_clock;
    Tables m_tables;
    LegalTexts m_legalTexts;
    TalkFiles m_talkFiles;
    Overrides m_overrides;
    Pairs m_data; // what never changes while the server runs, built once
    Pairs m_shop;
    Pairs m_entitlements;
    std::optional<QByteArray> m_entitlementsFile; // what m_entitlements was built from
    std::optional<QByteArray> m_entitlementsEncoded;
    std::optional<QByteArray> m_slotFile; // what m_slots was read from
    SlotList m_slots;
};

} // namespace content
