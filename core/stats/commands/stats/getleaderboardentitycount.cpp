#include <core/stats/commands/stats/getleaderboardentitycount.h>

#include <core/blaze/guard.h>

namespace stats {

GetLeaderboardEntityCountHandler::GetLeaderboardEntityCountHandler(Boards &boards)
    : m_boards(boards)
{}

void GetLeaderboardEntityCountHandler::operator()(const LeaderboardEntityCountRequest &request, blaze::Context &context,
                                                  blaze::Reply<LeaderboardEntityCountResponse> reply)
{
    if (!request.name.isValidUtf8())
        return reply.fail(blaze::Error::System);
    m_boards.count(boardNamed(request.name),
                   context.guard([reply = std::move(reply)](qint64 count) mutable { reply.ok({count}); }));
}

} // namespace stats
