#pragma once
// How the connections of one game to the others are. When the host sees a player that player is in; from anybody
// else it changes nothing a player would notice. An empty list is a success whatever the game.

#include <core/game/games.h>
#include <core/tdf/containers.h>

namespace game {

struct MeshTarget
{
    PlayerId player {};
    quint32 status = 0; // 0 disconnected, 1 connecting, 2 connected

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"PID">(&MeshTarget::player), tdf::field<"STAT">(&MeshTarget::status));
    }
};

struct UpdateMeshConnectionRequest
{
    GameId game {};
    QList<MeshTarget> targets;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"GID">(&UpdateMeshConnectionRequest::game),
            tdf::field<"TARG">(&UpdateMeshConnectionRequest::targets, tdf::maxCount(base::kMeshTargetsMax)));
    }
};

inline constexpr blaze::Command<UpdateMeshConnectionRequest, blaze::Empty> updateMeshConnection {
    .component = blaze::Component::GameManager,
    .id = 0x1D,
    .name = "gamemanager.updateMeshConnection",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId},
};

class UpdateMeshConnectionHandler
{
public:
    explicit UpdateMeshConnectionHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const UpdateMeshConnectionRequest &request, blaze::Context &context,
                    blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
