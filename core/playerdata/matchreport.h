#pragma once
// What is kept of a finished match: who played which kit with what, and whether the squad got out. Made from the
// players' data of before and after the match. Pure; any thread.

#include <core/base/ids.h>

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>
#include <utility>

namespace playerdata {

using Rows = QList<std::pair<QByteArray, QByteArray>>; // key and value, any order

struct MatchReportPlayer
{
    base::PlayerId id {};
    QString name;
    Rows before;
    Rows after;
};

struct MatchReport
{
    QMap<QByteArray, QByteArray> attributes; // of the game
    quint32 seed = 0;
    QList<MatchReportPlayer> players;

    // { attributes, seed, extracted, players: [ { player_id, player_name, kit_name, weapons, weapon_mods, powers } ] }.
    // Extracted: for somebody counter 745 of "Progress" grew. The kit is the last one whose counter grew; weapons, mods
    // and powers are those the character of that kit had before the match. null where nothing is known, and for a
    // list of more than kReportListMax.
    [[nodiscard]] QJsonObject toJson() const;
};

// "Grew": larger than before; not there before counts as 0; not there now, or no number, never.
[[nodiscard]] bool counterGrew(QByteArrayView before, QByteArrayView after, qsizetype index);

} // namespace playerdata
