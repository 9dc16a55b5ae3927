#pragma once
// One run of the server as one object: everything that exists between its start and its stop, joined together. Members
// go in the reverse order, so each may use those above it. Network thread; the storage and the hash pool have threads
// of their own. Constructing touches neither disk nor network.

#include <core/blaze/router.h>
#include <core/content/library.h>
#include <core/http/router.h>
#include <core/http/server.h>
#include <core/server/accountservice.h>
#include <core/server/config.h>
#include <core/server/contentport.h>
#include <core/server/datafolder.h>
#include <core/server/gamelinks.h>
#include <core/server/playerdataservice.h>
#include <core/server/presencereport.h>
#include <core/session/presence.h>
#include <core/session/sessions.h>
#include <core/session/settings.h>
#include <core/session/tokens.h>
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
    // One end of a pipe whose other end is a game connection here.
    [[nodiscard]] net::StreamPtr openLocal(const net::Endpoint &game);

    // Ends players and connections; `ended` follows when all have got what was theirs, or after `grace`.
    void end(std::chrono::milliseconds grace, base::MoveOnlyFunction<void()> ended);

private:
    void addRoutes();
    void applySuperAdmin(base::MoveOnlyFunction<void(base::Result<void, StartError>)> done);
    void endIfQuiet();

    const Config &m_config;
    const DataFolder &m_folder;
    net::Network &m_network;
    const base::Clock &m_clock;

    storage::Storage m_storage;
    storage::StorageClient m_client;
    storage::Players m_players;
    storage::PlayerData m_playerData;
    storage::PasswordHasher m_hasher;
    AccountService m_accounts;
    PlayerDataService m_data;

    content::FolderFiles m_files;
    content::NoOverrides m_overrides;
    content::Library m_library;
    ContentPort m_content;

    session::Tokens m_tokens;
    session::NoGames m_games;
    PresenceReport m_report;
    session::Presence m_presence;
    blaze::Router m_router;
    session::Sessions m_sessions;
    session::Settings m_sessionSettings;
    GameLinks m_links;

    http::Router m_routes;
    http::Server m_http;

    base::ScopedTimer m_graceTimer;
    bool m_httpEnded = false;
    base::MoveOnlyFunction<void()> m_ended;
};

} // namespace server
