#pragma once
// One running game: who is in it, on which slot, in which state. Knows its rules of place (slots, tunnel indices, who
// is next to host) and its deadlines, but tells nobody anything. Network thread.
//
// Slot and tunnel index are two separate numbers. Both stay with a player as long as it is in; only becoming the host
// changes an index, to 0.

#include <core/base/limits.h>
#include <core/base/scheduler.h>
#include <core/game/gamecatalogue.h>
#include <core/game/matchprofile.h>
#include <core/session/session.h>

#include <functional>
#include <vector>

namespace game {

struct GamePlayer
{
    PlayerId id {};
    QString name;
    session::Session *session = nullptr; // there as long as the player is in the game
    int slot = 0;
    int tunnelIndex = 0;
    PlayerState state = PlayerState::Connecting;
    bool relayed = false; // what it was told about the way to the host
    std::optional<PlayerRows::Rows> rowsBefore;
    std::optional<base::MonotonicTime> joinDeadline; // while Connecting
    std::optional<base::MonotonicTime> meshDeadline; // the host lost sight of it
};

class Game
{
public:
    Game(GameId id, base::Scheduler &scheduler)
        : m_id(id)
        , m_timer(scheduler)
    {}
    Game(const Game &) = delete;
    Game &operator=(const Game &) = delete;
    ~Game() = default;

    // What a host or the server sets freely.
    GameState state = GameState::Initializing;
    quint16 settings = 0;
    quint64 reportingId = 0;
    quint32 seed = 0;
    QByteArray uuid;
    base::WallTime createdAt;
    Topology topology = Topology::Direct;
    bool relayPreferred = false; // somebody could not reach the host directly
    bool beingDestroyed = false;
    // While the players move to a new host: the state to come back to, and how long the host may take.
    std::optional<GameState> stateBeforeMigration;
    std::optional<base::MonotonicTime> migrationDeadline;
    // A new game is not found before.
    std::optional<base::MonotonicTime> settledAt;

    // The player takes the lowest free slot, and the lowest free index that is not the host's unless it is the first.
    // There is a seat.
    GamePlayer &add(GamePlayer player);
    // The player is in.
    [[nodiscard]] GamePlayer take(PlayerId player);
    // The first of those connected, else the first of all, to the front. There is somebody.
    GamePlayer &electHost();
    // To the front; it is in. Indices are not changed.
    GamePlayer &makeHost(PlayerId player);
    // Overwrites and adds; false, and nothing changes, when they would become too many.
    [[nodiscard]] bool mergeAttributes(const Attributes &changes);
    void ban(PlayerId player);

    [[nodiscard]] GameId id() const noexcept { return m_id; }
    [[nodiscard]] const Attributes &attributes() const noexcept { return m_attributes; }
    [[nodiscard]] const MatchProfile &profile() const noexcept { return m_profile; }
    [[nodiscard]] std::vector<GamePlayer> &players() noexcept { return m_players; }
    [[nodiscard]] const std::vector<GamePlayer> &players() const noexcept { return m_players; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_players.empty(); }
    [[nodiscard]] bool isMigrating() const noexcept { return stateBeforeMigration.has_value(); }
    // Neither on its way to its end nor between two hosts.
    [[nodiscard]] bool isRunning() const noexcept { return !beingDestroyed && !isMigrating(); }
    [[nodiscard]] bool hasSeat() const noexcept { return m_players.size() < base::kGamePlayersMax; }
    [[nodiscard]] bool isJoinable() const noexcept { return isRunning() && hasSeat(); }
    [[nodiscard]] bool isBanned(PlayerId player) const;
    // There is somebody.
    [[nodiscard]] const GamePlayer &host() const { return m_players.front(); }
    [[nodiscard]] GamePlayer &host() { return m_players.front(); }
    [[nodiscard]] bool isHost(PlayerId player) const { return !m_players.empty() && m_players.front().id == player; }
    // nullptr: not in.
    [[nodiscard]] GamePlayer *find(PlayerId player);
    [[nodiscard]] const GamePlayer *find(PlayerId player) const;
    [[nodiscard]] GameView view() const;

    // Called back, once, when the earliest of the deadlines is reached; to be repeated whenever one of them changes.
    void watchDeadlines(base::MonotonicTime now, const std::function<void(GameId)> &due);

private:
    [[nodiscard]] int freeSlot() const;
    [[nodiscard]] int freeTunnelIndex() const;

    GameId m_id;
    std::vector<GamePlayer> m_players; // the host first, the others in order of joining
    Attributes m_attributes;
    MatchProfile m_profile;
    std::vector<PlayerId> m_banned;
    base::ScopedTimer m_timer;
    std::optional<base::MonotonicTime> m_timerDue;
};

} // namespace game
