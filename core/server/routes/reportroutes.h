#pragma once
// /api/game-reports: finished games, oldest first. The report itself is handed on as it was stored. Anonymous readers
// follow the rules of the running games: none, or without players. Network thread.
//
//     GET /        ?offset=0&count=20
//     GET /{id}    404 "Game not found"

#include <core/server/routes/gameaccess.h>

#include <core/http/router.h>
#include <core/storage/gamereports.h>

namespace server {

class ReportRoutes
{
public:
    // All outlive the routes.
    ReportRoutes(ApiAccess &access, GameAccess gameAccess, storage::GameReports &reports);

    void addTo(http::Router &router);

private:
    ApiAccess &m_access;
    GameAccess m_gameAccess;
    storage::GameReports &m_reports;
};

} // namespace server
