#pragma once
// The galaxy_at_war table. Callbacks come on the client's thread. Imported files may hold several rows for one
// player: the one with the lowest id is read and written.

#include <core/storage/records.h>
#include <core/storage/storageclient.h>

#include <functional>

namespace storage {

class GalaxyAtWar
{
public:
    explicit GalaxyAtWar(StorageClient &client)
        : m_client(client)
    {}

    void load(PlayerId id, Done<std::optional<GalaxyRecord>> done);
    // Reads the row, or takes `initial` when there is none, lets `change` alter it and stores the outcome, all in one
    // transaction. `change` runs on the storage thread: it computes on its argument and touches nothing else.
    // A null `change` only makes sure that the row exists. NotFound: no such player.
    void update(const GalaxyRecord &initial, std::function<void(GalaxyRecord &)> change, Done<GalaxyRecord> done);

private:
    StorageClient &m_client;
};

} // namespace storage
