#pragma once
// Leaving a game, or throwing somebody out of it. Somebody who is not in is removed already: that is a success,
// also for a player who leaves twice.

#include <core/game/games.h>

namespace game {

struct RemovePlayerRequest
{
    quint64 context = 0; // passed on to everybody
    GameId game {};
    PlayerId player {};
    quint64 reason = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"CNTX">(&RemovePlayerRequest::context, tdf::orDefault),
                           tdf::field<"GID">(&RemovePlayerRequest::game),
                           tdf::field<"PID">(&RemovePlayerRequest::player),
                           tdf::field<"REAS">(&RemovePlayerRequest::reason));
    }
};

inline constexpr blaze::Command<RemovePlayerRequest, blaze::Empty> removePlayer {
    .component = blaze::Component::GameManager,
    .id = 0xB,
    .name = "gamemanager.removePlayer",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class RemovePlayerHandler
{
public:
    explicit RemovePlayerHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const RemovePlayerRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
