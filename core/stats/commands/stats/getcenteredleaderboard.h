#pragma once
// COUN rows of a leaderboard with one player in their middle; at the top of the board they begin with the first row.
// Placed by order, not by shared rank, so that the player is among them in a long tie too. Empty for a player without a
// row. Login is not needed.

#include <core/stats/commands/stats/boardreply.h>

namespace stats {

struct CenteredLeaderboardRequest
{
    quint64 player = 0; // a number no player has finds nobody
    quint32 count = 0;
    QByteArray name;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"CENT">(&CenteredLeaderboardRequest::player),
                           tdf::field<"COUN">(&CenteredLeaderboardRequest::count),
                           tdf::field<"NAME">(&CenteredLeaderboardRequest::name));
    }
};

inline constexpr blaze::Command<CenteredLeaderboardRequest, BoardResponse> getCenteredLeaderboard {
    .component = blaze::Component::Stats,
    .id = 0xD,
    .name = "stats.getCenteredLeaderboard",
    .rate = kBoardRate,
};

class GetCenteredLeaderboardHandler
{
public:
    explicit GetCenteredLeaderboardHandler(Boards &boards);
    void operator()(const CenteredLeaderboardRequest &request, blaze::Context &context,
                    blaze::Reply<BoardResponse> reply);

private:
    Boards &m_boards;
};

} // namespace stats
