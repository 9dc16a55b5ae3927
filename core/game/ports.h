#pragma once
// What the games need from below and whom they tell, declared by who needs it. core/server joins them to the tunnels,
// the reports and the storage, tests bring their own. All calls and callbacks on the network thread.

#include <core/base/clock.h>
#include <core/base/ids.h>
#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/session/associationid.h>
#include <core/session/ports.h>

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace game {

using base::GameId;
using base::PlayerId;

// A game's attributes: bytes as the games sent them, in the order of the key bytes.
using Attributes = QMap<QByteArray, QByteArray>;

// The relay of game traffic. A place is a game and an index from 0 to 3; the client of whoever holds the place sends
// to the other indices of the same game and receives from them. Index 0 is always the host.
//
// Who is to hold a place is kept by the directory, whether a tunnel of that association lives or not: one that appears
// later, or comes back after a loss, gets its place at once and without any call from here.
class TunnelDirectory
{
public:
    static constexpr int kIndices = 4;

    TunnelDirectory() = default;
    TunnelDirectory(const TunnelDirectory &) = delete;
    TunnelDirectory &operator=(const TunnelDirectory &) = delete;
    virtual ~TunnelDirectory() = default;

    // Packets can reach this client now.
    [[nodiscard]] virtual bool hasLiveTunnel(const session::AssociationId &association) const = 0;
    // The place is free. An association holds one place at most: the one it held before, in whichever game, is given
    // up.
    virtual void map(GameId game, int index, const session::AssociationId &association) = 0;
    // Frees the place, but only while this association holds it.
    virtual void unmap(GameId game, int index, const session::AssociationId &association) = 0;
    // Whoever holds `from` now holds `to`, which is free, and no longer `from`; as one step. Nothing happens when
    // nobody holds `from`.
    virtual void move(GameId game, int from, int to) = 0;
};

// The data rows of a player, as the game saved them.
class PlayerRows
{
public:
    using Rows = session::PlayerDataStore::Rows;
    using Callback = base::MoveOnlyFunction<void(base::Result<Rows, session::StoreError>)>;

    PlayerRows() = default;
    PlayerRows(const PlayerRows &) = delete;
    PlayerRows &operator=(const PlayerRows &) = delete;
    virtual ~PlayerRows() = default;

    // As they are now; called back at most once, possibly before the call returns.
    virtual void load(PlayerId player, Callback done) = 0;
};

// A match that the host has declared to be finishing, as the game service saw it.
struct MatchPlayer
{
    PlayerId id {};
    QString name; // as it was at login
    // As they were when the player joined or the match began, whichever was later; only what a report looks at,
    // "Progress" and "char…". nullopt: could not be read, or was absurdly large.
    std::optional<PlayerRows::Rows> rowsBefore;
};

struct MatchOutcome
{
    GameId game {};
    Attributes attributes; // all of them, with the change that finished the match
    quint32 seed = 0;      // random, made when the game was created
    base::WallTime createdAt;
    base::WallTime finishedAt;
    QList<MatchPlayer> players; // those in the game at that moment, the host first
};

class MatchReports
{
public:
    MatchReports() = default;
    MatchReports(const MatchReports &) = delete;
    MatchReports &operator=(const MatchReports &) = delete;
    virtual ~MatchReports() = default;

    // Players may upload their progress after this moment: the implementation reads the rows of afterwards itself, when
    // it holds that they have come. Called once for each time a host finishes a match.
    virtual void matchFinished(const MatchOutcome &outcome) = 0;
};

// Told what to look at again. Called while things change: an observer notes it and asks the GameCatalogue later, from
// the event loop, not from inside these calls.
class GameObserver
{
public:
    GameObserver() = default;
    GameObserver(const GameObserver &) = delete;
    GameObserver &operator=(const GameObserver &) = delete;
    virtual ~GameObserver() = default;

    virtual void gameCreated(GameId game) = 0;
    virtual void gameChanged(GameId game) = 0; // anything a GameView shows
    virtual void gameRemoved(GameId game) = 0;
    virtual void queueChanged() = 0;
};

} // namespace game
