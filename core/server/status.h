#pragma once
// What the server is doing, as values: made on the network thread, read by the window and the headless program.

#include <core/base/ids.h>

#include <QDateTime>
#include <QHostAddress>
#include <QList>
#include <QMetaType>
#include <QString>

namespace server {

enum class Phase {
    Stopped,
    Starting,
    Running,
    Stopping,
    Failed,
};

// The steps of a start, in order; the window shows them as a list.
enum class StartStep {
    Database,
    Ports,
    Addresses,
};

enum class StartErrorKind {
    None,
    PortTaken,
    PortPermission,
    AddressNotAvailable, // `host` names an address this computer does not have
    DatabaseUnreadable,  // damaged or not a database of ours
    DatabaseTooNew,      // made by a newer version
    DiskFull,
    FolderNotWritable,
    SecretUnreadable, // secret.bin is damaged: never replaced silently
    TlsFiles,         // certificate or key of http.tls cannot be used
    Other,
};

struct StartError
{
    StartErrorKind kind = StartErrorKind::None;
    StartStep step = StartStep::Database;
    QString detail {};     // path, port, holder or system text, for the details
    QString portHolder {}; // "nginx (process 812)" when the system tells
    quint16 port = 0;
    quint16 portProposed = 0; // a free one to try instead
};

enum class AddressKind {
    ThisNetwork,
    Vpn,
    ThisPc,
};

// An address people can type or paste, best first.
struct ReachableAddress
{
    AddressKind kind = AddressKind::ThisNetwork;
    QString adapter {}; // name of the network card as people know it
    QString address {}; // "192.168.1.24:8080", the port left out when it is 80
};

struct Status
{
    Phase phase = Phase::Stopped;
    StartStep step = StartStep::Database; // while Starting
    StartError error {};                  // when Failed
    quint16 httpPort = 0;
    quint16 portWanted = 0; // differs from httpPort when another was taken instead
    bool tls = false;
    quint16 udpTunnelPort = 0; // 0: no UDP tunnel
    QDateTime startedAt {};    // UTC
    QList<ReachableAddress> addresses {};
    int connections = 0; // game connections, logged in or not
};

enum class Activity {
    SigningIn, // logged in, PostAuth not yet asked
    InMenu,
    InGame,
};

struct PlayerRow
{
    base::PlayerId id {};
    QString name {};
    Activity activity = Activity::SigningIn;
    QDateTime since {}; // UTC, of this login
    bool thisPc = false;
};

// A difference between two pictures of who is online; ids are stable keys.
struct PlayersDelta
{
    QList<PlayerRow> upserted {}; // new or changed
    QList<base::PlayerId> removed {};
    bool reset = false; // upserted is the whole picture (first one, or after a restart)
};

// --- Games, as a person looks at them

// What a host has chosen, or a search asks for: one of the numbers the game uses ("map7", "enemy2", "difficulty1").
struct Choice
{
    enum class Kind : quint8 {
        Unset, // the game has not said
        Any,   // anything, decided by the game when the match begins
        Number,
        Other, // a word nobody knows
    };
    Kind kind = Kind::Unset;
    quint16 number = 0; // of Kind::Number

    bool operator==(const Choice &) const = default;
};

enum class GamePhase : quint8 {
    SettingUp,
    Lobby,
    Starting, // everyone is ready, the match is loading
    InMatch,
    Finishing,
    AfterMatch,
    ChoosingHost, // the host has left, another one takes over
    Ending,
};

enum class GamePrivacy : quint8 {
    Public,
    Friends,
    Private,
};

// How a player's game traffic reaches the others.
enum class PlayerPath : quint8 {
    Connecting, // the games do not see each other yet
    ThisPc,
    Direct,
    Relay, // the kind of relay is not known
    UdpRelay,
    HttpRelay,
};

enum class RouterType : quint8 {
    Unknown,
    Open,
    Moderate,
    Strict,
};

// Add-ons with maps and enemies of their own, as bits.
inline constexpr quint8 kAddOnResurgence = 0x01;
inline constexpr quint8 kAddOnRebellion = 0x02;
inline constexpr quint8 kAddOnEarth = 0x04;
inline constexpr quint8 kAddOnRetaliation = 0x08;
inline constexpr quint8 kAddOnReckoning = 0x10;
inline constexpr int kAddOnCount = 5;

struct GameMember
{
    base::PlayerId id {};
    QString name {};
    int slot = 0; // 0 to 3
    bool host = false;
    PlayerPath path = PlayerPath::Connecting;
    RouterType router = RouterType::Unknown;
    QDateTime since {}; // UTC, in this game

