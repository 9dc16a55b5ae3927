#pragma once
// /api/games: the games that run now. Anonymous readers only when the operator allows it, and then without the players
// unless he allows that too; where a player can be reached is for administrators. Network thread.
//
//     GET /        ?offset=0&count=20: by id
//     GET /{id}    404 "Game not found"

#include <core/game/gamecatalogue.h>
#include <core/server/routes/gameaccess.h>
#include <core/server/routes/gamejson.h>

#include <core/http/router.h>

namespace server {

class GameRoutes
{
public:
    // All outlive the routes.
    GameRoutes(ApiAccess &access, GameAccess gameAccess, const game::GameCatalogue &games);

    void addTo(http::Router &router);

private:
    [[nodiscard]] GamePlayers playersFor(const http::Request &request) const;
    void sendPage(qint64 first, quint8 count, GamePlayers players, http::Responder responder) const;

    ApiAccess &m_access;
    GameAccess m_gameAccess;
    const game::GameCatalogue &m_games;
};

} // namespace server
