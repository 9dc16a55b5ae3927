#pragma once
// The texts of one language: a number for each, and a second table for those that differ when the player's character is
// a woman. Values.

#include <QList>
#include <QString>

namespace content {

struct TalkEntry
{
    quint32 id = 0;
    QString text;
    bool operator==(const TalkEntry &) const = default;
};

struct TalkTable
{
    quint32 version = 3;
    quint32 versionMin = 2;
    QList<TalkEntry> male; // also what a female character gets when the other table has no such number
    QList<TalkEntry> female;
    bool operator==(const TalkTable &) const = default;
};

// Ascending by number; of several with one number the first stays.
void sortById(QList<TalkEntry> &entries);

// `layer` on top of `below`, merged by number: the layer wins.
[[nodiscard]] TalkTable layered(TalkTable below, const TalkTable &layer);

} // namespace content
