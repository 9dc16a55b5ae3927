#pragma once
// How many rows a leaderboard has. Login is not needed.

#include <core/stats/commands/stats/boardreply.h>

namespace stats {

struct LeaderboardEntityCountRequest
{
    QByteArray name;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"NAME">(&LeaderboardEntityCountRequest::name)); }
};

struct LeaderboardEntityCountResponse
{
    qint64 count = 0;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"CNT">(&LeaderboardEntityCountResponse::count)); }
};

inline constexpr blaze::Command<LeaderboardEntityCountRequest, LeaderboardEntityCountResponse>
    getLeaderboardEntityCount {
        .component = blaze::Component::Stats,
        .id = 0x12,
        .name = "stats.getLeaderboardEntityCount",
        .rate = kBoardRate,
    };

class GetLeaderboardEntityCountHandler
{
public:
    explicit GetLeaderboardEntityCountHandler(Boards &boards);
    void operator()(const LeaderboardEntityCountRequest &request, blaze::Context &context,
                    blaze::Reply<LeaderboardEntityCountResponse> reply);

private:
    Boards &m_boards;
};

} // namespace stats
