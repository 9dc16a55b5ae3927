#pragma once
// What the sessions need from below, declared by who needs it. core/server joins them to storage and the hash pool,
// tests bring their own. Every callback comes on the network thread, at most once, possibly before the call returns.

#include <core/base/ids.h>
#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/base/secret.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace session {

using base::MoveOnlyFunction;
using base::PlayerId;
using base::Result;
using base::Secret;

enum class Role : quint8 {
    Default = 0,
    Admin = 1,
    SuperAdmin = 2,
};

// A player as the players table has them, without the password.
struct Account
{
    PlayerId id {};
    QString email;
    QString displayName;
    Role role = Role::Default;
    bool hasPassword = false;
};

enum class AccountError {
    NotFound,   // no such player
    NoPassword, // the account was made without one (Origin)
    WrongPassword,
    EmailTaken,
    TooManyTries, // the budget of this account or address is used up
    Busy,         // hash pool or storage queue full: try later
    Storage,      // the database failed
};

class Accounts
{
public:
    template <class T>
    using Callback = MoveOnlyFunction<void(Result<T, AccountError>)>;

    Accounts() = default;
    Accounts(const Accounts &) = delete;
    Accounts &operator=(const Accounts &) = delete;
    virtual ~Accounts() = default;

    // E-mail is compared exactly. Unknown accounts cost the same time as known ones.
    virtual void verify(const QString &email, Secret password, base::Ipv4 from, Callback<Account> done) = 0;
    virtual void find(PlayerId id, Callback<Account> done) = 0;
    // Makes a player with a generated, unused display name. SuperAdmin when the e-mail is the configured one.
    virtual void create(const QString &email, Secret password, Callback<Account> done) = 0;
    // Writes last_login_at = now; failures are only logged by the implementation.
    virtual void noteLogin(PlayerId id) = 0;
};

enum class StoreError {
    Busy,     // queue full → 0x4068
    NoPlayer, // the player was deleted meanwhile → 0x4065
    TooLarge, // over kPlayerDataValueMax, kPlayerDataKeyMax or kPlayerDataRowsMax → 0x4065
    Database, // → 0x4065
};

class PlayerDataStore
{
public:
    // Key and value exactly as the game sent them (UTF-8, NULs inside kept), ordered by key bytes.
    using Rows = QList<std::pair<QByteArray, QByteArray>>;

    PlayerDataStore() = default;
    PlayerDataStore(const PlayerDataStore &) = delete;
    PlayerDataStore &operator=(const PlayerDataStore &) = delete;
    virtual ~PlayerDataStore() = default;

    // done(success) only after the row is committed.
    virtual void save(PlayerId id, QByteArray key, QByteArray value,
                      MoveOnlyFunction<void(Result<void, StoreError>)> done) = 0;
    virtual void loadAll(PlayerId id, MoveOnlyFunction<void(Result<Rows, StoreError>)> done) = 0;
};

// One right a player has, as the game lists it.
struct OwnedEntitlement
{
    QByteArray group;
    quint64 id = 0;
    QByteArray project;
    quint32 productCatalogue = 0;
    QByteArray product;
    QByteArray tag;
    quint32 type = 0;
};

// Texts, tables and files behind FetchClientConfig and the legal documents. Answers come at once, from memory.
class ContentSource
{
public:
    using Pairs = QList<std::pair<QByteArray, QByteArray>>; // in wire order

    ContentSource() = default;
    ContentSource(const ContentSource &) = delete;
    ContentSource &operator=(const ContentSource &) = delete;
    virtual ~ContentSource() = default;

    // The map of one configuration name; empty for a name nobody knows; nullopt when its content cannot be built.
    [[nodiscard]] virtual std::optional<Pairs> clientConfig(const QByteArray &name) = 0;
    [[nodiscard]] virtual QByteArray termsOfService() = 0;
    [[nodiscard]] virtual QByteArray privacyPolicy() = 0;
    // What every player owns, in wire order.
    [[nodiscard]] virtual const QList<OwnedEntitlement> &ownedEntitlements() = 0;
    // Country codes joined by commas, and the text the game is given as its telemetry key.
    [[nodiscard]] virtual QByteArray telemetryDisabledCountries() = 0;
    [[nodiscard]] virtual QByteArray telemetryKey() = 0;
};

enum class Departure : quint8 {
    LoggedOut,
    ConnectionLost, // or ended by us
};

// The games, as far as a player's coming and going concerns them.
class GameDirectory
{
public:
    GameDirectory() = default;
    GameDirectory(const GameDirectory &) = delete;
    GameDirectory &operator=(const GameDirectory &) = delete;
    virtual ~GameDirectory() = default;

    // The player logged out or is disconnected: leaves the matchmaking queue and, when in one, the game. Called when
    // the player already counts as offline; may notify everybody else.
    virtual void playerGone(PlayerId player, std::optional<base::GameId> game, Departure departure) = 0;
};

// For a server without games.
class NoGames final : public GameDirectory
{
public:
    void playerGone(PlayerId /*player*/, std::optional<base::GameId> /*game*/, Departure /*departure*/) override {}
};

} // namespace session
