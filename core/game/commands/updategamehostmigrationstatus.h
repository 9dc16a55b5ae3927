#pragma once
// The new host is ready: the game has arrived at it. Anything else with this command is a success without effect.

#include <core/game/games.h>

namespace game {

struct UpdateGameHostMigrationStatusRequest
{
    GameId game {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&UpdateGameHostMigrationStatusRequest::game));
    }
};

inline constexpr blaze::Command<UpdateGameHostMigrationStatusRequest, blaze::Empty> updateGameHostMigrationStatus {
    .component = blaze::Component::GameManager,
    .id = 0x18,
    .name = "gamemanager.updateGameHostMigrationStatus",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class UpdateGameHostMigrationStatusHandler
{
public:
    explicit UpdateGameHostMigrationStatusHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const UpdateGameHostMigrationStatusRequest &request, blaze::Context &context,
                    blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
