#pragma once
// The saved value "Base": credits, counters and the inventory.
//
//     20;4;CREDITS;NEXTPACK;COPIES;SPENT;PLATFORM;GAMES;SECONDS;LEVELUP;INVENTORY
//
// The inventory has two hexadecimal digits for each item, the item's number is its place: level of kits, weapons and
// mods, stock of consumables, 0 or 1 for flags. Pure; any thread.

#include <core/playerdata/valueerror.h>

#include <QByteArray>
#include <QByteArrayView>

namespace playerdata {

struct BaseRecord
{
    qint32 version = 20;
    qint32 devVersion = 4;
    quint32 credits = 0;
    qint32 nextPackToConsume = -1; // -1: none
    qint32 copiesToConsume = 0;
    quint32 creditsSpent = 0;
    qint32 platformCurrencySpent = 0;
    quint32 gamesPlayed = 0;
    quint32 secondsPlayed = 0;
    qint32 lastLevelUpTime = 0;
    QByteArray inventory; // one byte an item
    QByteArray more;      // fields behind the known ones, with the ';' before them

    // The numbers are strict. The inventory is not: a pair that is no hexadecimal number reads 0, a single last digit
    // its own value.
    [[nodiscard]] static Result<BaseRecord, ValueError> parse(QByteArrayView value);
    // Lower-case digits.
    [[nodiscard]] QByteArray toValue() const;

    // 0 for an item behind the end.
    [[nodiscard]] int item(qsizetype index) const;
    // Fills up with zeros to the index; values above 255 become 255. False: no item has such an index or value.
    bool setItem(qsizetype index, int value);
};

// What a player without a Base begins with in the published dashboard's editor: one weapon of each kind, the human
// kits, carry limits.
[[nodiscard]] BaseRecord starterBase();

} // namespace playerdata
