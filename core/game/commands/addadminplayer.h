#pragma once
// The host names somebody an administrator, as it does with everybody it sees. There is no list behind it:
// everybody is told, that is all. From anybody else it is a success without effect.

#include <core/game/games.h>

namespace game {

struct AddAdminPlayerRequest
{
    GameId game {};
    PlayerId player {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&AddAdminPlayerRequest::game),
                           tdf::field<"PID">(&AddAdminPlayerRequest::player));
    }
};

inline constexpr blaze::Command<AddAdminPlayerRequest, blaze::Empty> addAdminPlayer {
    .component = blaze::Component::GameManager,
    .id = 0x6A,
    .name = "gamemanager.addAdminPlayer",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId},
};

class AddAdminPlayerHandler
{
public:
    explicit AddAdminPlayerHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const AddAdminPlayerRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
