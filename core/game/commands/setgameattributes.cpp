#include <core/game/commands/setgameattributes.h>

namespace game {

void SetGameAttributesHandler::operator()(const SetGameAttributesRequest &request, blaze::Context &context,
                                          blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Change);
    if (!game)
        return reply.fail(game.error());

    if (const auto done = m_games.setAttributes(**game, request.attributes, sender.player()->account.id); !done)
        return reply.fail(done.error());
    reply.ok();
}

} // namespace game
