#include <core/game/commands/migrategame.h>

namespace game {

void MigrateGameHandler::operator()(const MigrateGameRequest &request, blaze::Context &context,
                                    blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Host);
    if (!game)
        return reply.fail(game.error());

    if (const auto done = m_games.migrate(**game, request.host); !done)
        return reply.fail(done.error());
    reply.ok();
}

} // namespace game
