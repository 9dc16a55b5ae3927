#pragma once
// What players of a game are told, besides the long GameSetup and the search's own (see gamesetup.h, searchstatus.h).
// Fields stand in the order of the wire.

#include <core/blaze/command.h>
#include <core/game/gamesetup.h>

namespace game {

// Why somebody is no longer in a game.
enum class RemoveReason : quint8 {
    JoinTimeout = 0,
    PeerConnectionLost = 1,
    ServerConnectionLost = 2,
    MigrationFailed = 3,
    GameDestroyed = 4,
    GameEnded = 5,
    PlayerLeft = 6,
    GroupLeft = 7,
    Kicked = 8,
    KickedAndBanned = 9,
    JoinFromQueueFailed = 10,
    ReservationTimeout = 11,
    HostEjected = 12,
};

// Any other number counts as PlayerLeft.
[[nodiscard]] constexpr RemoveReason removeReason(quint64 number) noexcept
{
    return number <= static_cast<quint64>(RemoveReason::HostEjected) ? static_cast<RemoveReason>(number)
                                                                     : RemoveReason::PlayerLeft;
}

struct GameRemoved
{
    GameId game {};
    quint64 reason = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&GameRemoved::game), tdf::field<"REAS">(&GameRemoved::reason));
    }
};

struct PlayerJoining
{
    GameId game {};
    PlayerRecord player;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&PlayerJoining::game), tdf::field<"PDAT">(&PlayerJoining::player));
    }
};

struct PlayerJoinCompleted
{
    GameId game {};
    PlayerId player {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&PlayerJoinCompleted::game),
                           tdf::field<"PID">(&PlayerJoinCompleted::player));
    }
};

struct PlayerRemoved
{
    quint64 context = 0; // a number of the game's own, passed on
    GameId game {};
    PlayerId player {};
    RemoveReason reason = RemoveReason::PlayerLeft;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"CNTX">(&PlayerRemoved::context), tdf::field<"GID">(&PlayerRemoved::game),
                           tdf::field<"PID">(&PlayerRemoved::player), tdf::field<"REAS">(&PlayerRemoved::reason));
    }
};

struct HostMigrationFinished
{
    GameId game {};
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"GID">(&HostMigrationFinished::game)); }
};

struct HostMigrationStart
{
    GameId game {};
    PlayerId host {}; // the new one
    quint8 which = 2; // both what hosts the connections and what hosts the platform's session
    int slot = 0;     // of the new host
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&HostMigrationStart::game), tdf::field<"HOST">(&HostMigrationStart::host),
                           tdf::field<"PMIG">(&HostMigrationStart::which),
                           tdf::field<"SLOT">(&HostMigrationStart::slot));
    }
};

struct GameAttribChange
{
    Attributes attributes; // those that changed
    GameId game {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ATTR">(&GameAttribChange::attributes),
                           tdf::field<"GID">(&GameAttribChange::game));
    }
};

struct GameStateChange
{
    GameId game {};
    GameState state {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&GameStateChange::game), tdf::field<"GSTA">(&GameStateChange::state));
    }
};

struct GameSettingsChange
{
    quint16 settings = 0; // a number, although its tag is that of the attributes
    GameId game {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ATTR">(&GameSettingsChange::settings),
                           tdf::field<"GID">(&GameSettingsChange::game));
    }
};

struct GameReportingIdChange
{
    GameId game {};
    quint64 reportingId = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&GameReportingIdChange::game),
                           tdf::field<"GRID">(&GameReportingIdChange::reportingId));
    }
};

struct GamePlayerStateChange
{
    GameId game {};
    PlayerId player {};
    PlayerState state {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"GID">(&GamePlayerStateChange::game),
                           tdf::field<"PID">(&GamePlayerStateChange::player),
                           tdf::field<"STAT">(&GamePlayerStateChange::state));
    }
};

enum class AdminChange : quint8 { Added = 0, Removed = 1, Migrated = 2 };

struct AdminListChange
{
    PlayerId player {};
    GameId game {};
    AdminChange change = AdminChange::Added;
    PlayerId host {};
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ALST">(&AdminListChange::player), tdf::field<"GID">(&AdminListChange::game),
                           tdf::field<"OPER">(&AdminListChange::change), tdf::field<"UID">(&AdminListChange::host));
    }
};

inline constexpr blaze::Notification<GameRemoved> gameRemoved {
    .component = blaze::Component::GameManager, .id = 0x10, .name = "gamemanager.gameRemoved"};
inline constexpr blaze::Notification<GameSetup> gameSetup {
    .component = blaze::Component::GameManager, .id = 0x14, .name = "gamemanager.gameSetup"};
inline constexpr blaze::Notification<PlayerJoining> playerJoining {
    .component = blaze::Component::GameManager, .id = 0x15, .name = "gamemanager.playerJoining"};
inline constexpr blaze::Notification<PlayerJoinCompleted> playerJoinCompleted {
    .component = blaze::Component::GameManager, .id = 0x1E, .name = "gamemanager.playerJoinCompleted"};
inline constexpr blaze::Notification<PlayerRemoved> playerRemoved {
    .component = blaze::Component::GameManager, .id = 0x28, .name = "gamemanager.playerRemoved"};
inline constexpr blaze::Notification<HostMigrationFinished> hostMigrationFinished {
    .component = blaze::Component::GameManager, .id = 0x3C, .name = "gamemanager.hostMigrationFinished"};
inline constexpr blaze::Notification<HostMigrationStart> hostMigrationStart {
    .component = blaze::Component::GameManager, .id = 0x46, .name = "gamemanager.hostMigrationStart"};
inline constexpr blaze::Notification<GameAttribChange> gameAttribChange {
    .component = blaze::Component::GameManager, .id = 0x50, .name = "gamemanager.gameAttribChange"};
inline constexpr blaze::Notification<GameStateChange> gameStateChange {
    .component = blaze::Component::GameManager, .id = 0x64, .name = "gamemanager.gameStateChange"};
inline constexpr blaze::Notification<GameSettingsChange> gameSettingsChange {
    .component = blaze::Component::GameManager, .id = 0x6E, .name = "gamemanager.gameSettingsChange"};
inline constexpr blaze::Notification<GameReportingIdChange> gameReportingIdChange {
    .component = blaze::Component::GameManager, .id = 0x71, .name = "gamemanager.gameReportingIdChange"};
inline constexpr blaze::Notification<GamePlayerStateChange> gamePlayerStateChange {
    .component = blaze::Component::GameManager, .id = 0x74, .name = "gamemanager.gamePlayerStateChange"};
inline constexpr blaze::Notification<AdminListChange> adminListChange {
    .component = blaze::Component::GameManager, .id = 0xCA, .name = "gamemanager.adminListChange"};

// One message to everybody in the game, in the order of the list; encoded once.
template <class Body>
void tellAll(const Game &game, const blaze::Notification<Body> &notification, const Body &body)
{
    const auto frame = blaze::EncodedNotification::of(notification, body);
    for (const GamePlayer &player : game.players())
        player.session->connection().notifyEncoded(frame);
}

} // namespace game
