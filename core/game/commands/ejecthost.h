#pragma once
// The host gives up its place and leaves; the others go on with a new one.

#include <core/game/games.h>

namespace game {

struct EjectHostRequest
{
    GameId game {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GID">(&EjectHostRequest::game)); }
};

inline constexpr blaze::Command<EjectHostRequest, blaze::Empty> ejectHost {
    .component = blaze::Component::GameManager,
    .id = 0x28,
    .name = "gamemanager.ejectHost",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::InvalidGameId, blaze::Error::PermissionDenied},
};

class EjectHostHandler
{
public:
    explicit EjectHostHandler(Games &games)
        : m_games(games)
    {}
    void operator()(const EjectHostRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);

private:
    Games &m_games;
};

} // namespace game
