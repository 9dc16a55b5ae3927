#pragma once
// The web API as one piece: every route group below /api except those about the server itself, with what they share.
// Made once for each run of the server. Network thread.

#include <core/server/routes/access.h>
#include <core/server/routes/authroutes.h>
#include <core/server/routes/gameroutes.h>
#include <core/server/routes/leaderboardroutes.h>
#include <core/server/routes/logroutes.h>
#include <core/server/routes/playerdataroutes.h>
#include <core/server/routes/playerroutes.h>
#include <core/server/routes/reportroutes.h>
#include <core/server/routes/selfroutes.h>
#include <core/server/routes/telemetryroutes.h>

namespace server {

class Api
{
public:
    struct Parts // all outlive the API
    {
        const Config &config;
        const session::Tokens &tokens;
        AccountService &accounts;
        session::Presence &presence;
        const game::GameCatalogue &games;
        storage::StorageClient &storage;
        const base::Clock &clock;
        base::Random &random;
        FileWork &files;
        QString logFolder;
    };
    explicit Api(const Parts &parts);
    Api(const Api &) = delete;
    Api &operator=(const Api &) = delete;

    void addTo(http::Router &router);

    // For routes of other parts that ask for a player's token.
    [[nodiscard]] ApiAccess &access() noexcept { return m_access; }
    // For a connector in this program, which needs no HTTP.
    [[nodiscard]] TelemetryIntake &telemetry() noexcept { return m_intake; }

private:
    storage::Players m_players;
    storage::PlayerData m_data;
    storage::Leaderboards m_boards;
    storage::GameReports m_reports;
    storage::GalaxyAtWar m_galaxy;
    storage::TelemetryEvents m_events;
    ApiAccess m_access;
    PlayerChanges m_changes;
    TelemetryIntake m_intake;

    AuthRoutes m_auth;
    SelfRoutes m_self;
    PlayerRoutes m_playerRoutes;
    PlayerDataRoutes m_dataRoutes;
    LeaderboardRoutes m_leaderboards;
    GameRoutes m_gameRoutes;
    ReportRoutes m_reportRoutes;
    TelemetryRoutes m_telemetry;
    LogRoutes m_log;
};

} // namespace server
