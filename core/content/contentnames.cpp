#include <core/content/contentnames.h>

#include <core/content/talkfiles.h>

#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace content {

using namespace Qt::StringLiterals;

QString talkLanguageOf(const QString &fileName, Languages languages)
{
    static const QStringList known {u"default"_s, u"en"_s, u"de"_s, u"es"_s, u"fr"_s,
                                    u"it"_s,      u"ja"_s, u"pl"_s, u"ru"_s};
    const QString name = QFileInfo(fileName).completeBaseName();
    if (name.compare(u"ME3TLK"_s, Qt::CaseInsensitive) == 0)
        return u"default"_s;
    for (const QString &prefix : {u"ME3TLK_"_s, u"ME3_LIVE_TLK_PC_"_s}) {
        if (!name.startsWith(prefix, Qt::CaseInsensitive))
            continue;
        QString language = name.sliced(prefix.size()).toLower();
        return TalkFiles::isSafeLanguage(language.toUtf8()) ? language : QString();
    }
    const bool any = languages == Languages::Any && !isGameFile(name) && TalkFiles::isSafeLanguage(name.toUtf8());
    return any || known.contains(name) ? name : QString();
}

bool isContentFile(const QString &fileName)
{
    static const QStringList names {u"coalesced.json"_s, u"shop.xml"_s, u"entitlements.json"_s, u"ent_enc.txt"_s};
    static const QStringList endings {u".tlk"_s, u".dds"_s, u".bin"_s};
    return names.contains(fileName) || std::any_of(endings.begin(), endings.end(), [&fileName](const QString &ending) {
               return fileName.endsWith(ending);
           });
}

bool isGameFile(const QString &fileName)
{
    return fileName.compare(u"Coalesced.bin"_s, Qt::CaseInsensitive) == 0 ||
           fileName.startsWith(u"BIOGame_"_s, Qt::CaseInsensitive);
}

bool isPlainFileName(const QString &fileName)
{
    static const QString forbidden = u"\\/:*?\"<>|"_s;
    return !fileName.isEmpty() && fileName.size() <= 200 && !fileName.endsWith(u'.') && !fileName.endsWith(u' ') &&
           std::all_of(fileName.begin(), fileName.end(), [](QChar c) { return c.isPrint() && !forbidden.contains(c); });
}

} // namespace content
