#pragma once
// Sums over a player's classes: promotions, and an estimate of the N7 rating for a player who is on no board yet. The
// real rating comes from the game's own reports and is never written from here. Pure; any thread.

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <utility>

namespace playerdata {

struct ClassSums
{
    quint64 levels = 0;
    quint64 promotionsTotal = 0;

    // One row of player data; it counts when its key begins with "class" (whatever follows) and its value can be read.
    void add(QByteArrayView key, QByteArrayView value);

    [[nodiscard]] static ClassSums of(const QList<std::pair<QByteArray, QByteArray>> &rows);

    // Of all classes, at most 4294967295: the number the game is told.
    [[nodiscard]] quint32 promotions() const noexcept;
    // Levels plus 30 for each promotion.
    [[nodiscard]] quint64 n7Rating() const noexcept { return levels + 30 * promotionsTotal; }
};

} // namespace playerdata
