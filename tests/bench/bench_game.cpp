// Matchmaking at a size no evening has had yet, and telling a full game something.

#include <core/game/commands/creategame.h>
#include <tests/bench/bench.h>
#include <tests/scenario/world.h>

#include <QLoggingCategory>

namespace {

constexpr int kGames = 250;
constexpr int kWaiting = 1000;

// A transport that takes everything and keeps nothing.
class Drain final : public session::Transport
{
public:
    void write(base::ByteView /*bytes*/) override {}
    qsizetype bytesQueued() const override { return 0; }
    void setReading(bool /*reading*/) override {}
    void finish() override {}
    void close(blaze::CloseCause /*cause*/) override {}
    void end(session::EndReason /*reason*/) override {}
};

class Crowd
{
public:
    scenario::World world;

    Crowd() { QLoggingCategory::setFilterRules(QStringLiteral("app.*=false")); }
    ~Crowd()
    {
        for (const auto &connection : m_connections)
            world.sessions().closed(connection->id());
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    session::Session &player()
    {
        auto connection = world.sessions().open({.source = {0xCB007100}, .association = std::nullopt}, m_drain);
        session::Session &session = session::Session::of(*connection);
        const auto id = base::PlayerId {static_cast<quint32>(m_connections.size() + 1)};
        world.presence().signIn(session, {.id = id, .displayName = QStringLiteral("Player %1").arg(base::number(id))});
        world.presence().enterMenu(session);
        m_connections.push_back(std::move(connection));
        return session;
    }
    base::GameId game(const QByteArray &map)
    {
        const game::Attributes attributes {
            {"ME3_dlc2300", "required"},    {"ME3_dlc2500", "required"},  {"ME3_dlc2700", "required"},
            {"ME3_dlc3050", "required"},    {"ME3_dlc3225", "required"},  {"ME3gameDifficulty", "difficulty1"},
            {"ME3gameEnemyType", "enemy2"}, {"ME3gameState", "IN_LOBBY"}, {"ME3map", map},
            {"ME3privacy", "PUBLIC"}};
        return *world.gameService().create(player(), 0x11F, attributes);
    }
    // As the game asks: every rule named, the packs demanded.
    static game::RuleSet rules(const QByteArray &map)
    {
        QList<game::RuleEntry> entries {{"ME3_gameStateMatchRule", {"MATCH_MAKING"}},
                                        {"ME3_gameMapMatchRule", {map}},
                                        {"ME3_gameEnemyTypeRule", {"abstain"}},
                                        {"ME3_gameDifficultyRule", {"difficulty1"}}};
        for (const char *name :
             {"ME3_rule_dlc2300", "ME3_rule_dlc2500", "ME3_rule_dlc2700", "ME3_rule_dlc3050", "ME3_rule_dlc3225"})
            entries.append(game::RuleEntry {name, {"required"}});
        return game::RuleSet(entries);
    }

private:
    Drain m_drain;
    std::vector<std::shared_ptr<blaze::Connection>> m_connections;
};

} // namespace

// 250 games, 1,000 players who wait for none of them.
BENCHMARK(game_matchmaking)
{
    Crowd crowd;
    game::Games &games = crowd.world.gameService();
    base::GameId last {};
    for (int i = 0; i < kGames; ++i)
        last = crowd.game(QByteArrayLiteral("map") + QByteArray::number(i % 20));
    for (int i = 0; i < kWaiting; ++i)
        games.search(crowd.player(), Crowd::rules(QByteArrayLiteral("none") + QByteArray::number(i % 7)),
                     base::kSearchMax);
    session::Session &searcher = crowd.player();
    // Somebody comes, is tried against every game, waits, and gives up.
    bench.measure("game.searchArrives", 50'000, [&] {
        games.search(searcher, Crowd::rules("none"), base::kSearchMax);
        games.cancelSearch(searcher);
    });
    // A game changes and is tried against everybody who waits.
    game::Game &game = *games.game(last);
    bench.measure("game.gameArrives", 100'000, [&] { games.setSettings(game, game.settings); });
}

BENCHMARK(game_fanout)
{
    Crowd crowd;
    game::Games &games = crowd.world.gameService();
    game::Game &game = *games.game(crowd.game("map1"));
    for (int i = 0; i < 3; ++i) {
        if (!games.join(crowd.player(), game))
            qFatal("a player cannot join");
    }
    const game::Attributes change {{"ME3gameState", "IN_GAME_MIDGAME"}, {"ME3map", "map2"}};
    bench.measure("game.tellFour", 5'000, [&] { bench::keep(games.setAttributes(game, change, base::PlayerId {1})); });
    // A fourth player comes and goes: everybody learns of everybody.
    session::Session &guest = *game.players().back().session;
    bench.measure("game.joinAndLeave", 100'000, [&] {
        games.remove(game, {.player = guest.player()->account.id});
        bench::keep(games.join(guest, game));
    });
}
