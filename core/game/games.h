#pragma once
// The game service: every running game, who may do what to it, and what follows. One thread, no locks: each call is one
// step, so a test of a seat and the taking of it cannot be torn apart. Commands, timers and the sessions call in; the
// players are told through their connections, in the order in which things happen.
//
// Notifications raised while a request is handled leave behind its answer; so a command answers before or after
// calling in, as it likes.

#include <core/base/random.h>
#include <core/blaze/error.h>
#include <core/game/matchmaking.h>
#include <core/game/migration.h>

namespace game {

// What a sender must be to change a game.
enum class Right {
    Member, // anybody in it
    Change, // anybody in it, or the host alone when the operator is strict
    Host,
};

class Games final : public session::GameDirectory, public GameCatalogue
{
public:
    struct Parts
    {
        session::Presence &presence; // may be constructed later than this object
        TunnelDirectory &tunnels;
        MatchReports &reports;
        PlayerRows &rows;
        const base::Clock &clock;
        base::Scheduler &scheduler;
        base::Random &random;
    };
    template <class T>
    using Answer = base::Result<T, blaze::Error>;

    // All parts outlive the object.
    Games(const Settings &settings, const Parts &parts);
    ~Games() override;

    // Outlives the games or is taken back with nullptr.
    void setObserver(GameObserver *observer) noexcept { m_watch.set(observer); }

    // Coming and going. The sender is online; it leaves the game it is in, and the queue, by itself.
    [[nodiscard]] Answer<GameId> create(session::Session &sender, quint16 settings, const Attributes &attributes);
    [[nodiscard]] Answer<void> join(session::Session &sender, Game &game);
    void search(session::Session &sender, RuleSet rules, std::chrono::milliseconds duration);
    void cancelSearch(session::Session &sender);
    // Nothing happens when the player is not in the game.
    void remove(Game &game, const Removal &removal);
    // The sender creates games with another build of the game than everybody's: worth a line in the log.
    void noteOddVersion(const session::Session &sender);
    // Everybody goes, the host last, and hears that the game is no more.
    void destroy(Game &game, RemoveReason reason);
    // The server stops.
    void destroyAll();

    // The game, when the sender may do this to it; else why not.
    [[nodiscard]] Answer<Game *> gameFor(session::Session &sender, GameId game, Right right);
    // nullptr: none.
    [[nodiscard]] Game *game(GameId game) const { return m_store.find(game); }
    // The game goes through the tunnel, and its host can be reached there now.
    [[nodiscard]] bool isRelayed(const Game &game) const;

    // Changes; whether the sender may is settled before.
    [[nodiscard]] Answer<void> setState(Game &game, GameState state);
    void setSettings(Game &game, quint16 settings);
    [[nodiscard]] Answer<void> setAttributes(Game &game, const Attributes &changes, PlayerId sender);
    void replay(Game &game);
    void addAdmin(Game &game, PlayerId player);
    void ban(Game &game, const QList<PlayerId> &players, quint64 context);
    [[nodiscard]] Answer<void> migrate(Game &game, PlayerId newHost);
    void migrationReady(Game &game, PlayerId sender);
    // `sender` says how its connection to `target` is: 0 lost, 2 there.
    void meshReport(Game &game, PlayerId sender, PlayerId target, quint32 status);

    // session::GameDirectory
    void playerGone(PlayerId player, std::optional<GameId> game, session::Departure departure) override;

    // GameCatalogue
    [[nodiscard]] qsizetype count() const override { return static_cast<qsizetype>(m_store.all().size()); }
    [[nodiscard]] QList<GameView> games(qsizetype offset, qsizetype count) const override;
    [[nodiscard]] std::optional<GameView> find(GameId game) const override;
    [[nodiscard]] QList<WaitingView> waiting() const override { return m_matchmaking.waiting(); }
    [[nodiscard]] std::optional<Explanation> explain(PlayerId player, GameId game) const override;

private:
    void leaveCurrent(session::Session &sender);
    void entered(Game &game);
    void changed(Game &game);
    void beginMigration(Game &game);
    void erase(Game &game);
    void watchDeadlines(Game &game);
    void due(GameId id);
    void reportMatch(const Game &game);
    [[nodiscard]] bool mayReport(PlayerId host);
    void startMatch(Game &game);
    void loadRows(Game &game, PlayerId player);
    void preferRelay(Game &game);
    void setPlayerConnected(Game &game, GamePlayer &player);
    [[nodiscard]] quint64 nextReportingId() noexcept;
    [[nodiscard]] QByteArray randomUuid();

    const Settings m_settings;
    Parts m_parts;
    Watch m_watch;
    GameStore m_store;
    Membership m_membership;
    Matchmaking m_matchmaking;
    Migration m_migration;
    quint64 m_matches = 0;
    base::MonotonicTime m_reportsSince;
    std::map<PlayerId, int> m_reports; // by host, since then
    base::LogLimiter m_logLimiter;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); // callbacks of slow work check it
};

} // namespace game
