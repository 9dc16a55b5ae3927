#pragma once
// The running games and the matchmaking queue, to look at: for the window, the HTTP API and tests. Values, made when
// asked. Network thread.

#include <core/game/ports.h>
#include <core/session/networkdata.h>

namespace game {

// The number is the one on the wire; others that a host sets are kept as they are.
enum class GameState : quint32 {
    NewState = 0x00,
    Initializing = 0x01,
    InactiveVirtual = 0x02,
    ConnectionVerification = 0x03,
    PostGame = 0x04,
    Migrating = 0x05,
    Destructing = 0x06,
    Resettable = 0x07,
    ReplaySetup = 0x08,
    Unresponsive = 0x09,
    GameGroupInitialized = 0x10,
    PreGame = 0x82,
    InGame = 0x83,
};

enum class PlayerState : quint8 {
    Connecting = 2, // joins: the games do not see each other yet
    Connected = 4,
};

// Bits of a game's settings; unknown ones are kept.
inline constexpr quint16 kOpenToBrowsing = 0x1;
inline constexpr quint16 kOpenToMatchmaking = 0x2;
inline constexpr quint16 kOpenToInvites = 0x4;
inline constexpr quint16 kOpenToJoinByPlayer = 0x8;

// How the game's traffic goes, as decided for the whole game.
enum class Topology : quint8 {
    Direct,
    Relayed,
};

struct GamePlayerView
{
    PlayerId id {};
    QString name; // as it was at login
    int slot = 0; // 0 to 3, never changes while the player is in
    int tunnelIndex = 0;
    PlayerState state = PlayerState::Connecting;
    bool host = false;
    bool relayed = false; // what this player was told about the way to the host
    // nullopt: the session is gone.
    std::optional<session::NetworkData> network;
};

struct GameView
{
    GameId id {};
    GameState state = GameState::Initializing;
    quint16 settings = 0;
    Attributes attributes;
    QList<GamePlayerView> players; // in order of joining, but the host first
    Topology topology = Topology::Direct;
    base::WallTime createdAt; // or since the last replay
};

// One rule a search asks for.
struct WantedRule
{
    QByteArray attribute; // of the game: "ME3map"
    QList<QByteArray> values;
};

struct WaitingView
{
    PlayerId id {};
    QString name;
    base::WallTime since;
    QList<WantedRule> rules; // without those that take anything
};

// Everything that has to be so for a waiting player to be placed in a game, in the order of the test.
enum class Requirement : quint8 {
    Running,           // not being destroyed nor between two hosts
    SeatFree,          // fewer than four players
    NotBanned,         // was not thrown out of this very game for good
    OpenToMatchmaking, // the host has not closed the game to searches
    SetUp,             // its host has had time to set it up (only with a new-game delay)
    PublicGame,        // ME3privacy
    Phase,             // ME3gameState: not finishing, and not in midgame in the first seconds of a search
    Attribute,         // what the search asks for
    Dlc,               // what the game demands
};

struct Verdict
{
    Requirement requirement = Requirement::Running;
    bool fits = false;
    QByteArray attribute;     // Attribute, Dlc, PublicGame, Phase: which one
    QList<QByteArray> wanted; // Attribute: any of these; Dlc: empty when the search does not ask for it
    std::optional<QByteArray> found;
};

struct Explanation
{
    QList<Verdict> verdicts; // all of them, also behind the first that does not fit

    [[nodiscard]] bool fits() const
    {
        for (const Verdict &verdict : verdicts) {
            if (!verdict.fits)
                return false;
        }
        return true;
    }
};

class GameCatalogue
{
public:
    GameCatalogue() = default;
    GameCatalogue(const GameCatalogue &) = delete;
    GameCatalogue &operator=(const GameCatalogue &) = delete;
    virtual ~GameCatalogue() = default;

    [[nodiscard]] virtual qsizetype count() const = 0;
    // In the order of their ids; `count` at most, the first `offset` left out.
    [[nodiscard]] virtual QList<GameView> games(qsizetype offset, qsizetype count) const = 0;
    // nullopt: no such game.
    [[nodiscard]] virtual std::optional<GameView> find(GameId game) const = 0;
    // The queue, longest wait first.
    [[nodiscard]] virtual QList<WaitingView> waiting() const = 0;
    // Why the waiting player is or is not placed in the game. nullopt: not waiting, or no such game.
    [[nodiscard]] virtual std::optional<Explanation> explain(PlayerId player, GameId game) const = 0;
};

} // namespace game
