#pragma once
// The talk files behind ME3_LIVE_TLK_PC_<language>: the operator's <language>.tlk, else default.tlk, else an empty one.

#include <core/content/contentfiles.h>
#include <core/content/pairs.h>

namespace content {

class TalkFiles
{
public:
    explicit TalkFiles(ContentFiles &files);

    // `language` is what the game sent behind the prefix, untrusted. Anything that is not a plain short name gives the
    // default text, so that no other file of the computer can be asked for.
    [[nodiscard]] Pairs chunks(const QByteArray &language);

    // 1–16 letters, digits, '_' and '-', and no device name of Windows.
    [[nodiscard]] static bool isSafeLanguage(const QByteArray &language);

private:
    struct Entry
    {
        QByteArray payload; // shares its bytes with the file cache
        Pairs chunks;
    };
    [[nodiscard]] Pairs chunksOf(const QString &name, const QByteArray &payload);

    ContentFiles &m_files;
    QHash<QString, Entry> m_prepared; // by file name; only of files that exist, and the empty one
};

} // namespace content
