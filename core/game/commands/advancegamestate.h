#pragma once
// The state the host has brought the game to; everybody is told. Numbers nobody knows are kept.

#include <core/game/games.h>

namespace game {

struct AdvanceGameStateRequest
{
    GameId game {};
    GameState state {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&AdvanceGameStateRequest::game),
                           tdf::field<"GSTA">(&AdvanceGameStateRequest::state));
    }
};

inline constexpr blaze::Command<AdvanceGameStateRequest, blaze::Empty> advanceGameState {
    .component = blaze::Component::GameManager,
    .id = 0x3,
    .name = "gamemanager.advanceGameState",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied, blaze::Error::InvalidStateTransition},
};

class AdvanceGameStateHandler
{
public:
    explicit AdvanceGameStateHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const AdvanceGameStateRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
