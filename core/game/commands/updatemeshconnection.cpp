#include <core/game/commands/updatemeshconnection.h>

namespace game {

void UpdateMeshConnectionHandler::operator()(const UpdateMeshConnectionRequest &request, blaze::Context &context,
                                             blaze::Reply<blaze::Empty> reply)
{
    constexpr quint32 kStatusMax = 2;
    for (const MeshTarget &target : request.targets) {
        if (target.status > kStatusMax)
            return reply.fail(blaze::Error::System);
    }
    Game *game = m_games.game(request.game);
    if (game == nullptr && !request.targets.isEmpty())
        return reply.fail(blaze::Error::InvalidGameId);
    const PlayerId me = session::Session::of(context).player()->account.id;
    for (const MeshTarget &target : request.targets)
        m_games.meshReport(*game, me, target.player, target.status);
    reply.ok();
}

} // namespace game
