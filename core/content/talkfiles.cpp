#include <core/content/talkfiles.h>

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/emptyslots.h>

#include <algorithm>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLanguageMax = 16;

bool isDeviceName(const QByteArray &name)
{
    // Windows opens these as devices, whatever ending is put behind them.
    const QByteArray lower = name.toLower();
    if (lower == "con" || lower == "prn" || lower == "aux" || lower == "nul")
        return true;
    return lower.size() == 4 && (lower.startsWith("com") || lower.startsWith("lpt"));
}

} // namespace

TalkFiles::TalkFiles(ContentFiles &files)
    : m_files(files)
{}

bool TalkFiles::isSafeLanguage(const QByteArray &language)
{
    if (language.isEmpty() || language.size() > kLanguageMax || isDeviceName(language))
        return false;
    return std::all_of(language.begin(), language.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

Pairs TalkFiles::chunks(const QByteArray &language)
{
    if (isSafeLanguage(language)) {
        const QString name = QString::fromLatin1(language) + u".tlk"_s;
        if (const auto payload = m_files.read(name, base::kTalkFileMax))
            return chunksOf(name, *payload);
        m_prepared.remove(name);
    }
    const QString fallback = u"default.tlk"_s;
    if (const auto payload = m_files.read(fallback, base::kTalkFileMax))
        return chunksOf(fallback, *payload);
    m_prepared.remove(fallback);
    return chunksOf({}, emptyTalkFile());
}

Pairs TalkFiles::chunksOf(const QString &name, const QByteArray &payload)
{
    Entry &entry = m_prepared[name];
    // The entry holds on to its payload, so equal addresses mean equal bytes.
    if (entry.chunks.isEmpty() || entry.payload.constData() != payload.constData())
        entry = {.payload = payload, .chunks = chunkMap(payload)};
    return entry.chunks;
}

} // namespace content
