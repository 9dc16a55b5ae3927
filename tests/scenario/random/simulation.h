#pragma once
// The real game service with a crowd of clients that do, at random, whatever clients can do: come and go, at any
// moment and twice at a time, create, search, join, leave, throw each other out, lie about their connections, send
// nonsense. After each step everything that must always hold is checked. The same seed plays the same.

#include <core/blaze/router.h>
#include <core/game/routes.h>
#include <tests/scenario/gamefakes.h>
#include <tests/scenario/random/dice.h>
#include <tests/scenario/random/simclient.h>
#include <tests/support/manualtime.h>

#include <QString>

#include <functional>
#include <set>
#include <vector>

namespace scenario {

class Simulation
{
public:
    // `tell`, when given, is told every action in words.
    explicit Simulation(std::uint64_t seed, std::function<void(const QString &)> tell = {});
    Simulation(const Simulation &) = delete;
    Simulation &operator=(const Simulation &) = delete;
    ~Simulation();

    // One action. What is broken afterwards; empty when nothing is.
    [[nodiscard]] QString step();

    [[nodiscard]] const SimTally &tally() const noexcept { return m_tally; }

private:
    static constexpr std::size_t kConnections = 14;
    static constexpr quint32 kPlayers = 11; // fewer, so that they meet themselves
    class NoRows final : public game::PlayerRows
    {
    public:
        void load(base::PlayerId /*player*/, Callback done) override { done(PlayerRows::Rows {}); }
    };
    class Watcher final : public game::GameObserver
    {
    public:
        explicit Watcher(Simulation &simulation)
            : m_simulation(simulation)
        {}
        void gameCreated(base::GameId game) override;
        void gameChanged(base::GameId /*game*/) override {}
        void gameRemoved(base::GameId game) override;
        void queueChanged() override {}

    private:
        Simulation &m_simulation;
    };

    // Actions
    void connectionAction(SimClient &client);
    void memberAction(SimClient &client);
    void hostAction(SimClient &client);
    void oddAction(SimClient &client);
    void connect(std::size_t place);
    void disconnect(SimClient &client);
    void logIn(SimClient &client);
    void create(SimClient &client);
    void join(SimClient &client);
    void search(SimClient &client);
    void leave(SimClient &client);
    void mesh(SimClient &client);
    void passTime();
    void reap();
    void say(const char *action, const SimClient *client = nullptr);

    // Chance
    [[nodiscard]] base::PlayerId somePlayer();
    // Mostly the client's own, sometimes another one, now and then none at all.
    [[nodiscard]] base::GameId someGame(const SimClient &client);
    [[nodiscard]] base::PlayerId someMember(const SimClient &client);
    [[nodiscard]] game::Attributes someAttributes();
    [[nodiscard]] session::NetworkData someNetwork();

    // What must hold
    [[nodiscard]] QString broken();
    [[nodiscard]] QString brokenGame(const game::Game &game);
    [[nodiscard]] QString brokenClient(const SimClient &client) const;
    [[nodiscard]] QString brokenQueue() const;
    [[nodiscard]] QString brokenTunnels() const;

    Dice m_dice;
    std::function<void(const QString &)> m_tell;
    test::ManualTime m_time;
    FakeTunnels m_tunnels;
    FakeReports m_reports;
    NoRows m_rows;
    Watcher m_watcher {*this};
    session::Settings m_sessionSettings;
    game::Games m_games;
    session::Presence m_presence;
    blaze::Router m_router;
    session::Sessions m_sessions;
    SimTally m_tally;
    std::vector<std::unique_ptr<SimClient>> m_clients;
    std::set<base::GameId> m_alive;
    std::map<base::PlayerId, base::GameId> m_inGame; // of the check under way
};

} // namespace scenario
