#include <core/content/talkfiles.h>

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/contentjson.h>
#include <core/content/emptyslots.h>
#include <core/content/log.h>
#include <core/content/talkfile.h>

#include <algorithm>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLanguageMax = 16;
constexpr qsizetype kPreparedMax = 64; // eight languages and what an operator tries out

bool isDeviceName(const QByteArray &name)
{
    // Windows opens these as devices, whatever ending is put behind them.
    const QByteArray lower = name.toLower();
    if (lower == "con" || lower == "prn" || lower == "aux" || lower == "nul")
        return true;
    return lower.size() == 4 && (lower.startsWith("com") || lower.startsWith("lpt"));
}

} // namespace

TalkFiles::TalkFiles(ContentFiles &files, EmptySlot whenEmpty)
    : m_files(files)
    , m_whenEmpty(whenEmpty)
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
    QStringList languages {u"default"_s};
    if (isSafeLanguage(language))
        languages.prepend(QString::fromLatin1(language));
    QString name;
    File talk;
    File layer;
    for (const QString &candidate : std::as_const(languages)) {
        const SlotName slot {.kind = SlotKind::Talk, .language = candidate};
        if (!talk && (talk = m_files.read(slot.file(), base::kTalkFileMax)))
            name += slot.file();
        if (!layer && (layer = m_files.read(slot.layerFile(), base::kContentLayerMax)))
            name += u'+' + slot.layerFile();
    }
    if (const auto known = m_prepared.constFind(name);
        known != m_prepared.constEnd() && isSameFile(known->talk, talk) && isSameFile(known->layer, layer))
        return known->chunks;
    if (m_prepared.size() >= kPreparedMax)
        m_prepared.clear();
    return m_prepared.insert(name, {.talk = talk, .layer = layer, .chunks = build(name, talk, layer)})->chunks;
}

Pairs TalkFiles::build(const QString &name, const File &talk, const File &layer) const
{
    if (layer) {
        const auto root = parseContentJson(*layer);
        const auto own = root ? talkFromJson(*root) : base::failure(root.error());
        const auto below = talk ? readTalk(*talk) : ContentResult<TalkTable>(TalkTable {});
        const auto written = !own     ? base::failure(own.error())
                             : !below ? base::failure(below.error())
                                      : writeTalk(layered(*below, *own));
        if (written && written->size() <= base::kTalkFileMax)
            return chunkMap(*written);
        qCWarning(logContent).noquote() << name << "cannot be joined and the texts on top are left out:"
                                        << (written ? u"too long together"_s : written.error().detail);
    }
    if (talk)
        return chunkMap(*talk);
    return m_whenEmpty == EmptySlot::Standard ? chunkMap(emptyTalkFile()) : Pairs {};
}

} // namespace content
