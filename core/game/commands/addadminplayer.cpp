#include <core/game/commands/addadminplayer.h>

namespace game {

void AddAdminPlayerHandler::operator()(const AddAdminPlayerRequest &request, blaze::Context &context,
                                       blaze::Reply<blaze::Empty> reply)
{
    Game *game = m_games.game(request.game);
    if (game == nullptr)
        return reply.fail(blaze::Error::InvalidGameId);
    if (game->isHost(session::Session::of(context).player()->account.id))
        m_games.addAdmin(*game, request.player);
    reply.ok();
}

} // namespace game
