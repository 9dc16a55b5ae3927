#include <core/game/commands/setgamesettings.h>

namespace game {

void SetGameSettingsHandler::operator()(const SetGameSettingsRequest &request, blaze::Context &context,
                                        blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Change);
    if (!game)
        return reply.fail(game.error());

    m_games.setSettings(**game, request.settings);
    reply.ok();
}

} // namespace game
