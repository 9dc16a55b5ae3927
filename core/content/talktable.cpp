#include <core/content/talktable.h>

#include <QSet>

#include <algorithm>

namespace content {

namespace {

QList<TalkEntry> merged(const QList<TalkEntry> &below, const QList<TalkEntry> &layer)
{
    QList<TalkEntry> all = layer + below;
    sortById(all);
    return all;
}

} // namespace

void sortById(QList<TalkEntry> &entries)
{
    std::stable_sort(entries.begin(), entries.end(),
                     [](const TalkEntry &a, const TalkEntry &b) { return a.id < b.id; });
    const auto end = std::unique(entries.begin(), entries.end(),
                                 [](const TalkEntry &a, const TalkEntry &b) { return a.id == b.id; });
    entries.erase(end, entries.end());
}

TalkTable layered(TalkTable below, const TalkTable &layer)
{
    // A text that was written anew for everybody must not be hidden by an old one for women.
    QSet<quint32> written;
    for (const TalkEntry &entry : layer.male)
        written.insert(entry.id);
    below.female.removeIf([&written](const TalkEntry &old) { return written.contains(old.id); });
    below.male = merged(below.male, layer.male);
    below.female = merged(below.female, layer.female);
    return below;
}

} // namespace content
