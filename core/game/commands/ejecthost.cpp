#include <core/game/commands/ejecthost.h>

namespace game {

void EjectHostHandler::operator()(const EjectHostRequest &request, blaze::Context &context,
                                  blaze::Reply<blaze::Empty> reply)
{
    session::Session &sender = session::Session::of(context);
    const auto game = m_games.gameFor(sender, request.game, Right::Host);
    if (!game)
        return reply.fail(game.error());

    m_games.remove(**game, {.player = sender.player()->account.id, .reason = RemoveReason::HostEjected});
    reply.ok();
}

} // namespace game
