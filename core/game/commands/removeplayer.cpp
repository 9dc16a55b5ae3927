#include <core/game/commands/removeplayer.h>

namespace game {

void RemovePlayerHandler::operator()(const RemovePlayerRequest &request, blaze::Context &context,
                                     blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    Game *game = m_games.game(request.game);
    if (game == nullptr)
        return reply.fail(blaze::Error::InvalidGameId);
    if (request.player != sender.player()->account.id) {
        if (const auto allowed = m_games.gameFor(sender, request.game, Right::Change); !allowed)
            return reply.fail(allowed.error());
    }
    m_games.remove(*game,
                   {.player = request.player, .reason = removeReason(request.reason), .context = request.context});
    reply.ok();
}

} // namespace game