    bool operator==(const GameMember &) const = default;
};

inline constexpr int kGameSeats = 4;

struct GameRow
{
    base::GameId id {};
    GamePhase phase = GamePhase::SettingUp;
    QDateTime phaseSince {}; // UTC
    QDateTime createdAt {};  // UTC
    Choice map {};
    Choice enemy {};
    Choice difficulty {};
    quint8 addOns = 0; // those a player must have
    GamePrivacy privacy = GamePrivacy::Public;
    bool openToMatchmaking = true; // the host has not closed it to searches
    bool relayed = false;          // new members are sent through the relay
    QDateTime hostChangedAt {};    // UTC; not valid: still the host who created it
    QList<GameMember> members {};  // by slot

    bool operator==(const GameRow &) const = default;
};

// A difference between two pictures of the games.
struct GamesDelta
{
    QList<GameRow> upserted {};
    QList<base::GameId> removed {};
    bool reset = false; // upserted is the whole picture
};

// One player who waits for a game. Empty lists: anything will do.
struct QueueRow
{
    base::PlayerId id {};
    QString name {};
    QDateTime since {}; // UTC
    QList<Choice> maps {};
    QList<Choice> enemies {};
    QList<Choice> difficulties {};
    quint8 addOns = 0; // those the player has

    bool operator==(const QueueRow &) const = default;
};

struct QueueDelta
{
    QList<QueueRow> upserted {};
    QList<base::PlayerId> removed {};
    bool reset = false;
};

// Why a game is not for a player who waits.
enum class Misfit : quint8 {
    Ending, // or between two hosts
    Full,
    Banned, // was thrown out of this very game
    ClosedToMatchmaking,
    SettingUp,
    NotPublic,
    InMatch, // too far on to join
    Map,
    Enemy,
    Difficulty,
    AddOns,
    Other, // something else the search asks for
};

struct GameFit
{
    base::GameId id {};
    QList<Misfit> misfits {}; // empty: it fits

    bool operator==(const GameFit &) const = default;
};

// For the one waiting player that is looked at: every game, the closest first, at most kExplainedGamesMax.
struct QueueExplanation
{
    base::PlayerId player {};
    QList<GameFit> games {};
    int gamesLeftOut = 0;

    bool operator==(const QueueExplanation &) const = default;
};

// --- Speaking to players

// Who is to read it.
struct Audience
{
    enum class Kind : quint8 {
        Everyone, // who is logged in
        Game,     // the members of one game
        Player,
    };
    Kind kind = Kind::Everyone;
    base::GameId game {};     // Kind::Game
    base::PlayerId player {}; // Kind::Player

    bool operator==(const Audience &) const = default;
};

enum class AnnounceError : quint8 {
    None,
    NotHosting,
    Empty,   // nothing but blanks
    TooLong, // over base::kAnnouncementTextMax
};

struct AnnounceResult
{
    AnnounceError error = AnnounceError::None;
    int reached = 0; // players it was sent to
};

} // namespace server

Q_DECLARE_METATYPE(server::Status)
Q_DECLARE_METATYPE(server::PlayersDelta)
Q_DECLARE_METATYPE(server::GamesDelta)
Q_DECLARE_METATYPE(server::QueueDelta)
Q_DECLARE_METATYPE(server::QueueExplanation)
Q_DECLARE_METATYPE(server::AnnounceResult)
