#pragma once
// The player_data table: what the game saves, byte for byte. Callbacks come on the client's thread.
// Keys and values are bytes here, kept exactly (NULs and bytes that are no UTF-8 too), yet stored as TEXT.

#include <core/storage/records.h>
#include <core/storage/storageclient.h>

namespace storage {

class PlayerData
{
public:
    explicit PlayerData(StorageClient &client)
        : m_client(client)
    {}

    // Inserts or replaces. NotFound: no such player. TooMany: a new key above kPlayerDataRowsMax rows, or
    // all values together above kPlayerDataBytesMax.
    void save(PlayerId id, QByteArray key, QByteArray value, Done<void> done);
    // Ordered by key bytes; empty for an unknown player.
    void loadAll(PlayerId id, Done<QList<PlayerDataRow>> done);
    // Only rows whose key begins with `keyPrefix` and whose value has at most `valueMax` bytes, ordered by key bytes.
    void loadShort(PlayerId id, QByteArray keyPrefix, qsizetype valueMax, Done<QList<PlayerDataRow>> done);
    void load(PlayerId id, QByteArray key, Done<std::optional<QByteArray>> done);
    // Success also when there was none.
    void remove(PlayerId id, QByteArray key, Done<void> done);

private:
    StorageClient &m_client;
};

} // namespace storage
