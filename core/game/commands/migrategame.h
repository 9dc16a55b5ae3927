#pragma once
// The host hands its role to another connected player and stays.

#include <core/game/games.h>

namespace game {

struct MigrateGameRequest
{
    GameId game {};
    PlayerId host {}; // the new one

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&MigrateGameRequest::game), tdf::field<"HOST">(&MigrateGameRequest::host));
    }
};

inline constexpr blaze::Command<MigrateGameRequest, blaze::Empty> migrateGame {
    .component = blaze::Component::GameManager,
    .id = 0x17,
    .name = "gamemanager.migrateGame",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied, blaze::Error::PlayerNotFound},
};

class MigrateGameHandler
{
public:
    explicit MigrateGameHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const MigrateGameRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
