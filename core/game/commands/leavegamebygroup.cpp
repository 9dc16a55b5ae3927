#include <core/game/commands/leavegamebygroup.h>

namespace game {

void LeaveGameByGroupHandler::operator()(const LeaveGameByGroupRequest &request, blaze::Context &context,
                                         blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    Game *game = m_games.game(request.game);
    if (game == nullptr)
        return reply.fail(blaze::Error::InvalidGameId);
    const PlayerId me = sender.player()->account.id;
    const bool forGroup = request.group != tdf::ObjectId {} || base::number(request.player) == 0;
    const PlayerId player = forGroup ? me : request.player;
    if (player != me) {
        if (const auto allowed = m_games.gameFor(sender, request.game, Right::Change); !allowed)
            return reply.fail(allowed.error());
    }
    m_games.remove(*game, {.player = player, .reason = RemoveReason::GroupLeft, .context = request.context});
    reply.ok();
}

} // namespace game
