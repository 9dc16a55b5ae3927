#include <core/stats/commands/stats/getcenteredleaderboard.h>

#include <core/blaze/guard.h>

namespace stats {

GetCenteredLeaderboardHandler::GetCenteredLeaderboardHandler(Boards &boards)
    : m_boards(boards)
{}

void GetCenteredLeaderboardHandler::operator()(const CenteredLeaderboardRequest &request, blaze::Context &context,
                                               blaze::Reply<BoardResponse> reply)
{
    if (!request.name.isValidUtf8())
        return reply.fail(blaze::Error::System);
    if (!std::in_range<quint32>(request.player))
        return reply.ok();
    m_boards.centred(boardNamed(request.name), static_cast<PlayerId>(request.player), request.count,
                     context.guard([reply = std::move(reply)](const Boards::Rows &rows) mutable {
                         reply.ok(BoardResponse::of(rows));
                     }));
}

} // namespace stats
