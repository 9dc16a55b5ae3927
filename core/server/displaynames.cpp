#include <core/server/displaynames.h>

#include <QFile>
#include <QStringList>

// Outside any namespace, as the macro demands: the lists lie in a static library, where nothing else would pull them
// in.
static void pullInWordLists()
{
    Q_INIT_RESOURCE(names);
}

namespace server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t kNumberMax = 9999;

QStringList readWords(const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

struct WordLists
{
    QStringList adjectives;
    QStringList nouns;
};

const WordLists &wordLists()
{
    static const WordLists lists = [] {
        pullInWordLists();
        return WordLists {.adjectives = readWords(u":/names/adjectives.txt"_s),
                          .nouns = readWords(u":/names/nouns.txt"_s)};
    }();
    return lists;
}

const QString &pick(const QStringList &words, base::Random &random)
{
    return words[static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(words.size())))];
}

} // namespace

QString generateDisplayName(base::Random &random)
{
    const WordLists &words = wordLists();
    const QString number = QString::number(random.below(kNumberMax) + 1).rightJustified(4, u'0');
    return pick(words.adjectives, random) + u'-' + pick(words.nouns, random) + u'-' + number;
}

QList<QString> generateDisplayNames(base::Random &random, int count)
{
    QList<QString> names;
    for (int i = 0; i < count; ++i)
        names.append(generateDisplayName(random));
    return names;
}

} // namespace server
