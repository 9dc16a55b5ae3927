#include <core/server/serverroutes.h>
#include <core/server/services.h>
#include <core/session/routes.h>

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
    , m_hasher(surroundings.random)
    , m_accounts(m_players, m_hasher, m_clock, surroundings.random)
    , m_data(m_playerData)
    , m_files(m_folder.path())
    , m_library(contentSettings(m_config), m_files, m_overrides)
    , m_content(m_library)
    , m_tokens(key, m_clock, surroundings.random)
    , m_report(m_network, std::move(reports.players), std::move(reports.connections))
    , m_presence(m_games, m_clock)
    , m_router(m_clock)
    , m_sessions(m_router, m_presence, m_clock, m_network)
    , m_sessionSettings(sessionSettings(m_config, lanAddress))
    , m_links(m_sessions)
    , m_http(m_network, m_clock, m_routes)
    , m_graceTimer(m_network)
{
    m_presence.setObserver(&m_report);
    m_sessions.setObserver(&m_report);
    addRoutes();
}

Services::~Services() = default;

void Services::addRoutes()
{
    session::addRoutes(m_router, m_sessionSettings,
                       {.sessions = m_sessions,
                        .presence = m_presence,
                        .accounts = m_accounts,
                        .playerData = m_data,
                        .content = m_content,
                        .tokens = m_tokens,
                        .clock = m_clock});
    const ServerRoutes routes {
        .tokens = m_tokens,
        .proxyMode = m_config.reverseProxy ? http::ProxyMode::TrustedProxy : http::ProxyMode::Direct,
        .registrationDisabled = m_config.dashboard.disableRegistration,
        .gameArrived =
            [this](base::Ipv4 from, std::optional<session::AssociationId> association, net::StreamPtr stream,
                   const QByteArray &leftover) {
                m_links.add({.source = from, .association = association}, std::move(stream), leftover);
            },
    };
    routes.addTo(m_routes);
}

void Services::openDatabase(base::MoveOnlyFunction<void(base::Result<void, StartError>)> done)
{
    m_client.open(m_folder.database(), m_clock.wall(),
                  [this, done = std::move(done)](storage::Storage::OpenAnswer answer) mutable {
                      if (!answer)
                          return done(base::failure(startErrorFrom(answer.error())));
                      if (!answer->backup.isEmpty())
                          qCInfo(logServices).noquote() << "database updated; the old one is kept as" << answer->backup;
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
    return m_http.start({.address = m_config.host,
                         .port = port,
                         .tls = tls,
                         .connectionsMax = m_config.limits.connections,
                         .connectionsPerAddressMax = m_config.limits.connectionsPerAddress});
}

net::StreamPtr Services::openLocal(const net::Endpoint &game)
{
    auto [theirs, ours] = m_network.makePipe(game, game);
    m_links.add({.source = game.ipv4().value_or(base::Ipv4 {}), .association = std::nullopt}, std::move(ours), {});
    return std::move(theirs);
}

void Services::end(std::chrono::milliseconds grace, base::MoveOnlyFunction<void()> ended)
{
    m_ended = std::move(ended);
    m_http.stop(grace, [this] {
        m_httpEnded = true;
        endIfQuiet();
    });
    m_sessions.endAll(session::EndReason::ServerStopping);
    m_links.setEmptyCallback([this] { endIfQuiet(); });
    m_graceTimer.start(grace, [this] {
        if (m_ended)
            std::exchange(m_ended, nullptr)(); // destroys this
    });
}

void Services::endIfQuiet()
{
    // From the event loop: the link or connection that went last is still on the stack.
    if (m_httpEnded && m_links.isEmpty() && m_ended)
        m_graceTimer.start(std::chrono::milliseconds(0), [this] { std::exchange(m_ended, nullptr)(); });
}

} // namespace server
