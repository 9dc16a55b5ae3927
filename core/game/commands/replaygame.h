#pragma once
// Back to the lobby with the same players; the next match counts as a new one.

#include <core/game/games.h>

namespace game {

struct ReplayGameRequest
{
    GameId game {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GID">(&ReplayGameRequest::game)); }
};

inline constexpr blaze::Command<ReplayGameRequest, blaze::Empty> replayGame {
    .component = blaze::Component::GameManager,
    .id = 0x13,
    .name = "gamemanager.replayGame",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class ReplayGameHandler
{
public:
    explicit ReplayGameHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const ReplayGameRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
