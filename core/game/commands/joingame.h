#pragma once
// Into the game another player is in: an invitation, or the list of friends. What a search would ask for does not
// count, so private games are open to whoever was told of them.

#include <core/game/games.h>
#include <core/session/settings.h>

namespace game {

// An identification of which only the number counts.
struct JoinTarget
{
    PlayerId player {};

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"ID">(&JoinTarget::player)); }
};

struct JoinGameRequest
{
    GameId game {};                // counts when no player is named
    session::AddressUnion address; // for a sender who has not told its address yet
    JoinTarget target;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&JoinGameRequest::game, tdf::orDefault),
                           tdf::field<"PNET">(&JoinGameRequest::address, tdf::lenient),
                           tdf::field<"USER">(&JoinGameRequest::target));
    }
};

struct JoinGameResponse
{
    GameId game {};
    quint8 state = 0; // joined

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&JoinGameResponse::game), tdf::field<"JGS">(&JoinGameResponse::state));
    }
};

inline constexpr blaze::Command<JoinGameRequest, JoinGameResponse> joinGame {
    .component = blaze::Component::GameManager,
    .id = 0x9,
    .name = "gamemanager.joinGame",
    .access = blaze::Access::Player,
    .errors = {blaze::Error::JoinPlayerFailed, blaze::Error::InvalidGameId, blaze::Error::AlreadyGameMember,
               blaze::Error::PlayerBanned, blaze::Error::GameFull},
};

class JoinGameHandler
{
public:
    JoinGameHandler(Games &games, session::Presence &presence, session::Settings settings)
        : m_games(games)
        , m_presence(presence)
        , m_settings(std::move(settings))
    {}
    void operator()(const JoinGameRequest &request, blaze::Context &context, blaze::Reply<JoinGameResponse> reply);

private:
    [[nodiscard]] Games::Answer<Game *> targetOf(const JoinGameRequest &request) const;

    Games &m_games;
    session::Presence &m_presence;
    session::Settings m_settings;
};

} // namespace game
