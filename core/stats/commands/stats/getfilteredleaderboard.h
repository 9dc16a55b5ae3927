#pragma once
// The rows of some players, in board order and with their ranks on the whole board. Unknown and repeated ids do not
// matter. Login is not needed.

#include <core/base/limits.h>
#include <core/stats/commands/stats/boardreply.h>

namespace stats {

struct FilteredLeaderboardRequest
{
    QList<quint64> players; // numbers no player has find nobody
    QByteArray name;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"IDLS">(&FilteredLeaderboardRequest::players, tdf::maxCount(base::kBoardLookUpsMax)),
            tdf::field<"NAME">(&FilteredLeaderboardRequest::name));
    }
};

inline constexpr blaze::Command<FilteredLeaderboardRequest, BoardResponse> getFilteredLeaderboard {
    .component = blaze::Component::Stats,
    .id = 0xE,
    .name = "stats.getFilteredLeaderboard",
    .rate = kBoardRate,
};

class GetFilteredLeaderboardHandler
{
public:
    explicit GetFilteredLeaderboardHandler(Boards &boards);
    void operator()(const FilteredLeaderboardRequest &request, blaze::Context &context,
                    blaze::Reply<BoardResponse> reply);

private:
    Boards &m_boards;
};

} // namespace stats
