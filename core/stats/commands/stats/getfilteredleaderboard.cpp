#include <core/stats/commands/stats/getfilteredleaderboard.h>

#include <core/blaze/guard.h>

namespace stats {

GetFilteredLeaderboardHandler::GetFilteredLeaderboardHandler(Boards &boards)
    : m_boards(boards)
{}

void GetFilteredLeaderboardHandler::operator()(const FilteredLeaderboardRequest &request, blaze::Context &context,
                                               blaze::Reply<BoardResponse> reply)
{
    if (!request.name.isValidUtf8())
        return reply.fail(blaze::Error::System);
    QList<PlayerId> players;
    for (const quint64 player : request.players) {
        if (std::in_range<quint32>(player))
            players.append(static_cast<PlayerId>(player));
    }
    m_boards.filtered(boardNamed(request.name), std::move(players),
                      context.guard([reply = std::move(reply)](const Boards::Rows &rows) mutable {
                          reply.ok(BoardResponse::of(rows));
                      }));
}

} // namespace stats
