#include <core/game/commands/destroygame.h>

namespace game {

void DestroyGameHandler::operator()(const DestroyGameRequest &request, blaze::Context &context,
                                    blaze::Reply<DestroyGameResponse> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Host);
    if (!game)
        return reply.fail(game.error());

    m_games.destroy(**game, RemoveReason::GameDestroyed);
    reply.ok({.game = request.game});
}

} // namespace game
