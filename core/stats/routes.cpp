#include <core/stats/routes.h>

#include <core/stats/commands/gamereporting/submitofflinegamereport.h>
#include <core/stats/commands/stats/getcenteredleaderboard.h>
#include <core/stats/commands/stats/getfilteredleaderboard.h>
#include <core/stats/commands/stats/getleaderboard.h>
#include <core/stats/commands/stats/getleaderboardentitycount.h>
#include <core/stats/commands/stats/getleaderboardgroup.h>

namespace stats {

void addRoutes(blaze::Router &router, Boards &boards, const session::Presence &presence, const base::Clock &clock)
{
    router.add(getLeaderboardGroup, GetLeaderboardGroupHandler());
    router.add(getLeaderboard, GetLeaderboardHandler(boards));
    router.add(getCenteredLeaderboard, GetCenteredLeaderboardHandler(boards));
    router.add(getFilteredLeaderboard, GetFilteredLeaderboardHandler(boards));
    router.add(getLeaderboardEntityCount, GetLeaderboardEntityCountHandler(boards));
    router.add(gamereporting::submitOfflineGameReport,
               gamereporting::SubmitOfflineGameReportHandler(boards, presence, clock));
    router.declare(gamereporting::gameReportSubmitted);
}

} // namespace stats
