#pragma once
// The host ends the game for everybody.

#include <core/game/games.h>

namespace game {

struct DestroyGameRequest
{
    GameId game {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GID">(&DestroyGameRequest::game)); }
};

struct DestroyGameResponse
{
    GameId game {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GID">(&DestroyGameResponse::game)); }
};

inline constexpr blaze::Command<DestroyGameRequest, DestroyGameResponse> destroyGame {
    .component = blaze::Component::GameManager,
    .id = 0x2,
    .name = "gamemanager.destroyGame",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class DestroyGameHandler
{
public:
    explicit DestroyGameHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const DestroyGameRequest &request, blaze::Context &context,
                    blaze::Reply<DestroyGameResponse> reply);

private:
    Games &m_games;
};

} // namespace game
