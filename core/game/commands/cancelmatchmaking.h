#pragma once
// The end of a search. Also sent to back out of the game it has just led to: the sender leaves the game it is in.
// There is no notice of failure, but the sender hears of itself.

#include <core/game/games.h>

namespace game {

struct CancelMatchmakingRequest
{
    PlayerId search {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"MSID">(&CancelMatchmakingRequest::search, tdf::lenient));
    }
};

inline constexpr blaze::Command<CancelMatchmakingRequest, blaze::Empty> cancelMatchmaking {
    .component = blaze::Component::GameManager,
    .id = 0xE,
    .name = "gamemanager.cancelMatchmaking",
    .access = blaze::Access::Player,
};

class CancelMatchmakingHandler
{
public:
    explicit CancelMatchmakingHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const CancelMatchmakingRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
