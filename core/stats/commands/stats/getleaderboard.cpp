#include <core/stats/commands/stats/getleaderboard.h>

#include <core/blaze/guard.h>

namespace stats {

GetLeaderboardHandler::GetLeaderboardHandler(Boards &boards)
    : m_boards(boards)
{}

void GetLeaderboardHandler::operator()(const LeaderboardRequest &request, blaze::Context &context,
                                       blaze::Reply<BoardResponse> reply)
{
    if (!request.name.isValidUtf8())
        return reply.fail(blaze::Error::System);
    m_boards.page(boardNamed(request.name), request.start, request.count,
                  context.guard([reply = std::move(reply)](const Boards::Rows &rows) mutable {
                      reply.ok(BoardResponse::of(rows));
                  }));
}

} // namespace stats
