#pragma once
// Rows as values. They cross threads by move or copy and hold nothing of the database.

#include <core/base/ids.h>
#include <core/storage/timestamp.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace storage {

using base::PlayerId;

enum class PlayerRole : quint8 // stored as these numbers; unknown ones read as Default
{
    Default = 0,
    Admin = 1,
    SuperAdmin = 2,
};

struct PlayerRecord
{
    PlayerId id {};
    QString email;
    QString displayName;
    std::optional<QByteArray> passwordHash; // PHC text; none for an account made without password
    PlayerRole role = PlayerRole::Default;
    std::optional<Timestamp> lastLoginAt;
};

struct NewPlayer
{
    QString email;
    QString displayName; // used as it is, unless namesToTry has entries
    // The first one that no player has becomes the display name; all taken → StoreError::TooMany.
    QList<QString> namesToTry;
    std::optional<QByteArray> passwordHash;
    PlayerRole role = PlayerRole::Default;
};

struct PlayerPage
{
    QList<PlayerRecord> rows; // by id
    qint64 total = 0;         // of all pages
};

struct PlayerDataRow
{
    QByteArray key; // exact bytes, as the game sent them
    QByteArray value;
    friend bool operator==(const PlayerDataRow &, const PlayerDataRow &) = default;
};

// Galaxy at War of one player; groups a to e.
struct GalaxyRecord
{
    PlayerId player {};
    Timestamp lastModified {};
    std::array<quint16, 5> groups {};
};

enum class Board : quint8 // stored as these numbers
{
    N7Rating = 0,
    ChallengePoints = 1,
};

// New standings of one player, both boards at once.
struct Standing
{
    PlayerId player {};
    quint32 n7Rating = 0;
    quint32 challengePoints = 0;
};

struct BoardRow
{
    qint64 rank = 0; // over the whole board: 1 + rows with a larger value; equal values share it
    PlayerId player {};
    QString name; // current display name
    quint32 value = 0;
};

struct BoardPage
{
    QList<BoardRow> rows; // value descending, then player id
    qint64 total = 0;     // rows of the whole board
};

struct GameReportRecord
{
    qint64 id = 0;
    QByteArray data; // JSON text, not looked into
    Timestamp createdAt {};
    Timestamp finishedAt {};
};

struct GameReportPage
{
    QList<GameReportRecord> rows; // oldest first by createdAt, then id
    qint64 total = 0;
};

struct TelemetryRecord
{
    qint64 id = 0;                  // grows with time; given by the database
    std::optional<PlayerId> player; // none: the sender did not say who it is
    Timestamp receivedAt {};        // whole milliseconds
    QString name;                   // "GAME/MULT/KILL"
    QString details;
};

} // namespace storage
