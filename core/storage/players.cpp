#include <core/storage/players.h>

#include <core/base/limits.h>
#include <core/storage/connection.h>

#include <algorithm>

namespace storage {

using base::failure;
using base::Result;

namespace {

constexpr const char *kById = "SELECT id, email, display_name, password, role, last_login_at FROM players WHERE id = ?";
constexpr const char *kByEmail =
    "SELECT id, email, display_name, password, role, last_login_at FROM players WHERE email = ?";
constexpr const char *kPage =
    "SELECT id, email, display_name, password, role, last_login_at FROM players ORDER BY id LIMIT ? OFFSET ?";
constexpr const char *kCount = "SELECT COUNT(*) FROM players";
constexpr const char *kEmailUsed = "SELECT 1 FROM players WHERE email = ?";
constexpr const char *kNameUsed = "SELECT 1 FROM players WHERE display_name = ?";
constexpr const char *kInsert = "INSERT INTO players (email, display_name, password, role) VALUES (?, ?, ?, ?)";
constexpr const char *kSetPassword = "UPDATE players SET password = ? WHERE id = ?";
constexpr const char *kSetDetails = "UPDATE players SET display_name = ?, email = ? WHERE id = ?";
constexpr const char *kSetRole = "UPDATE players SET role = ? WHERE id = ?";
constexpr const char *kRemove = "DELETE FROM players WHERE id = ?";
constexpr const char *kNoteLogin = "UPDATE players SET last_login_at = ? WHERE id = ?";

PlayerRole roleFrom(qint64 stored)
{
    return stored == 1 ? PlayerRole::Admin : stored == 2 ? PlayerRole::SuperAdmin : PlayerRole::Default;
}

PlayerRecord recordFrom(const Statement &row)
{
    PlayerRecord player {.id = static_cast<PlayerId>(row.integer(0)),
                         .email = row.text(1),
                         .displayName = row.text(2),
                         .passwordHash = std::nullopt,
                         .role = roleFrom(row.integer(4)),
                         .lastLoginAt = timestampFrom(row.value(5))};
    if (!row.value(3).isNull())
        player.passwordHash = row.bytes(3);
    return player;
}

Result<std::optional<PlayerRecord>, StoreError> oneRow(Statement &row)
{
    if (auto run = row.run(); !run)
        return failure(run.error());
    std::optional<PlayerRecord> player;
    if (row.next())
        player = recordFrom(row);
    if (row.error())
        return failure(*row.error());
    return player;
}

Result<qint64, StoreError> countAll(Connection &connection)
{
    Statement row = connection.prepare(kCount);
    if (auto run = row.run(); !run)
        return failure(run.error());
    if (!row.next())
        return failure(row.error().value_or(StoreError::Failed));
    return row.integer(0);
}

Result<bool, StoreError> exists(Connection &connection, const char *sql, const QString &text)
{
    Statement row = connection.prepare(sql);
    if (auto run = row.bind(text).run(); !run)
        return failure(run.error());
    const bool found = row.next();
    if (row.error())
        return failure(*row.error());
    return found;
}

Result<void, StoreError> changeOne(Statement &change)
{
    if (auto run = change.run(); !run)
        return run;
    return change.changes() == 0 ? Result<void, StoreError>(failure(StoreError::NotFound)) : base::success();
}

Statement &bindHash(Statement &statement, const std::optional<QByteArray> &hash)
{
    // Text, as everybody else stores it.
    return hash ? statement.bind(QString::fromUtf8(*hash)) : statement.bind(nullptr);
}

Result<QString, StoreError> chooseName(Connection &connection, const NewPlayer &player)
{
    if (player.namesToTry.isEmpty())
        return player.displayName;
    for (const QString &name : player.namesToTry) {
        const auto used = exists(connection, kNameUsed, name);
        if (!used)
            return failure(used.error());
        if (!*used)
            return name;
    }
    return failure(StoreError::TooMany);
}

Result<PlayerRecord, StoreError> insert(Connection &connection, const NewPlayer &player)
{
    // Asked before, so that the answer does not depend on which unique index complains.
    const auto used = exists(connection, kEmailUsed, player.email);
    if (!used)
        return failure(used.error());
    if (*used)
        return failure(StoreError::Taken);
    const auto name = chooseName(connection, player);
    if (!name)
        return failure(name.error());
    Statement row = connection.prepare(kInsert);
    row.bind(player.email).bind(*name);
    bindHash(row, player.passwordHash).bind(static_cast<qint64>(player.role));
    if (auto run = row.run(); !run)
        return failure(run.error());
    return PlayerRecord {.id = static_cast<PlayerId>(row.insertedId()),
                         .email = player.email,
                         .displayName = *name,
                         .passwordHash = player.passwordHash,
                         .role = player.role,
                         .lastLoginAt = std::nullopt};
}

} // namespace

void Players::byId(PlayerId id, Done<std::optional<PlayerRecord>> done)
{
    m_client.read<std::optional<PlayerRecord>>(
        [id](Connection &connection) {
            Statement row = connection.prepare(kById);
            row.bind(qint64(base::number(id)));
            return oneRow(row);
        },
        std::move(done));
}

void Players::byEmail(const QString &email, Done<std::optional<PlayerRecord>> done)
{
    m_client.read<std::optional<PlayerRecord>>(
        [email](Connection &connection) {
            Statement row = connection.prepare(kByEmail);
            row.bind(email);
            return oneRow(row);
        },
        std::move(done));
}

void Players::page(qint64 offset, qint64 count, Done<PlayerPage> done)
{
    const qint64 rows = std::clamp<qint64>(count, 0, base::kPlayerPageMax);
    m_client.read<PlayerPage>(
        [offset, rows](Connection &connection) -> Result<PlayerPage, StoreError> {
            PlayerPage page;
            const auto total = countAll(connection);
            if (!total)
                return failure(total.error());
            page.total = *total;
            Statement row = connection.prepare(kPage);
            if (auto run = row.bind(rows).bind(std::max<qint64>(offset, 0)).run(); !run)
                return failure(run.error());
            while (row.next())
                page.rows.append(recordFrom(row));
            if (row.error())
                return failure(*row.error());
            return page;
        },
        std::move(done));
}

void Players::count(Done<qint64> done)
{
    m_client.read<qint64>(countAll, std::move(done));
}

void Players::create(NewPlayer player, Done<PlayerRecord> done)
{
    m_client.write<PlayerRecord>(
        0, [player = std::move(player)](Connection &connection) { return insert(connection, player); },
        std::move(done));
}

void Players::setPassword(PlayerId id, std::optional<QByteArray> passwordHash, Done<void> done)
{
    m_client.write<void>(
        0,
        [id, hash = std::move(passwordHash)](Connection &connection) {
            Statement change = connection.prepare(kSetPassword);
            bindHash(change, hash).bind(qint64(base::number(id)));
            return changeOne(change);
        },
        std::move(done));
}

void Players::setDetails(PlayerId id, const QString &displayName, const QString &email, Done<void> done)
{
    m_client.write<void>(
        0,
        [id, displayName, email](Connection &connection) {
            Statement change = connection.prepare(kSetDetails);
            change.bind(displayName).bind(email).bind(qint64(base::number(id)));
            return changeOne(change);
        },
        std::move(done));
}

void Players::setRole(PlayerId id, PlayerRole role, Done<void> done)
{
    m_client.write<void>(
        0,
        [id, role](Connection &connection) {
            Statement change = connection.prepare(kSetRole);
            change.bind(static_cast<qint64>(role)).bind(qint64(base::number(id)));
            return changeOne(change);
        },
        std::move(done));
}

void Players::remove(PlayerId id, Done<void> done)
{
    m_client.write<void>(
        0,
        [id](Connection &connection) {
            Statement change = connection.prepare(kRemove);
            change.bind(qint64(base::number(id)));
            return changeOne(change);
        },
        std::move(done));
}

void Players::noteLogins(QList<std::pair<PlayerId, Timestamp>> logins, Done<void> done)
{
    m_client.write<void>(
        0,
        [logins = std::move(logins)](Connection &connection) -> Result<void, StoreError> {
            Statement change = connection.prepare(kNoteLogin);
            for (const auto &[id, time] : logins) {
                if (auto run = change.bind(toStoredText(time)).bind(qint64(base::number(id))).run(); !run)
                    return run;
            }
            return base::success();
        },
        std::move(done));
}

} // namespace storage
