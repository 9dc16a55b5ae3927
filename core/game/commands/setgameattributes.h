#pragma once
// Attributes that have changed or are new; everybody is told of these alone. Whoever waits for such a game comes
// into it. The host finishes a match this way, which makes a report.

#include <core/game/games.h>

namespace game {

struct SetGameAttributesRequest
{
    Attributes attributes;
    GameId game {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ATTR">(&SetGameAttributesRequest::attributes,
                                              tdf::maxCount(base::kGameAttributesMax),
                                              tdf::maxLength(base::kGameAttributeTextMax)),
                           tdf::field<"GID">(&SetGameAttributesRequest::game));
    }
};

inline constexpr blaze::Command<SetGameAttributesRequest, blaze::Empty> setGameAttributes {
    .component = blaze::Component::GameManager,
    .id = 0x7,
    .name = "gamemanager.setGameAttributes",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class SetGameAttributesHandler
{
public:
    explicit SetGameAttributesHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const SetGameAttributesRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
