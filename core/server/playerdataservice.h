#pragma once
// Player data for the sessions: bounds on keys and values, errors of the storage in the sessions' words.
// Network thread. A positive answer to a save means committed.

#include <core/session/ports.h>
#include <core/storage/playerdata.h>

#include <functional>

namespace server {

class PlayerDataService final : public session::PlayerDataStore
{
public:
    // After a row of the game has been committed.
    using SavedObserver = std::function<void(session::PlayerId player, QByteArrayView key)>;

    explicit PlayerDataService(storage::PlayerData &data);

    void setSavedObserver(SavedObserver observer) { m_saved = std::move(observer); }

    void save(session::PlayerId id, QByteArray key, QByteArray value,
              session::MoveOnlyFunction<void(session::Result<void, session::StoreError>)> done) override;
    void loadAll(session::PlayerId id,
                 session::MoveOnlyFunction<void(session::Result<Rows, session::StoreError>)> done) override;

private:
    storage::PlayerData &m_data;
    SavedObserver m_saved;
};

} // namespace server
