#include <core/game/commands/replaygame.h>

namespace game {

void ReplayGameHandler::operator()(const ReplayGameRequest &request, blaze::Context &context,
                                   blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Change);
    if (!game)
        return reply.fail(game.error());

    m_games.replay(**game);
    reply.ok();
}

} // namespace game
