#include <core/game/routes.h>
#include <core/server/routes/qosroutes.h>
#include <core/server/serverroutes.h>
#include <core/server/services.h>
#include <core/session/routes.h>
#include <core/stats/routes.h>

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(logServices, "app.server", QtInfoMsg)

namespace server {

namespace {

content::Settings contentSettings(const Config &config)
{
    content::Settings settings;
    settings.serverVersion = QStringLiteral(RELAYDECK_VERSION);
    settings.messages = config.messages;
    settings.jobThrottle = config.jobThrottle;
    settings.configurationVersion = config.content.configurationVersion;
    settings.empty = config.content.empty;
    return settings;
}

session::QosType qosType(QosKind kind)
{
    switch (kind) {
    case QosKind::Local:
        return session::QosType::Local;
    case QosKind::Official:
        return session::QosType::Official;
    case QosKind::Custom:
        return session::QosType::Custom;
    case QosKind::Disabled:
        return session::QosType::Disabled;
    case QosKind::Hamachi:
        return session::QosType::Hamachi;
    }
    Q_UNREACHABLE();
}

game::Settings gameSettings(const Config &config)
{
    game::Settings settings = config.games;
    settings.tunnel = config.tunnel == TunnelMode::Always     ? game::TunnelMode::Always
                      : config.tunnel == TunnelMode::Disabled ? game::TunnelMode::Disabled
                                                              : game::TunnelMode::Stricter;
    return settings;
}

session::Settings sessionSettings(const Config &config, base::Ipv4 lanAddress)
{
    session::Settings settings;
    settings.menuMessage = config.menuMessage;
    settings.serverVersion = QStringLiteral(RELAYDECK_VERSION);
    settings.qos.type = qosType(config.qos.kind);
    settings.qos.host = config.qos.host;
    settings.qos.port = config.qos.port;
    if (config.qos.kind == QosKind::Hamachi)
        settings.qos.hamachiHost = {QHostAddress(config.qos.host).toIPv4Address()};
    settings.lanAddress = lanAddress;
    return settings;
}

content::AnnouncementTarget targetOf(const Audience &audience)
{
    switch (audience.kind) {
    case Audience::Kind::Everyone:
        return content::AnnouncementTarget::all();
    case Audience::Kind::Game:
        return content::AnnouncementTarget::of(audience.game);
    case Audience::Kind::Player:
        return content::AnnouncementTarget::of(audience.player);
    }
    Q_UNREACHABLE();
}

// Nothing leads to the publisher's servers unless the operator has said so.
std::unique_ptr<OriginAccounts> originAccounts(const Surroundings &surroundings, AccountService &accounts,
                                               PlayerDataService &data)
{
    const RetrieverConfig &config = surroundings.config.retriever;
    if (!config.enabled || !config.originFetch)
        return nullptr;
    return std::make_unique<OriginAccounts>(OriginAccounts::Parts {.accounts = accounts,
                                                                   .playerData = data,
                                                                   .config = surroundings.config,
                                                                   .network = surroundings.network,
                                                                   .clock = surroundings.clock,
                                                                   .random = surroundings.random});
}

} // namespace

Services::Services(const Surroundings &surroundings, const base::Secret &key, base::Ipv4 lanAddress,
                   ServiceReports reports)
    : m_config(surroundings.config)
    , m_folder(surroundings.folder)
    , m_network(surroundings.network)
    , m_clock(surroundings.clock)
    , m_client(m_storage)
    , m_players(m_client)
    , m_playerData(m_client)
    , m_galaxy(m_client)
    , m_gameReports(m_client)
    , m_boards(m_client)
    , m_hasher(surroundings.random)
    , m_accounts(m_players, m_hasher, m_clock, surroundings.random, m_config.limits.loginBudget())
    , m_data(m_playerData)
    , m_boardService(m_boards, m_clock)
    , m_origin(originAccounts(surroundings, m_accounts, m_data))
    , m_files(m_folder.path())
    , m_overrides(m_files, m_config.content.empty.configuration)
    , m_library(contentSettings(m_config), m_files, m_overrides, &m_clock)
    , m_content(m_library)
    , m_tokens(key, m_clock, surroundings.random)
    , m_tunnels({.config = m_config,
                 .network = m_network,
                 .clock = m_clock,
                 .random = surroundings.random,
                 .tokens = m_tokens,
                 .file = m_folder.tunnels()})
    , m_matchReports(m_playerData, m_gameReports, m_clock, m_network)
    , m_rows(m_data)
    , m_games(gameSettings(m_config), {.presence = m_presence,
                                       .tunnels = m_tunnels,
                                       .reports = m_matchReports,
                                       .rows = m_rows,
                                       .clock = m_clock,
                                       .scheduler = m_network,
                                       .random = surroundings.random})
    , m_report(m_network, std::move(reports.players), std::move(reports.connections))
    , m_presence(m_games, m_clock)
    , m_gamesReport(m_games, m_clock, m_network, gameSurroundings(), std::move(reports.games))
    , m_announcer(m_presence, m_clock, m_network, QStringLiteral(RELAYDECK_VERSION), m_folder.announcements())
    , m_router(m_clock)
    , m_sessions(m_router, m_presence, m_clock, m_network)
    , m_sessionSettings(sessionSettings(m_config, lanAddress))
    , m_links(m_sessions, m_clock)
    , m_api({.config = m_config,
             .tokens = m_tokens,
             .accounts = m_accounts,
             .presence = m_presence,
             .games = m_games,
             .storage = m_client,
             .clock = m_clock,
             .random = surroundings.random,
             .files = m_fileWork,
             .logFolder = m_folder.logs()})
    , m_announcementRoutes(m_api.access(), m_announcer)
    , m_galaxyRoutes({.tokens = m_tokens, .ratings = m_galaxy, .playerData = m_playerData, .clock = m_clock},
                     m_config.galaxyAtWar)
    , m_static(m_folder.publicFiles())
    , m_http(m_network, m_clock, m_routes)
    , m_graceTimer(m_network)
{
    m_presence.setObserver(&m_report);
    m_sessions.setObserver(&m_report);
    m_games.setObserver(&m_gamesReport);
    m_links.setObserver([this](const session::Arrival &arrival, bool opened) {
        if (opened)
            m_tunnels.gameConnected(arrival);
        else
            m_tunnels.gameDisconnected(arrival);
    });
    m_data.setSavedObserver(
        [this](base::PlayerId player, QByteArrayView row) { m_matchReports.playerSaved(player, row); });
    addRoutes();
}

Services::~Services()
{
    m_games.setObserver(nullptr); // the report goes before the games
}

GamesReport::Surroundings Services::gameSurroundings() const
{
    return {.isThisPc =
                [this](base::PlayerId player) {
                    const session::Session *session = m_presence.find(player);
                    return session != nullptr && session->source().isLoopback();
                },
            .relayOf =
                [this](base::PlayerId player) {
                    const session::Session *session = m_presence.find(player);
                    const tunnel::Tunnel *tunnel = session == nullptr || !session->association()
                                                       ? nullptr
                                                       : m_tunnels.relay().find(*session->association());
                    if (tunnel == nullptr)
                        return PlayerPath::Relay;
                    return tunnel->form() == tunnel::Form::Http ? PlayerPath::HttpRelay : PlayerPath::UdpRelay;
                }};
}

void Services::addRoutes()
{
    session::addRoutes(m_router, m_sessionSettings,
                       {.sessions = m_sessions,
                        .presence = m_presence,
                        .accounts = m_accounts,
                        .playerData = m_data,
                        .content = m_content,
                        .tokens = m_tokens,
                        .clock = m_clock,
                        .origin = m_origin.get()});
    stats::addRoutes(m_router, m_boardService, m_presence, m_clock);
    game::addRoutes(m_router, m_sessionSettings, m_games, m_presence);
    const ServerRoutes routes {
        .tokens = m_tokens,
        .proxyMode = m_config.reverseProxy ? http::ProxyMode::TrustedProxy : http::ProxyMode::Direct,
        .registrationDisabled = m_config.dashboard.disableRegistration,
        .tunnelPort = [this] { return m_tunnels.announcedPort(); },
        .gameArrived =
            [this](base::Ipv4 from, std::optional<session::AssociationId> association, net::StreamPtr stream,
                   const QByteArray &leftover) {
                m_links.add({.source = from, .association = association}, std::move(stream), leftover);
            },
    };
    routes.addTo(m_routes);
    m_routes.setFallback([this](const http::Request &request, http::Responder responder) {
        m_static.answer(request, std::move(responder));
    });
    m_tunnels.addTo(m_routes);
    m_api.addTo(m_routes);
    m_announcementRoutes.addTo(m_routes);
    m_galaxyRoutes.addTo(m_routes);
    QosRoutes {}.addTo(m_routes);
}

void Services::openDatabase(base::MoveOnlyFunction<void(base::Result<void, StartError>)> done)
{
    m_client.open(m_folder.database(), m_clock.wall(),
                  [this, done = std::move(done)](storage::Storage::OpenAnswer answer) mutable {
                      if (!answer)
                          return done(base::failure(startErrorFrom(answer.error())));
                      if (!answer->backup.isEmpty())
                          qCInfo(logServices).noquote() << "database updated; the old one is kept as" << answer->backup;
                      m_announcer.load();
                      m_library.prepare();
                      applySuperAdmin(std::move(done));
                  });
}

void Services::applySuperAdmin(base::MoveOnlyFunction<void(base::Result<void, StartError>)> done)
{
    const DashboardConfig &dashboard = m_config.dashboard;
    if (dashboard.superEmail.isEmpty())
        return done(base::success());
    m_accounts.setSuperAdmin(dashboard.superEmail, dashboard.superPassword.secret().clone(),
                             [done = std::move(done)](auto result) mutable {
                                 // The server is useful without it: the operator is told, players are not kept out.
                                 if (!result)
                                     qCWarning(logServices) << "the super administrator could not be set up";
                                 else if (!*result)
                                     qCInfo(logServices) << "no account has the super administrator's e-mail yet";
                                 done(base::success());
                             });
}

base::Result<void, net::NetError> Services::listen(quint16 port, const QSslConfiguration *tls)
{
    auto listening = m_http.start({.address = m_config.host,
                                   .port = port,
                                   .tls = tls,
                                   .connectionsMax = m_config.limits.connections,
                                   .connectionsPerAddressMax = m_config.limits.connectionsPerAddress});
    if (listening)
        m_tunnels.listen();
    return listening;
}

net::StreamPtr Services::openLocal(const net::Endpoint &game)
{
    auto [theirs, ours] = m_network.makePipe(game, game);
    m_links.add({.source = game.ipv4().value_or(base::Ipv4 {}), .association = m_tunnels.localAssociation()},
                std::move(ours), {});
    return std::move(theirs);
}

net::StreamPtr Services::openLocalHttp(const net::Endpoint &game)
{
    auto [theirs, ours] = m_network.makePipe(game, game);
    m_http.adopt(std::move(ours));
    return std::move(theirs);
}

void Services::takeTelemetry(const TelemetryPairs &pairs)
{
    m_api.telemetry().take(pairs, m_tunnels.localAssociation());
}

AnnounceResult Services::announce(const Audience &audience, const QString &text)
{
    if (text.trimmed().isEmpty())
        return {.error = AnnounceError::Empty};
    if (text.size() > base::kAnnouncementTextMax)
        return {.error = AnnounceError::TooLong};
    // Players with the published plugin see a box, all others the line.
    return {.reached = m_announcer.announce(targetOf(audience), text.trimmed(), content::AnnouncementKind::Terminal)};
}

void Services::explainQueue(std::optional<base::PlayerId> player)
{
    m_gamesReport.explain(player);
}

void Services::end(std::chrono::milliseconds grace, base::MoveOnlyFunction<void()> ended)
{
    m_ended = std::move(ended);
    m_http.stop(grace, [this] {
        m_httpEnded = true;
        endIfQuiet();
    });
    m_games.destroyAll();
    m_sessions.endAll(session::EndReason::ServerStopping);
    m_tunnels.end();
    m_links.setEmptyCallback([this] { endIfQuiet(); });
    m_matchReports.flush([this] { endIfQuiet(); });
    m_graceTimer.start(grace, [this] {
        if (m_ended)
            std::exchange(m_ended, nullptr)(); // destroys this
    });
}

void Services::endIfQuiet()
{
    // From the event loop: the link or connection that went last is still on the stack.
    if (m_httpEnded && m_links.isEmpty() && m_matchReports.isQuiet() && m_ended)
        m_graceTimer.start(std::chrono::milliseconds(0), [this] { std::exchange(m_ended, nullptr)(); });
}

} // namespace server
