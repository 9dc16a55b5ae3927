#pragma once
// One run of the server as one object: everything that exists between its start and its stop, joined together. Members
// go in the reverse order, so each may use those above it. Network thread; the storage and the hash pool have threads
// of their own. Constructing touches neither disk nor network.

#include <core/blaze/router.h>
#include <core/content/library.h>
#include <core/content/slotoverrides.h>
#include <core/game/games.h>
#include <core/http/router.h>
#include <core/http/server.h>
#include <core/server/accountservice.h>
#include <core/server/announcer.h>
#include <core/server/config.h>
#include <core/server/contentport.h>
#include <core/server/datafolder.h>
#include <core/server/filework.h>
#include <core/server/gamelinks.h>
#include <core/server/gamesreport.h>
#include <core/server/leaderboardservice.h>
#include <core/server/loginbudget.h>
#include <core/server/matchreportservice.h>
#include <core/server/originaccounts.h>
#include <core/server/playerdataservice.h>
#include <core/server/playerrowsport.h>
#include <core/server/presencereport.h>
#include <core/server/routes/announcementroutes.h>
#include <core/server/routes/api.h>
#include <core/server/routes/galaxyroutes.h>
#include <core/server/staticfiles.h>
#include <core/server/tunnels.h>
#include <core/session/presence.h>
#include <core/session/sessions.h>
#include <core/session/settings.h>
#include <core/session/tokens.h>
#include <core/storage/galaxyatwar.h>
#include <core/storage/storage.h>

namespace server {

// What the services are built on; all of it outlives them.
struct Surroundings
{
    const Config &config;
    const DataFolder &folder;
    net::Network &network;
    const base::Clock &clock;
    base::Random &random;
};

struct ServiceReports
{
    PresenceReport::Players players;
    PresenceReport::Connections connections;
    GamesReport::Reports games;
};

class Services
{
public:
    Services(const Surroundings &surroundings, const base::Secret &key, base::Ipv4 lanAddress, ServiceReports reports);
    Services(const Services &) = delete;
    Services &operator=(const Services &) = delete;
    ~Services();

    // Opens, checks and migrates the database, then applies the configured super administrator.
    void openDatabase(base::MoveOnlyFunction<void(base::Result<void, StartError>)> done);
    [[nodiscard]] base::Result<void, net::NetError> listen(quint16 port, const QSslConfiguration *tls);
    [[nodiscard]] quint16 httpPort() const { return m_http.port(); }
    [[nodiscard]] quint16 udpTunnelPort() const { return m_tunnels.udpPort(); }
    // The tunnel of the connector in this program; nullptr when there are too many.
    [[nodiscard]] std::unique_ptr<tunnel::Link> openLocalTunnel(tunnel::LinkHandler &handler)
    {
        return m_tunnels.openLocal(handler);
    }
    // One end of a pipe whose other end is a game connection here.
    [[nodiscard]] net::StreamPtr openLocal(const net::Endpoint &game);
    // The same for a connection that speaks HTTP.
    [[nodiscard]] net::StreamPtr openLocalHttp(const net::Endpoint &game);

    // What the game of openLocal() reports about itself.
    void takeTelemetry(const TelemetryPairs &pairs);

    // Says `text` to players who are in their games now.
    [[nodiscard]] AnnounceResult announce(const Audience &audience, const QString &text);

    // The report of games tells from now on why this waiting player has none; nullopt: of nobody.
    void explainQueue(std::optional<base::PlayerId> player);

    // Ends players and connections; `ended` follows when all have got what was theirs, or after `grace`.
    void end(std::chrono::milliseconds grace, base::MoveOnlyFunction<void()> ended);

private:
    void addRoutes();
    void applySuperAdmin(base::MoveOnlyFunction<void(base::Result<void, StartError>)> done);
    void endIfQuiet();
    [[nodiscard]] GamesReport::Surroundings gameSurroundings() const;

    const Config &m_config;
    const DataFolder &m_folder;
    net::Network &m_network;
    const base::Clock &m_clock;

    storage::Storage m_storage;
    storage::StorageClient m_client;
    storage::Players m_players;
    storage::PlayerData m_playerData;
    storage::GalaxyAtWar m_galaxy;
    storage::GameReports m_gameReports;
    storage::Leaderboards m_boards;
    storage::PasswordHasher m_hasher;
    AccountService m_accounts;
    PlayerDataService m_data;
    LeaderboardService m_boardService;
    std::unique_ptr<OriginAccounts> m_origin; // nullptr: switched off

    content::FolderFiles m_files;
    content::SlotOverrides m_overrides;
    content::Library m_library;
    ContentPort m_content;

    session::Tokens m_tokens;
    LoginBudget m_lookUps {
        {.addressBurst = base::kLookupAddressBurst, .addressPerMinute = base::kLookupAddressPerMinute}};
    Tunnels m_tunnels;
    MatchReportService m_matchReports;
    PlayerRowsPort m_rows;
    game::Games m_games;
    PresenceReport m_report;
    session::Presence m_presence;
    GamesReport m_gamesReport;
    Announcer m_announcer;
    blaze::Router m_router;
    session::Sessions m_sessions;
    session::Settings m_sessionSettings;
    GameLinks m_links;
    FileWork m_fileWork;
    Api m_api;
    AnnouncementRoutes m_announcementRoutes;
    GalaxyRoutes m_galaxyRoutes;

    StaticFiles m_static;
    http::Router m_routes;
    http::Server m_http;

    base::ScopedTimer m_graceTimer;
    bool m_httpEnded = false;
    base::MoveOnlyFunction<void()> m_ended;
};

} // namespace server
