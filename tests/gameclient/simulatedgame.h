#pragma once
// One game of a simulation from its first packet to its last, with a connector of its own when it needs one: the
// whole way through the SSL 3.0 redirector, local Blaze port and upgrade. Network thread.

#include <core/connector/connector.h>

#include <tests/gameclient/scriptrunner.h>

namespace gameclient {

struct SimulatedGameOptions
{
    QString server; // not empty: bring a connector for this address
    GameClientOptions game;
    LocalPorts ports {};                                       // without a connector of its own
    connector::TunnelForm relay = connector::TunnelForm::None; // None: as it comes
    Script script;
    std::chrono::milliseconds stepDeadline {30'000};
    std::chrono::milliseconds hold {0};
    std::chrono::milliseconds delay {0}; // before anything is done
};

class SimulatedGame
{
public:
    // `finished`: empty, or what went wrong. Runs once, from the event loop; the game may be destroyed inside it.
    SimulatedGame(net::Network &network, base::Clock &clock, base::Random &random,
                  std::shared_ptr<const connector::RedirectorIdentity> identity, SimulatedGameOptions options,
                  Account account, GameClient::Observer trace, Done finished);
    ~SimulatedGame();

    [[nodiscard]] const Account &account() const { return m_client.account; }

private:
    void startConnector(std::shared_ptr<const connector::RedirectorIdentity> identity);
    [[nodiscard]] GameClient::Relay relayState() const;
    void connectorChanged(const connector::Status &status);
    void play();
    void played(const QString &problem);
    void leave();
    void end(const QString &problem);

    net::Network &m_network;
    base::Clock &m_clock;
    base::Random &m_random;
    SimulatedGameOptions m_options;
    Done m_finished;
    bool m_leaving = false;
    std::unique_ptr<connector::Connector> m_connector;
    GameClient m_client;
    std::unique_ptr<ScriptRunner> m_runner;
    base::ScopedTimer m_timer;
};

} // namespace gameclient
