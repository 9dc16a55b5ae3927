#pragma once
// A new game with the sender as its host. Whoever waits for such a game comes into it at once. The answer leaves
// before GameSetup.

#include <core/game/games.h>
#include <core/game/gamesetup.h>
#include <core/session/settings.h>

namespace game {

struct CreateGameRequest
{
    Attributes attributes;
    QList<HostAddress> address; // for a sender who has not told its address yet
    quint16 settings = 0;
    QByteArray version {kGameVersion};

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"ATTR">(&CreateGameRequest::attributes, tdf::maxCount(base::kGameAttributesMax),
                               tdf::maxLength(base::kGameAttributeTextMax)),
            tdf::field<"GSET">(&CreateGameRequest::settings),
            tdf::field<"HNET">(&CreateGameRequest::address, tdf::lenient, tdf::maxCount(base::kMeshTargetsMax)),
            tdf::field<"VSTR">(&CreateGameRequest::version, tdf::orDefault,
                               tdf::maxLength(base::kGameAttributeTextMax)));
    }
};

struct CreateGameResponse
{
    GameId game {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GID">(&CreateGameResponse::game)); }
};

inline constexpr blaze::Command<CreateGameRequest, CreateGameResponse> createGame {
    .component = blaze::Component::GameManager,
    .id = 0x1,
    .name = "gamemanager.createGame",
    .access = blaze::Access::Player,
};

class CreateGameHandler
{
public:
    CreateGameHandler(Games &games, session::Settings settings)
        : m_games(games)
        , m_settings(std::move(settings))
    {}
    void operator()(const CreateGameRequest &request, blaze::Context &context, blaze::Reply<CreateGameResponse> reply);

private:
    Games &m_games;
    session::Settings m_settings;
};

} // namespace game
