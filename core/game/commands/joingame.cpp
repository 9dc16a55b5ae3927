#include <core/game/commands/joingame.h>

#include <core/game/commands/address.h>

namespace game {

Games::Answer<Game *> JoinGameHandler::targetOf(const JoinGameRequest &request) const
{
    GameId id = request.game;
    if (base::number(request.target.player) != 0) {
        const session::Session *target = m_presence.find(request.target.player);
        if (target == nullptr)
            return base::failure(blaze::Error::JoinPlayerFailed);
        id = target->player()->game.value_or(GameId {});
    }
    Game *game = m_games.game(id);
    if (game == nullptr)
        return base::failure(blaze::Error::InvalidGameId);
    return game;
}

void JoinGameHandler::operator()(const JoinGameRequest &request, blaze::Context &context,
                                 blaze::Reply<JoinGameResponse> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = targetOf(request);
    if (!game)
        return reply.fail(game.error());
    takeAddress(sender, request.address.get<2>(), m_settings);
    if (const auto joined = m_games.join(sender, **game); !joined)
        return reply.fail(joined.error());
    reply.ok({.game = (*game)->id()});
}

} // namespace game
