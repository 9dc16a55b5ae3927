#pragma once
// /api/server/announcements, for administrators; ours. Speaks to players in their games, at once or later.
//
//     GET              { "announcements": [ { "id", "text", "kind", "at", "player", "repeat_every", "marks" } ] }
//     POST             { "text", "kind"?: "line" | "terminal", "player"?: id, "game"?: id }           → { "reached": n
//     }
//                      the same with "at": "2026-03-01T20:00:00Z", "repeat_every"?: seconds, or
//                      "marks"?: [ seconds before, … ] for a countdown                                → { "id": n }
//     DELETE …/{id}    empty 200; 404 when there is none
//
// 400 with a sentence for what cannot be; 500 when the schedule cannot be stored. Network thread.

#include <core/server/announcer.h>
#include <core/server/routes/access.h>

#include <core/http/router.h>

namespace server {

class AnnouncementRoutes
{
public:
    // Both outlive the routes.
    AnnouncementRoutes(ApiAccess &access, Announcer &announcer);

    void addTo(http::Router &router);

private:
    ApiAccess &m_access;
    Announcer &m_announcer;
};

} // namespace server
