#pragma once
// /api/players for administrators: list, look at, change and delete accounts. Network thread.
//
//     GET     /                    ?offset=0&count=20: a page by id
//     GET     /{id}                any target
//     DELETE  /{id}                of a lower role only
//     GET     /{id}/galaxy_at_war  any target; made when missing, no decay
//     PUT     /{id}/password       { "password" }
//     PUT     /{id}/details        { "username", "email" }
//     PUT     /{id}/role           { "role" }: SuperAdmin only, and never to SuperAdmin
//
// The player is looked up (404) before the permission over it is checked (401), except for the role.

#include <core/server/routes/access.h>
#include <core/server/routes/playerchanges.h>

#include <core/base/clock.h>
#include <core/http/router.h>
#include <core/storage/galaxyatwar.h>

namespace server {

class PlayerRoutes
{
public:
    struct Parts // all outlive the routes
    {
        ApiAccess &access;
        storage::Players &players;
        storage::GalaxyAtWar &galaxy;
        PlayerChanges &changes;
        const base::Clock &clock;
    };
    explicit PlayerRoutes(const Parts &parts);

    void addTo(http::Router &router);

private:
    using Then = http::MoveOnlyFunction<void(const storage::PlayerRecord &target, http::Responder responder)>;
    // Looks the player up, else answers 404.
    void withPlayer(base::PlayerId id, http::Responder responder, Then then);
    // And makes sure of the permission, else answers 401.
    void withPermission(const http::Request &request, base::PlayerId id, http::Responder responder, Then then);
    void addReading(http::Router &router);
    void addChanging(http::Router &router);
    void sendGalaxy(base::PlayerId player, http::Responder responder);
    void setRole(const storage::PlayerRecord &caller, base::PlayerId id, storage::PlayerRole role,
                 http::Responder responder);

    Parts m_parts;
};

} // namespace server
