#include <core/game/commands/cancelmatchmaking.h>

namespace game {

void CancelMatchmakingHandler::operator()(const CancelMatchmakingRequest & /*request*/, blaze::Context &context,
                                          blaze::Reply<blaze::Empty> reply)
{
    m_games.cancelSearch(session::Session::of(context));
    reply.ok();
}

} // namespace game
