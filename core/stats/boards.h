#pragma once
// The leaderboards as this module needs them. A port: core/server joins it to the storage, tests bring their own.
//
// Order of a board: value descending, then player id. Rank: 1 + number of rows with a larger value on the whole board,
// whatever part is asked for; equal values share it and the next one is skipped.
//
// All on the network thread; each callback comes at most once, possibly before the call returns. A storage that fails
// answers with nothing: the game has no other way to be told.

#include <core/base/ids.h>
#include <core/base/moveonlyfunction.h>

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace stats {

using base::MoveOnlyFunction;
using base::PlayerId;

enum class Board {
    N7Rating,
    ChallengePoints,
};

// Names that begin with "N7Rating" are that board, all others the other one. What follows (Global, a country code)
// selects nothing: every board shows everybody.
[[nodiscard]] inline Board boardNamed(QByteArrayView name)
{
    return name.startsWith("N7Rating") ? Board::N7Rating : Board::ChallengePoints;
}

struct BoardRow
{
    qint64 rank = 0;
    PlayerId player {};
    QString name; // as it is now
    quint32 value = 0;
};

// What a report of the game says about one player, both boards at once.
struct Standing
{
    PlayerId player {};
    quint32 n7Rating = 0;
    quint32 challengePoints = 0;
};

class Boards
{
public:
    using Rows = QList<BoardRow>;
    using RowsCallback = MoveOnlyFunction<void(Rows)>;

    Boards() = default;
    Boards(const Boards &) = delete;
    Boards &operator=(const Boards &) = delete;
    virtual ~Boards() = default;

    // At most kLeaderboardRowsMax rows are answered, whatever `count` says.
    virtual void page(Board board, qint64 start, qint64 count, RowsCallback done) = 0;
    // `count` rows around the player: they begin at max(0, place − 1 − count / 2), place counting from 1 in the order.
    // Empty when the player has no row.
    virtual void centred(Board board, PlayerId player, qint64 count, RowsCallback done) = 0;
    // Of those that have a row.
    virtual void filtered(Board board, QList<PlayerId> players, RowsCallback done) = 0;
    virtual void count(Board board, MoveOnlyFunction<void(qint64)> done) = 0;
    // Inserts or replaces; players who do not exist are skipped. `done` once they can be read.
    virtual void submit(QList<Standing> standings, MoveOnlyFunction<void()> done) = 0;
};

} // namespace stats
