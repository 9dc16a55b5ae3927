#include <core/game/commands/creategame.h>

#include <core/game/commands/address.h>

namespace game {

void CreateGameHandler::operator()(const CreateGameRequest &request, blaze::Context &context,
                                   blaze::Reply<CreateGameResponse> reply)
{
    session::Session &sender = session::Session::of(context);
    // Builds of the game do not play together, but that shows only later and to others.
    if (request.version != kGameVersion)
        m_games.noteOddVersion(sender);
    if (!request.address.isEmpty())
        takeAddress(sender, request.address.first().get<2>(), m_settings);
    const auto game = m_games.create(sender, request.settings, request.attributes);
    if (!game)
        return reply.fail(game.error());
    reply.ok({.game = *game});
}

} // namespace game
