#include <core/game/commands/banplayer.h>

namespace game {

void BanPlayerHandler::operator()(const BanPlayerRequest &request, blaze::Context &context,
                                  blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Host);
    if (!game)
        return reply.fail(game.error());

    m_games.ban(**game, request.players, request.context);
    reply.ok();
}

} // namespace game
