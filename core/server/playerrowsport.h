#pragma once
// The players' data rows, as the games ask for them. Network thread.

#include <core/game/ports.h>

namespace server {

class PlayerRowsPort final : public game::PlayerRows
{
public:
    // Outlives the port.
    explicit PlayerRowsPort(session::PlayerDataStore &data)
        : m_data(data)
    {}
    void load(base::PlayerId player, Callback done) override { m_data.loadAll(player, std::move(done)); }

private:
    session::PlayerDataStore &m_data;
};

} // namespace server
