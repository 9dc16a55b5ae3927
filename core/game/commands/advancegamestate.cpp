#include <core/game/commands/advancegamestate.h>

namespace game {

void AdvanceGameStateHandler::operator()(const AdvanceGameStateRequest &request, blaze::Context &context,
                                         blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Change);
    if (!game)
        return reply.fail(game.error());

    if (const auto done = m_games.setState(**game, request.state); !done)
        return reply.fail(done.error());
    reply.ok();
}

} // namespace game
