#include <core/server/playerdataservice.h>

#include <core/base/limits.h>

namespace server {

namespace {

session::StoreError errorFrom(storage::StoreError error)
{
    switch (error) {
    case storage::StoreError::Busy:
        return session::StoreError::Busy;
    case storage::StoreError::NotFound:
        return session::StoreError::NoPlayer;
    case storage::StoreError::TooMany:
        return session::StoreError::TooLarge;
    default:
        return session::StoreError::Database;
    }
}

} // namespace

PlayerDataService::PlayerDataService(storage::PlayerData &data)
    : m_data(data)
{}

void PlayerDataService::save(session::PlayerId id, QByteArray key, QByteArray value,
                             session::MoveOnlyFunction<void(session::Result<void, session::StoreError>)> done)
{
    if (key.size() > base::kPlayerDataKeyMax || value.size() > base::kPlayerDataValueMax) {
        done(base::failure(session::StoreError::TooLarge));
        return;
    }
    QByteArray saved = m_saved ? key : QByteArray();
    m_data.save(id, std::move(key), std::move(value),
                [this, id, saved = std::move(saved), done = std::move(done)](auto written) mutable {
                    if (!written)
                        return done(base::failure(errorFrom(written.error())));
                    done(base::success());
                    if (m_saved)
                        m_saved(id, saved);
                });
}

void PlayerDataService::loadAll(session::PlayerId id,
                                session::MoveOnlyFunction<void(session::Result<Rows, session::StoreError>)> done)
{
    m_data.loadAll(id, [done = std::move(done)](auto loaded) mutable {
        if (!loaded) {
            done(base::failure(errorFrom(loaded.error())));
            return;
        }
        Rows rows;
        rows.reserve(loaded->size());
        for (storage::PlayerDataRow &row : *loaded)
            rows.emplaceBack(std::move(row.key), std::move(row.value));
        done(std::move(rows));
    });
}

} // namespace server
