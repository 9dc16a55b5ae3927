#pragma once
// A page of a leaderboard: rows STRT to STRT + COUN − 1 in board order, counted from 0. Past the end, or for no row, an
// empty list. Login is not needed.

#include <core/stats/commands/stats/boardreply.h>

namespace stats {

struct LeaderboardRequest
{
    quint32 count = 0;
    QByteArray name;
    quint32 start = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"COUN">(&LeaderboardRequest::count),
                           tdf::field<"NAME">(&LeaderboardRequest::name),
                           tdf::field<"STRT">(&LeaderboardRequest::start));
    }
};

inline constexpr blaze::Command<LeaderboardRequest, BoardResponse> getLeaderboard {
    .component = blaze::Component::Stats,
    .id = 0xC,
    .name = "stats.getLeaderboard",
    .rate = kBoardRate,
};

class GetLeaderboardHandler
{
public:
    explicit GetLeaderboardHandler(Boards &boards);
    void operator()(const LeaderboardRequest &request, blaze::Context &context, blaze::Reply<BoardResponse> reply);

private:
    Boards &m_boards;
};

} // namespace stats
