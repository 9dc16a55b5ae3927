// What the players of a game do to it. The other half of Games; see games.cpp for coming and going.

#include <core/game/games.h>

#include <QLoggingCategory>

namespace game {

namespace {
Q_LOGGING_CATEGORY(logGameChanges, "app.game", QtInfoMsg)
} // namespace

void Games::noteOddVersion(const session::Session &sender)
{
    if (const auto swallowed = m_logLimiter.admit(QStringLiteral("version"), m_parts.clock.now())) {
        qCInfo(logGameChanges).nospace() << "player " << base::number(sender.player()->account.id)
                                         << " has another build of the game (" << *swallowed << " more left out)";
    }
}

Games::Answer<void> Games::setState(Game &game, GameState state)
{
    // These two say what the server does with the game; only it may claim so.
    if (state == GameState::Migrating || state == GameState::Destructing)
        return base::failure(blaze::Error::InvalidStateTransition);
    // A new host may act before everybody has arrived at it: then this is the state they come back to.
    GameState &current = game.isMigrating() ? *game.stateBeforeMigration : game.state;
    const bool begins = current == GameState::PreGame && state == GameState::InGame;
    current = state;
    if (begins)
        startMatch(game);
    tellAll(game, gameStateChange, {.game = game.id(), .state = state});
    changed(game);
    return base::success();
}

void Games::setSettings(Game &game, quint16 settings)
{
    game.settings = settings;
    tellAll(game, gameSettingsChange, {.settings = settings, .game = game.id()});
    changed(game);
}

Games::Answer<void> Games::setAttributes(Game &game, const Attributes &changes, PlayerId sender)
{
    if (!game.mergeAttributes(changes))
        return base::failure(blaze::Error::System);
    tellAll(game, gameAttribChange, {.attributes = changes, .game = game.id()});
    if (changes.value(kPhase) == kFinishing && game.isHost(sender))
        reportMatch(game);
    changed(game);
    return base::success();
}

void Games::replay(Game &game)
{
    (game.isMigrating() ? *game.stateBeforeMigration : game.state) = GameState::PreGame;
    tellAll(game, gameStateChange, {.game = game.id(), .state = GameState::PreGame});
    game.createdAt = m_parts.clock.wall();
    game.reportingId = nextReportingId();
    tellAll(game, gameReportingIdChange, {.game = game.id(), .reportingId = game.reportingId});
    startMatch(game);
    changed(game);
}

// A report compares what players have at its end with what they had here.
void Games::startMatch(Game &game)
{
    for (const GamePlayer &player : game.players())
        loadRows(game, player.id);
}

void Games::reportMatch(const Game &game)
{
    if (!mayReport(game.host().id))
        return;
    MatchOutcome outcome {.game = game.id(),
                          .attributes = game.attributes(),
                          .seed = game.seed,
                          .createdAt = game.createdAt,
                          .finishedAt = m_parts.clock.wall()};
    for (const GamePlayer &player : game.players())
        outcome.players.append({.id = player.id, .name = player.name, .rowsBefore = player.rowsBefore});
    m_parts.reports.matchFinished(outcome);
}

// A host says as often as it likes that its match is over, and every report is kept.
bool Games::mayReport(PlayerId host)
{
    const base::MonotonicTime now = m_parts.clock.now();
    if (now - m_reportsSince >= base::kMatchReportWindow) {
        m_reportsSince = now;
        m_reports.clear();
    }
    if (++m_reports[host] <= base::kMatchReportsPerHostMax)
        return true;
    if (const auto swallowed = m_logLimiter.admit(QStringLiteral("reports"), now)) {
        qCInfo(logGameChanges).nospace() << "player " << base::number(host) << " finishes too many matches ("
                                         << *swallowed << " more left out)";
    }
    return false;
}

void Games::addAdmin(Game &game, PlayerId player)
{
    tellAll(game, adminListChange, {.player = player, .game = game.id(), .host = game.host().id});
}

void Games::ban(Game &game, const QList<PlayerId> &players, quint64 context)
{
    for (const PlayerId player : players) {
        // A host cannot throw itself out.
        if (game.isHost(player))
            continue;
        game.ban(player);
        remove(game, {.player = player, .reason = RemoveReason::KickedAndBanned, .context = context});
    }
}

Games::Answer<void> Games::migrate(Game &game, PlayerId newHost)
{
    const GamePlayer *player = game.find(newHost);
    if (player == nullptr || player->state != PlayerState::Connected || game.isHost(newHost))
        return base::failure(blaze::Error::PlayerNotFound);
    game.makeHost(newHost);
    m_membership.installHost(game);
    beginMigration(game);
    return base::success();
}

void Games::beginMigration(Game &game)
{
    if (m_migration.begin(game))
        return changed(game);
    watchDeadlines(game);
}

void Games::migrationReady(Game &game, PlayerId sender)
{
    if (!game.isMigrating() || !game.isHost(sender))
        return;
    m_migration.finish(game);
    changed(game);
}

void Games::meshReport(Game &game, PlayerId sender, PlayerId target, quint32 status)
{
    constexpr quint32 kLost = 0;
    constexpr quint32 kConnected = 2;
    GamePlayer *player = game.find(target);
    const GamePlayer *reporter = game.find(sender);
    if (player == nullptr || reporter == nullptr)
        return;
    if (!game.isHost(sender)) {
        // The host's word counts; from the others it is only worth knowing that they cannot reach it. Those who had
        // reached it say the same when they take their leave.
        if (game.isHost(target) && status == kLost && reporter->state == PlayerState::Connecting)
            preferRelay(game);
        return;
    }
    if (status == kConnected) {
        player->meshDeadline.reset();
        if (player->state != PlayerState::Connected)
            setPlayerConnected(game, *player);
    } else if (status == kLost && player->state == PlayerState::Connected && target != sender &&
               !player->meshDeadline) {
        player->meshDeadline = m_parts.clock.now() + base::kMeshGrace;
    }
    watchDeadlines(game);
}

void Games::setPlayerConnected(Game &game, GamePlayer &player)
{
    player.state = PlayerState::Connected;
    player.joinDeadline.reset();
    tellAll(game, gamePlayerStateChange, {.game = game.id(), .player = player.id, .state = player.state});
    tellAll(game, playerJoinCompleted, {.game = game.id(), .player = player.id});
    m_watch.changed(game.id());
}

// Somebody could not reach the host directly: whoever comes now goes through the tunnel, if there is one.
void Games::preferRelay(Game &game)
{
    if (m_settings.tunnel == TunnelMode::Stricter && game.topology == Topology::Direct)
        game.relayPreferred = true;
}

} // namespace game
