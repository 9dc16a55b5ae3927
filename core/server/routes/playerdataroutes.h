#pragma once
// /api/players/{id}/data: what the game saves for a player, as the web dashboard's editor reads and writes it. Keys and
// values are any text; nothing is looked into. Network thread.
//
//     GET     /data          every row: { key: value, … }, ordered by key bytes
//     GET     /data/{key}    { "key", "value" }; 404 "Unable to find data"
//     PUT     /data/{key}    { "value" }: made or replaced
//     DELETE  /data/{key}    200 also when there was none
//
// Reading: permission over the player, of any role. Writing: Admin or above besides.

#include <core/server/routes/access.h>

#include <core/http/router.h>
#include <core/storage/playerdata.h>

namespace server {

class PlayerDataRoutes
{
public:
    // All outlive the routes.
    PlayerDataRoutes(ApiAccess &access, storage::Players &players, storage::PlayerData &data);

    void addTo(http::Router &router);

private:
    // Answers 404 without the player, 401 without permission; else runs `then`.
    void withPermission(const http::Request &request, base::PlayerId player, http::Responder responder,
                        http::MoveOnlyFunction<void(http::Responder)> then);
    void addReading(http::Router &router);
    void addWriting(http::Router &router);
    void save(base::PlayerId player, const QByteArray &key, const QByteArray &value, http::Responder responder);

    ApiAccess &m_access;
    storage::Players &m_players;
    storage::PlayerData &m_data;
};

} // namespace server
