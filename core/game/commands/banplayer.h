#pragma once
// The host throws players out of this game for good; they need not be in it.

#include <core/game/games.h>
#include <core/tdf/containers.h>

namespace game {

struct BanPlayerRequest
{
    quint64 context = 0; // passed on to everybody
    GameId game {};
    QList<PlayerId> players;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"CNTX">(&BanPlayerRequest::context, tdf::orDefault),
                           tdf::field<"GID">(&BanPlayerRequest::game),
                           tdf::field<"PLST">(&BanPlayerRequest::players, tdf::maxCount(base::kGameBansMax)));
    }
};

inline constexpr blaze::Command<BanPlayerRequest, blaze::Empty> banPlayer {
    .component = blaze::Component::GameManager,
    .id = 0x1B,
    .name = "gamemanager.banPlayer",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class BanPlayerHandler
{
public:
    explicit BanPlayerHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const BanPlayerRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
