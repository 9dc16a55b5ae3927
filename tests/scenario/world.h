#pragma once
// A server's sessions and commands in one process, without sockets, disk or passing time: the real router, sessions,
// tokens and content over ports in memory. Deterministic.

#include <core/content/library.h>
#include <core/content/slotoverrides.h>
#include <core/game/routes.h>
#include <core/server/contentport.h>
#include <core/session/routes.h>
#include <core/session/sessions.h>
#include <core/session/tokens.h>
#include <core/stats/routes.h>
#include <tests/scenario/client.h>
#include <tests/scenario/fakeboards.h>
#include <tests/scenario/fakeorigin.h>
#include <tests/scenario/fakes.h>
#include <tests/scenario/gamefakes.h>
#include <tests/support/manualtime.h>

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace scenario {

struct WorldConfig
{
    session::Settings session {.serverVersion = QStringLiteral("1.2.3")};
    game::Settings games {};
    content::Settings content {.serverVersion = QStringLiteral("1.2.3")};
    base::Ipv4 source {0xCB007107}; // 203.0.113.7
    bool origin = false;            // whether the publisher's service may be asked
};

// Counts upwards: different at every call, the same in every run.
class CountingRandom final : public base::Random
{
public:
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = static_cast<std::byte>(++m_last);
    }

private:
    unsigned m_last = 0;
};

class World
{
public:
    explicit World(WorldConfig config = {});
    World(const World &) = delete;
    World &operator=(const World &) = delete;
    ~World();

    // A new connection, not logged in.
    Client &connect(std::optional<base::Ipv4> source = std::nullopt,
                    std::optional<session::AssociationId> association = std::nullopt);
    // A new connection of this player, logged in by token; what arrived is taken.
    Client &loggedIn(const session::Account &player);
    // And past PostAuth.
    Client &inMenu(const session::Account &player);

    [[nodiscard]] test::ManualTime &time() { return m_time; }
    [[nodiscard]] Worker &worker() { return m_worker; }
    [[nodiscard]] FakeAccounts &accounts() { return m_accounts; }
    [[nodiscard]] FakePlayerData &playerData() { return m_playerData; }
    [[nodiscard]] FakeBoards &boards() { return m_boards; }
    [[nodiscard]] FakeOrigin &origin() { return m_origin; }
    [[nodiscard]] MemoryFiles &files() { return m_files; }
    [[nodiscard]] FakeGames &games() { return m_games; }
    [[nodiscard]] game::Games &gameService() { return m_gameService; }
    [[nodiscard]] FakeTunnels &tunnels() { return m_tunnels; }
    [[nodiscard]] FakeReports &reports() { return m_reports; }
    [[nodiscard]] Watcher &watcher() { return m_watcher; }
    [[nodiscard]] session::Tokens &tokens() { return m_tokens; }
    [[nodiscard]] session::Presence &presence() { return m_presence; }
    [[nodiscard]] session::Sessions &sessions() { return m_sessions; }
    [[nodiscard]] server::ContentPort &content() { return m_content; }
    [[nodiscard]] blaze::Router &router() { return m_router; }
    [[nodiscard]] const WorldConfig &config() const { return m_config; }
    [[nodiscard]] const std::vector<std::unique_ptr<Client>> &clients() const { return m_clients; }

    // What must hold at any moment; an explanation of the first thing that does not, else empty.
    [[nodiscard]] QString brokenInvariant();

private:
    WorldConfig m_config;
    test::ManualTime m_time;
    CountingRandom m_random;
    Worker m_worker;
    FakeAccounts m_accounts;
    FakePlayerData m_playerData;
    FakeBoards m_boards;
    FakeOrigin m_origin;
    MemoryFiles m_files;
    FakeGames m_games;
    FakeTunnels m_tunnels;
    FakeReports m_reports;
    FakeRows m_rows;
    game::Games m_gameService;
    Watcher m_watcher;
    content::SlotOverrides m_overrides;
    content::Library m_library;
    server::ContentPort m_content;
    session::Tokens m_tokens;
    blaze::Router m_router;
    session::Presence m_presence;
    session::Sessions m_sessions;
    std::vector<std::unique_ptr<Client>> m_clients;
};

} // namespace scenario
