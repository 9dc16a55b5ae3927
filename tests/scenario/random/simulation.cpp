#include <tests/scenario/random/simulation.h>

#include <core/game/commands/startmatchmaking.h>

namespace scenario {

namespace {

// Short timers, so that a run meets all of them; every other seed plays as published servers do.
game::Settings settingsFor(Dice &dice)
{
    game::Settings settings;
    settings.tunnel = dice.oneOf(std::array {game::TunnelMode::Stricter, game::TunnelMode::Stricter,
                                             game::TunnelMode::Always, game::TunnelMode::Disabled});
    settings.tunnelRequired = dice.chance(10);
    settings.strictHost = dice.chance(20);
    settings.migration = dice.chance(25) ? game::MigrationMode::Instant : game::MigrationMode::Staged;
    settings.joinTimeout = std::chrono::seconds(dice.chance(20) ? 0 : 30);
    settings.matchmaking.ignoreSettings = dice.chance(10);
    settings.matchmaking.phaseFilter = dice.chance(80);
    settings.matchmaking.newGameDelay = std::chrono::seconds(dice.chance(30) ? 5 : 0);
    settings.matchmaking.statusInterval = std::chrono::seconds(dice.chance(70) ? 10 : 0);
    return settings;
}

} // namespace

void Simulation::Watcher::gameCreated(base::GameId game)
{
    m_simulation.m_alive.insert(game);
    ++m_simulation.m_tally.games;
}

void Simulation::Watcher::gameRemoved(base::GameId game)
{
    m_simulation.m_alive.erase(game);
}

Simulation::Simulation(std::uint64_t seed, std::function<void(const QString &)> tell)
    : m_dice(seed)
    , m_tell(std::move(tell))
    , m_games(settingsFor(m_dice), {.presence = m_presence,
                                    .tunnels = m_tunnels,
                                    .reports = m_reports,
                                    .rows = m_rows,
                                    .clock = m_time,
                                    .scheduler = m_time,
                                    .random = m_dice})
    , m_presence(m_games, m_time)
    , m_router(m_time)
    , m_sessions(m_router, m_presence, m_time, m_time)
{
    m_games.setObserver(&m_watcher);
    game::addRoutes(m_router, m_sessionSettings, m_games, m_presence);
    m_clients.resize(kConnections);
}

Simulation::~Simulation()
{
    for (const auto &client : m_clients) {
        if (client)
            m_sessions.closed(client->connection->id());
    }
}

QString Simulation::step()
{
    const std::size_t place = m_dice.roll(kConnections);
    if (!m_clients[place]) {
        connect(place);
    } else {
        SimClient &client = *m_clients[place];
        const std::uint32_t dice = m_dice.roll(100);
        if (client.closing)
            disconnect(client);
        else if (client.player() == nullptr || dice < 4)
            connectionAction(client);
        else if (dice < 8)
            passTime();
        else if (dice < 12)
            oddAction(client);
        else if (dice < 35 && client.player()->game)
            hostAction(client);
        else
            memberAction(client);
    }
    reap();
    m_tally.reports += m_reports.outcomes.size();
    m_reports.outcomes.clear();
    return broken();
}

void Simulation::say(const char *action, const SimClient *client)
{
    if (!m_tell)
        return;
    QString line = QLatin1String(action);
    if (client != nullptr) {
        line += QStringLiteral(" connection %1").arg(base::number(client->connection->id()));
        if (const auto *player = client->player()) {
            line += QStringLiteral(" player %1").arg(base::number(player->account.id));
            if (player->game)
                line += QStringLiteral(" game %1").arg(base::number(*player->game));
        }
    }
    m_tell(line);
}

// Connections the server has ended go, as the event loop would see to it.
void Simulation::reap()
{
    for (auto &client : m_clients) {
        if (client && (client->gone || (client->closing && m_dice.chance(50)))) {
            m_sessions.closed(client->connection->id());
            client.reset();
        }
    }
}

void Simulation::passTime()
{
    constexpr std::array kSteps {1, 50, 900, 5'000, 9'999, 15'000, 31'000};
    const std::chrono::milliseconds span(m_dice.oneOf(kSteps));
    say("time passes");
    // Those that answer pings are heard of in time.
    for (const auto &client : m_clients) {
        if (client && client->responsive)
            client->session().liveness().lastHeard = m_time.now() + span;
    }
    m_time.advance(span);
}

base::PlayerId Simulation::somePlayer()
{
    return base::PlayerId {1 + m_dice.roll(kPlayers + 1)};
}

base::GameId Simulation::someGame(const SimClient &client)
{
    const auto *player = client.player();
    if (player != nullptr && player->game && m_dice.chance(80))
        return *player->game;
    if (!m_alive.empty() && m_dice.chance(80)) {
        auto game = m_alive.begin();
        std::advance(game, m_dice.roll(static_cast<std::uint32_t>(m_alive.size())));
        return *game;
    }
    return base::GameId {m_dice.roll(1000)};
}

base::PlayerId Simulation::someMember(const SimClient &client)
{
    const auto &belief = client.belief();
    if (!belief || m_dice.chance(15))
        return somePlayer();
    auto member = belief->members.begin();
    std::advance(member, m_dice.roll(static_cast<std::uint32_t>(belief->members.size())));
    return member->first;
}

game::Attributes Simulation::someAttributes()
{
    static const std::array<QByteArray, 3> maps {"map1", "map2", "map3"};
    static const std::array<QByteArray, 5> phases {"IN_LOBBY", "IN_GAME_STARTING", "IN_GAME_MIDGAME",
                                                   "IN_GAME_FINISHING", "MATCH_MAKING"};
    game::Attributes attributes;
    if (m_dice.chance(70))
        attributes.insert("ME3privacy", m_dice.chance(75) ? "PUBLIC" : "PRIVATE");
    if (m_dice.chance(60))
        attributes.insert("ME3map", m_dice.oneOf(maps));
    if (m_dice.chance(40))
        attributes.insert("ME3gameState", m_dice.oneOf(phases));
    if (m_dice.chance(10))
        attributes.insert("ME3_dlc2300", m_dice.chance(50) ? "required" : "preferred");
    return attributes;
}

session::NetworkData Simulation::someNetwork()
{
    session::NetworkData network;
    network.qos.natType = m_dice.roll(5);
    if (m_dice.chance(10))
        return network;
    const base::Ipv4 external {m_dice.chance(80) ? 0xCB007100 + m_dice.roll(20) : 0xC0A80000 + m_dice.roll(20)};
    network.address =
        session::AddressUnion::of<2>(session::AddressPair {{external, 3659}, {{0xC0A80100 + m_dice.roll(20)}, 3659}});
    return network;
}

} // namespace scenario
