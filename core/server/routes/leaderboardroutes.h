#pragma once
// /api/leaderboard: the two boards, open to everybody; a token is not looked at. Ranks are those of the whole board:
// equal values share one, the next is skipped, ties are listed by player id. Network thread.
//
//     GET /{n7|cp}              ?offset=0&count=40: a page
//     GET /{n7|cp}/{player_id}  one entry; 404 "Player not found" without one

#include <core/http/router.h>
#include <core/storage/leaderboards.h>

namespace server {

class LeaderboardRoutes
{
public:
    explicit LeaderboardRoutes(storage::Leaderboards &boards); // outlives the routes

    void addTo(http::Router &router);

private:
    storage::Leaderboards &m_boards;
};

} // namespace server
