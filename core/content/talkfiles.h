#pragma once
// The talk files behind ME3_LIVE_TLK_PC_<language>: the operator's <language>.tlk, else default.tlk, else an empty one;
// with texts of the operator's own (talk-<language>.json, else talk-default.json) merged over it by number. All are
// read again when they change. Network thread.

#include <core/content/contentfiles.h>
#include <core/content/pairs.h>
#include <core/content/slotname.h>

namespace content {

class TalkFiles
{
public:
    // `whenEmpty`: what a language without any file gives, EmptySlot::Nothing an empty map.
    explicit TalkFiles(ContentFiles &files, EmptySlot whenEmpty = EmptySlot::Standard);

    // `language` is what the game sent behind the prefix, untrusted. Anything that is not a plain short name gives the
    // default text, so that no other file of the computer can be asked for.
    [[nodiscard]] Pairs chunks(const QByteArray &language);

    // 1–16 letters, digits, '_' and '-', and no device name of Windows.
    [[nodiscard]] static bool isSafeLanguage(const QByteArray &language);

private:
    using File = std::optional<QByteArray>;
    struct Entry
    {
        // Shared with the file cache: holding on to the bytes makes equal addresses mean equal bytes.
        File talk;
        File layer;
        Pairs chunks;
    };
    [[nodiscard]] Pairs build(const QString &name, const File &talk, const File &layer) const;

    ContentFiles &m_files;
    EmptySlot m_whenEmpty;
    QHash<QString, Entry> m_prepared; // by the names of the files it was built from
};

} // namespace content
