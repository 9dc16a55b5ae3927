#include <core/game/migration.h>

#include <core/game/topology.h>

namespace game {

bool Migration::begin(Game &game)
{
    const GamePlayer &host = game.host();
    if (!game.stateBeforeMigration)
        game.stateBeforeMigration = game.state;
    game.state = GameState::Migrating;
    game.topology = topologyFor(host.session->player()->network, m_settings.tunnel);
    game.relayPreferred = false;
    tellAll(game, gameStateChange, {.game = game.id(), .state = game.state});
    tellAll(game, hostMigrationStart, {.game = game.id(), .host = host.id, .slot = host.slot});
    m_watch.changed(game.id());
    if (game.players().size() == 1 || m_settings.migration == MigrationMode::Instant) {
        finish(game);
        return true;
    }
    game.migrationDeadline = m_clock.now() + m_settings.migrationTimeout;
    return false;
}

void Migration::finish(Game &game)
{
    Q_ASSERT(game.isMigrating());
    game.state = *std::exchange(game.stateBeforeMigration, std::nullopt);
    game.migrationDeadline.reset();
    tellAll(game, gameStateChange, {.game = game.id(), .state = game.state});
    tellAll(game, hostMigrationFinished, {.game = game.id()});
    m_watch.changed(game.id());
}

} // namespace game
