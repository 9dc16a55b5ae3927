#pragma once
// As RemovePlayer, for the players of a group. There are no groups here: a request for one removes its sender.

#include <core/game/games.h>
#include <core/tdf/types.h>

namespace game {

struct LeaveGameByGroupRequest
{
    tdf::ObjectId group;
    quint64 context = 0; // passed on to everybody
    GameId game {};
    PlayerId player {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"BTPL">(&LeaveGameByGroupRequest::group, tdf::lenient),
                           tdf::field<"CNTX">(&LeaveGameByGroupRequest::context, tdf::orDefault),
                           tdf::field<"GID">(&LeaveGameByGroupRequest::game),
                           tdf::field<"PID">(&LeaveGameByGroupRequest::player, tdf::orDefault));
    }
};

inline constexpr blaze::Command<LeaveGameByGroupRequest, blaze::Empty> leaveGameByGroup {
    .component = blaze::Component::GameManager,
    .id = 0x16,
    .name = "gamemanager.leaveGameByGroup",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class LeaveGameByGroupHandler
{
public:
    explicit LeaveGameByGroupHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const LeaveGameByGroupRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
