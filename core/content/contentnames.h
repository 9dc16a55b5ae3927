#pragma once
// What the name of a content file tells. Pure.

#include <QString>

namespace content {

enum class Languages {
    Known, // those the game exists in, and "default"
    Any,   // every safe name
};

// The language a talk file is for; empty when the name does not say. Names: de.tlk, ME3TLK.tlk (the default),
// ME3TLK_de.tlk, ME3_LIVE_TLK_PC_de.json.
[[nodiscard]] QString talkLanguageOf(const QString &fileName, Languages languages);

// A file that this program knows what to do with in a folder.
[[nodiscard]] bool isContentFile(const QString &fileName);

// Of the installed game: the base on which a set of changes works, not such a set.
[[nodiscard]] bool isGameFile(const QString &fileName);

// Can be made on every system, and means only itself.
[[nodiscard]] bool isPlainFileName(const QString &fileName);

} // namespace content
