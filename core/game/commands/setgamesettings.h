#pragma once
// New settings of a game; everybody is told. Unknown bits are kept.

#include <core/game/games.h>

namespace game {

struct SetGameSettingsRequest
{
    GameId game {};
    quint16 settings = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&SetGameSettingsRequest::game),
                           tdf::field<"GSET">(&SetGameSettingsRequest::settings));
    }
};

inline constexpr blaze::Command<SetGameSettingsRequest, blaze::Empty> setGameSettings {
    .component = blaze::Component::GameManager,
    .id = 0x4,
    .name = "gamemanager.setGameSettings",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class SetGameSettingsHandler
{
public:
    explicit SetGameSettingsHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const SetGameSettingsRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
