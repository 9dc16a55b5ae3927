#include <core/game/commands/updategamehostmigrationstatus.h>

namespace game {

void UpdateGameHostMigrationStatusHandler::operator()(const UpdateGameHostMigrationStatusRequest &request,
                                                      blaze::Context &context, blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Member);
    if (!game)
        return reply.fail(game.error());

    m_games.migrationReady(**game, sender.player()->account.id);
    reply.ok();
}

} // namespace game
