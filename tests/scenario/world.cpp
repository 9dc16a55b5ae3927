#include <tests/scenario/world.h>

#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/util/postauth.h>

#include <algorithm>

namespace scenario {

namespace {

base::Secret testKey()
{
    QByteArray key(64, Qt::Uninitialized);
    for (qsizetype i = 0; i < key.size(); ++i)
        key[i] = static_cast<char>(i);
    return base::Secret(key);
}

} // namespace

World::World(WorldConfig config)
    : m_config(std::move(config))
    , m_accounts(m_worker)
    , m_playerData(m_worker)
    , m_boards(m_worker, m_accounts)
    , m_origin(m_accounts)
    , m_rows(m_playerData)
    , m_gameService(m_config.games, {.presence = m_presence,
                                     .tunnels = m_tunnels,
                                     .reports = m_reports,
                                     .rows = m_rows,
                                     .clock = m_time,
                                     .scheduler = m_time,
                                     .random = m_random})
    , m_overrides(m_files, m_config.content.empty.configuration)
    , m_library(m_config.content, m_files, m_overrides)
    , m_content(m_library)
    , m_tokens(testKey(), m_time, m_random)
    , m_router(m_time)
    , m_presence(m_games, m_time)
    , m_sessions(m_router, m_presence, m_time, m_time)
{
    m_games.games = &m_gameService;
    m_presence.setObserver(&m_watcher);
    m_sessions.setObserver(&m_watcher);
    session::addRoutes(m_router, m_config.session,
                       {.sessions = m_sessions,
                        .presence = m_presence,
                        .accounts = m_accounts,
                        .playerData = m_playerData,
                        .content = m_content,
                        .tokens = m_tokens,
                        .clock = m_time,
                        .origin = m_config.origin ? &m_origin : nullptr});
    stats::addRoutes(m_router, m_boards, m_presence, m_time);
    game::addRoutes(m_router, m_config.session, m_gameService, m_presence);
}

World::~World()
{
    for (const auto &client : m_clients)
        client->disconnect();
}

Client &World::connect(std::optional<base::Ipv4> source, std::optional<session::AssociationId> association)
{
    const session::Arrival arrival {.source = source.value_or(m_config.source), .association = association};
    m_clients.push_back(std::make_unique<Client>(*this, arrival));
    return *m_clients.back();
}

Client &World::loggedIn(const session::Account &player)
{
    Client &client = connect();
    client.call(session::authentication::silentLogin, {m_tokens.issueSession(player.id)});
    client.clear();
    return client;
}

Client &World::inMenu(const session::Account &player)
{
    Client &client = loggedIn(player);
    client.call(session::util::postAuth);
    client.clear();
    return client;
}

QString World::brokenInvariant()
{
    if (m_tunnels.broken != nullptr)
        return QLatin1String(m_tunnels.broken);
    int loggedIn = 0;
    for (const auto &client : m_clients) {
        if (client->isClosed())
            continue;
        session::Session &session = client->session();
        const session::SignedInPlayer *player = session.player();
        if (player == nullptr)
            continue;
        ++loggedIn;
        if (m_presence.find(player->account.id) != &session)
            return QStringLiteral("a logged-in session is not the one the player is found by");
        for (session::Session *subscriber : player->subscribers) {
            if (subscriber->player() == nullptr)
                return QStringLiteral("an anonymous session is subscribed");
            const auto &watching = subscriber->player()->watching;
            if (std::count(watching.begin(), watching.end(), &session) != 1)
                return QStringLiteral("a subscription is known to one side only");
        }
        if (client->connection().bytesBuffered() != 0 && !client->connection().requestInProgress() &&
            !client->connection().frameInProgress())
            return QStringLiteral("bytes are held back for no reason");
    }
    if (loggedIn != m_presence.playerCount())
        return QStringLiteral("players online and logged-in sessions differ");
    return {};
}

} // namespace scenario
