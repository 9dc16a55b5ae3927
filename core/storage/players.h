#pragma once
// The players table. Callbacks come on the client's thread; see StorageClient.

#include <core/storage/records.h>
#include <core/storage/storageclient.h>

namespace storage {

class Players
{
public:
    explicit Players(StorageClient &client)
        : m_client(client)
    {}

    void byId(PlayerId id, Done<std::optional<PlayerRecord>> done);
    // Exact comparison, case-sensitive.
    void byEmail(const QString &email, Done<std::optional<PlayerRecord>> done);
    // By id, `offset` rows skipped; at most kPlayerPageMax rows.
    void page(qint64 offset, qint64 count, Done<PlayerPage> done);
    void count(Done<qint64> done);

    // Taken: a player with that e-mail exists.
    void create(NewPlayer player, Done<PlayerRecord> done);
    // These answer NotFound for an unknown player.
    void setPassword(PlayerId id, std::optional<QByteArray> passwordHash, Done<void> done);
    void setDetails(PlayerId id, const QString &displayName, const QString &email, Done<void> done); // Taken as above
    void setRole(PlayerId id, PlayerRole role, Done<void> done);
    // With player data, boards and Galaxy at War rows. Game reports stay.
    void remove(PlayerId id, Done<void> done);
    // Unknown players are skipped.
    void noteLogins(QList<std::pair<PlayerId, Timestamp>> logins, Done<void> done);

private:
    StorageClient &m_client;
};

} // namespace storage
