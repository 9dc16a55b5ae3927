#pragma once
// Many games at once against one server, and what became of them. Owns no event loop: it runs on the network's.

#include <core/connector/redirectoridentity.h>
#include <core/net/network.h>

#include <tests/gameclient/simulatedgame.h>

#include <deque>
#include <map>

namespace gameclient {

struct SimulationOptions
{
    QString redirectorHost; // an outside connector…
    quint16 redirectorPort = 0;
    QString server; // …or the address of a server: each game then brings a connector of its own
    QString script;
    int clients = 1;
    int parallel = 0; // games at the same time; 0: all
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
    std::map<int, Account> m_accounts;
    std::map<int, std::unique_ptr<SimulatedGame>> m_running;
    base::ScopedTimer m_startTimer;
};

// One line, for scripts: {"clients":…,"ok":…,"failed":…,"seconds":…,"failures":[{"client":…,"problem":…}]}
[[nodiscard]] QByteArray summaryJson(const SimulationResult &result);
[[nodiscard]] QString summaryText(const SimulationResult &result);

} // namespace gameclient
