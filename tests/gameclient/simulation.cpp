#include <tests/gameclient/simulation.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kBetweenPlayers {100};

QByteArray randomHex(base::Random &random, std::size_t bytes)
{
    QByteArray raw(static_cast<qsizetype>(bytes), Qt::Uninitialized);
    random.fill(std::as_writable_bytes(std::span(raw.data(), bytes)));
    return raw.toHex();
}

Account newAccount(base::Random &random, const QByteArray &run, int client)
{
    Account account;
    account.email = u"sim-%1-%2@players.example"_s.arg(QString::fromLatin1(run)).arg(client);
    account.password = QString::fromLatin1(randomHex(random, 8));
    return account;
}

} // namespace

Simulation::Simulation(net::Network &network, base::Clock &clock, base::Random &random,
                       std::shared_ptr<const connector::RedirectorIdentity> identity, SimulationOptions options,
                       Trace trace, Finished finished)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_identity(std::move(identity))
    , m_options(std::move(options))
    , m_trace(std::move(trace))
    , m_finished(std::move(finished))
    , m_started(clock.now())
    , m_startTimer(network)
{
    // Unlike everything else not from the seed: two runs against one server must not meet each other's accounts.
    base::SystemRandom system;
    m_run = randomHex(system, 6);
    m_result.clients = m_options.clients;
    for (const PartyInfo &party : parties()) {
        if (m_options.script == QLatin1StringView(party.name))
            m_seats = party.seats;
    }
    m_kind = system.below(320);
    m_crowd = std::make_unique<Crowd>(static_cast<std::size_t>(m_options.clients));
    m_startTimer.start(std::chrono::milliseconds(0), [this] { startMore(); });
}

Simulation::~Simulation() = default;

void Simulation::startMore()
{
    const int limit = m_options.parallel > 0 && m_seats == 0 ? m_options.parallel : m_options.clients;
    while (m_next < m_options.clients && static_cast<int>(m_running.size()) < limit)
        startGame(m_next++);
}

void Simulation::startGame(int client)
{
    SimulatedGameOptions options;
    options.server = m_options.server;
    if (m_options.server.isEmpty()) {
        const auto &connectors = m_options.connectors;
        const OutsideConnector &connector = connectors.at(static_cast<std::size_t>(client) % connectors.size());
        options.game.redirectorHost = connector.host;
        options.game.redirectorPort = connector.redirector;
        options.ports = connector.ports;
    }
    options.script = scriptOf(client);
    if (m_seats > 0)
        options.relay = partyNamed(m_options.script, client / static_cast<int>(m_seats), 0, m_kind)->relay;
    options.stepDeadline = m_options.stepDeadline;
    options.hold = m_options.hold;
    // Players of a party come one after the other: a server lets only so many of one address open relays in a second.
    if (m_seats > 0)
        options.delay = kBetweenPlayers * client;
    const auto index = static_cast<std::size_t>(client);
    Account account =
        index < m_options.accounts.size() ? m_options.accounts[index] : newAccount(m_random, m_run, client);
    m_running[client] = std::make_unique<SimulatedGame>(
        m_network, m_clock, m_random, m_identity, std::move(options), std::move(account),
        [this, client](const QString &line) {
            if (m_trace)
                m_trace(client, line);
        },
        [this, client](const QString &problem) { ended(client, problem); });
}

// Of a party: what comes before, the table, waiting for the other tables, what comes after.
Script Simulation::scriptOf(int client)
{
    if (m_seats == 0)
        return *scriptNamed(m_options.script, client);
    const std::size_t seat = static_cast<std::size_t>(client) % m_seats;
    const int number = client / static_cast<int>(m_seats);
    Party party = *partyNamed(m_options.script, number, seat, m_kind);
    if (seat == 0) {
        party.table.stepDeadline = m_options.stepDeadline;
        m_tables.push_back(std::make_unique<Table>(std::move(party.table), std::move(party.plan)));
    }
    Table &table = *m_tables.back();
    Script script = std::move(party.before);
    script.push_back({"table",
                      [&table, seat](GameClient &game, Done leave) { table.sit(seat, game, std::move(leave)); },
                      Step::Deadline::Own});
    script.push_back({"the other tables",
                      [this, client](GameClient & /*game*/, Done goOn) { m_crowd->arrive(client, std::move(goOn)); },
                      Step::Deadline::Own});
    script.insert(script.end(), party.after.begin(), party.after.end());
    return script;
}

void Simulation::ended(int client, const QString &problem)
{
    const auto game = m_running.extract(client); // dies at the end of this function
    if (game.mapped()->account().playerId != 0)
        m_accounts.emplace(client, game.mapped()->account());
    if (problem.isEmpty())
        ++m_result.ok;
    else
        m_result.failures.push_back({client, problem});
    if (m_seats > 0) {
        const std::size_t place = static_cast<std::size_t>(client);
        m_tables.at(place / m_seats)->absent(place % m_seats, problem);
        m_crowd->gone(client);
    }
    if (m_trace)
        m_trace(client, problem.isEmpty() ? u"done"_s : u"FAILED "_s + problem);
    if (!m_running.empty() || m_next < m_options.clients) {
        m_startTimer.start(std::chrono::milliseconds(0), [this] { startMore(); });
        return;
    }
    for (const auto &table : m_tables) {
        if (table->playedToEnd())
            ++m_result.tables;
        m_result.datagrams += table->datagrams;
    }
    m_result.took = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - m_started);
    for (auto &[index, account] : m_accounts)
        m_result.accounts.push_back(std::move(account));
    auto finished = std::move(m_finished);
    finished(m_result);
}

QByteArray summaryJson(const SimulationResult &result)
{
    QJsonArray failures;
    for (const auto &failure : result.failures)
        failures.append(QJsonObject {{u"client"_s, failure.client}, {u"problem"_s, failure.problem}});
    const auto number = [](quint64 value) { return static_cast<qint64>(value); };
    const QJsonObject datagrams {
        {u"sent"_s, number(result.datagrams.sent)},
        {u"received"_s, number(result.datagrams.received)},
        {u"lost"_s, number(result.datagrams.lost + result.datagrams.unsent)},
        {u"misdelivered"_s, number(result.datagrams.misdelivered)},
        {u"duplicated"_s, number(result.datagrams.duplicated)},
    };
    const QJsonObject summary {
        {u"clients"_s, result.clients},
        {u"ok"_s, result.ok},
        {u"done"_s, result.ok},
        {u"games"_s, result.tables},
        {u"datagrams"_s, datagrams},
        {u"failed"_s, result.clients - result.ok},
        {u"seconds"_s, static_cast<double>(result.took.count()) / 1000.0},
        {u"failures"_s, failures},
    };
    return QJsonDocument(summary).toJson(QJsonDocument::Compact);
}

QString summaryText(const SimulationResult &result)
{
    QString text = u"%1 of %2 games did all of their script in %3 s"_s.arg(result.ok)
                       .arg(result.clients)
                       .arg(static_cast<double>(result.took.count()) / 1000.0, 0, 'f', 1);
    if (const DatagramCounts &counts = result.datagrams; counts.sent > 0) {
        text += u"; %1 matches; %2 datagrams sent, %3 received, %4 lost, %5 misdelivered"_s.arg(result.tables)
                    .arg(counts.sent)
                    .arg(counts.received)
                    .arg(counts.lost + counts.unsent)
                    .arg(counts.misdelivered);
    }
    return text;
}

} // namespace gameclient
