#pragma once
// The leaderboard_data table. Callbacks come on the client's thread. Order of a board: value descending, then
// player id; rank = 1 + number of rows with a larger value on the whole board, whatever part is asked for.
// At most kLeaderboardRowsMax rows are answered.

#include <core/storage/records.h>
#include <core/storage/storageclient.h>

namespace storage {

class Leaderboards
{
public:
    explicit Leaderboards(StorageClient &client)
        : m_client(client)
    {}

    // Inserts or replaces both values of each player; unknown players are skipped. Answers how many were written.
    void submit(QList<Standing> standings, Done<int> done);
    void page(Board board, qint64 offset, qint64 count, Done<BoardPage> done);
    // `count` rows with the player in the middle: they start at max(0, r − 1 − count / 2), r = the player's place in
    // the order from 1. Empty when the player has no row.
    void centred(Board board, PlayerId player, qint64 count, Done<QList<BoardRow>> done);
    // The rows of those players that have one, in board order. Unknown and repeated ids do not matter.
    void filtered(Board board, QList<PlayerId> players, Done<QList<BoardRow>> done);
    void entry(Board board, PlayerId player, Done<std::optional<BoardRow>> done);
    void count(Board board, Done<qint64> done);

private:
    StorageClient &m_client;
};

} // namespace storage
