#pragma once
// Many games at once against one server, and what became of them. Owns no event loop: it runs on the network's.

#include <core/connector/redirectoridentity.h>
#include <core/net/network.h>

#include <tests/gameclient/crowd.h>
#include <tests/gameclient/evening.h>
#include <tests/gameclient/simulatedgame.h>

#include <deque>
#include <map>

namespace gameclient {

// A connector that runs on its own, and where its ports are.
struct OutsideConnector
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 redirector = 42127;
    LocalPorts ports;
};

struct SimulationOptions
{
    // Outside connectors, one for each game; a single one serves any number of games that need no relay…
    std::vector<OutsideConnector> connectors;
    QString server;   // …or the address of a server: each game then brings a connector of its own
    QString script;   // of a game on its own, or of a party (evening.h)
    int clients = 1;  // of a party: a multiple of its seats
    int parallel = 0; // games at the same time; 0: all, and parties are always all at once
    std::chrono::seconds stepDeadline {30};
    std::chrono::seconds hold {0}; // at the end each game stays this long, pinging
    std::vector<Account> accounts; // of an earlier run, for scripts that need them
};

struct SimulationResult
{
    struct Failure
    {
        int client = 0;  // from 0
        QString problem; // "<step>: <what went wrong>"
    };
    int clients = 0;
    int ok = 0;
    int tables = 0; // that played their plan to the end
    DatagramCounts datagrams;
    std::chrono::milliseconds took {0};
    std::vector<Failure> failures;
    std::vector<Account> accounts; // of all games that have one, in the order of the games
};

class Simulation
{
public:
    using Trace = std::function<void(int client, const QString &line)>;
    using Finished = base::MoveOnlyFunction<void(const SimulationResult &result)>;

    // References outlive the simulation. `finished` runs once, from the event loop.
    Simulation(net::Network &network, base::Clock &clock, base::Random &random,
               std::shared_ptr<const connector::RedirectorIdentity> identity, SimulationOptions options, Trace trace,
               Finished finished);
    ~Simulation();

private:
    void startMore();
    void startGame(int client);
    [[nodiscard]] Script scriptOf(int client);
    void ended(int client, const QString &problem);

    net::Network &m_network;
    base::Clock &m_clock;
    base::Random &m_random;
    std::shared_ptr<const connector::RedirectorIdentity> m_identity;
    SimulationOptions m_options;
    Trace m_trace;
    Finished m_finished;
    base::MonotonicTime m_started;
    QByteArray m_run; // makes e-mails unique
    int m_next = 0;
    SimulationResult m_result;
    std::size_t m_seats = 0; // of a table; 0: every game on its own
    unsigned m_kind = 0;     // of the matches: other runs on the same server shall not find them
    std::vector<std::unique_ptr<Table>> m_tables;
    std::unique_ptr<Crowd> m_crowd;
    std::map<int, Account> m_accounts;
    std::map<int, std::unique_ptr<SimulatedGame>> m_running;
    base::ScopedTimer m_startTimer;
};

// One line, for scripts:
// {"clients":…,"ok":…,"done":…,"failed":…,"games":…,"seconds":…,"failures":[{"client":…,"problem":…}]}
[[nodiscard]] QByteArray summaryJson(const SimulationResult &result);
[[nodiscard]] QString summaryText(const SimulationResult &result);

} // namespace gameclient
