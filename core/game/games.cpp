#include <core/game/games.h>

#include <core/game/topology.h>
#include <core/session/subscriptions.h>

#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>

namespace game {

namespace {

Q_LOGGING_CATEGORY(logGame, "app.game", QtInfoMsg)

// Where official servers happened to be; every match adds one.
constexpr quint64 kReportingIdBase = 18'014'398'695'176'361;

PlayerId idOf(const session::Session &session)
{
    return session.player()->account.id;
}

// What a report needs of a player's rows. nullopt: more than anybody can honestly have.
std::optional<PlayerRows::Rows> rowsForReport(const PlayerRows::Rows &rows)
{
    PlayerRows::Rows kept;
    qsizetype bytes = 0;
    for (const auto &row : rows) {
        if (row.first != "Progress" && !row.first.startsWith("char"))
            continue;
        bytes += row.first.size() + row.second.size();
        kept.append(row);
    }
    return bytes > base::kMatchRowsBytesMax ? std::nullopt : std::optional(std::move(kept));
}

} // namespace

Games::Games(const Settings &settings, const Parts &parts)
    : m_settings(settings)
    , m_parts(parts)
    , m_store(parts.scheduler)
    , m_membership(parts.presence, parts.tunnels, m_settings, parts.clock, m_watch)
    , m_matchmaking({m_store, m_membership, m_settings, parts.clock, parts.scheduler, m_watch},
                    [this](Game &game) { entered(game); })
    , m_migration(m_settings, parts.clock, m_watch)
{}

Games::~Games() = default;

Games::Answer<GameId> Games::create(session::Session &sender, quint16 settings, const Attributes &attributes)
{
    leaveCurrent(sender);
    Game &game = m_store.make();
    if (!game.mergeAttributes(attributes)) {
        m_store.erase(game.id());
        return base::failure(blaze::Error::System);
    }
    game.settings = settings;
    game.reportingId = nextReportingId();
    std::array<std::byte, sizeof game.seed> seed {};
    m_parts.random.fill(seed);
    game.seed = base::readU32(seed.data());
    game.uuid = randomUuid();
    game.createdAt = m_parts.clock.wall();
    game.topology = topologyFor(sender.player()->network, m_settings.tunnel);
    if (m_settings.matchmaking.newGameDelay.count() > 0)
        game.settledAt = m_parts.clock.now() + m_settings.matchmaking.newGameDelay;
    m_watch.created(game.id());
    m_membership.add(game, sender, Entry::Created);
    entered(game);
    const GameId id = game.id();
    m_matchmaking.run(game);
    return id;
}

Games::Answer<void> Games::join(session::Session &sender, Game &game)
{
    const PlayerId player = idOf(sender);
    if (game.find(player) != nullptr)
        return base::failure(blaze::Error::AlreadyGameMember);
    if (game.isBanned(player))
        return base::failure(blaze::Error::PlayerBanned);
    if (!game.isJoinable())
        return base::failure(blaze::Error::GameFull);
    leaveCurrent(sender);
    m_membership.add(game, sender, Entry::Joined);
    entered(game);
    return base::success();
}

void Games::search(session::Session &sender, RuleSet rules, std::chrono::milliseconds duration)
{
    leaveCurrent(sender);
    m_matchmaking.start(sender, std::move(rules), duration);
}

void Games::cancelSearch(session::Session &sender)
{
    const bool inGame = sender.player()->game.has_value();
    leaveCurrent(sender);
    // The game expects to hear of itself here even when nothing has changed.
    if (!inGame)
        session::publish(sender);
}

void Games::leaveCurrent(session::Session &sender)
{
    m_matchmaking.cancel(idOf(sender));
    if (sender.player()->game) {
        if (Game *game = m_store.find(*sender.player()->game))
            remove(*game, {.player = idOf(sender)});
    }
}

void Games::entered(Game &game)
{
    const GamePlayer &player = game.players().back();
    qCDebug(logGame) << "player" << base::number(player.id) << "is in game" << base::number(game.id()) << "slot"
                     << player.slot;
    loadRows(game, player.id);
    watchDeadlines(game);
}

void Games::remove(Game &game, const Removal &removal)
{
    if (game.find(removal.player) == nullptr)
        return;
    const bool wasHost = m_membership.remove(game, removal);
    qCDebug(logGame) << "player" << base::number(removal.player) << "left game" << base::number(game.id()) << "reason"
                     << static_cast<int>(removal.reason);
    if (game.isEmpty())
        return erase(game);
    if (wasHost)
        return beginMigration(game);
    if (game.isMigrating() && game.players().size() == 1)
        m_migration.finish(game);
    changed(game);
}

void Games::destroy(Game &game, RemoveReason reason)
{
    game.beingDestroyed = true;
    game.state = GameState::Destructing;
    while (!game.isEmpty()) {
        const GamePlayer &last = game.players().back();
        session::Session &session = *last.session;
        m_membership.remove(game, {.player = last.id, .reason = reason});
        session.connection().notify(gameRemoved, {.game = game.id(), .reason = static_cast<quint64>(reason)});
    }
    erase(game);
}

void Games::destroyAll()
{
    while (!m_store.all().empty())
        destroy(*m_store.all().begin()->second, RemoveReason::GameDestroyed);
}

void Games::erase(Game &game)
{
    const GameId id = game.id();
    m_store.erase(id);
    m_watch.removed(id);
}

void Games::playerGone(PlayerId player, std::optional<GameId> game, session::Departure departure)
{
    m_matchmaking.cancel(player);
    Game *left = game ? m_store.find(*game) : nullptr;
    if (left == nullptr)
        return;
    const bool loggedOut = departure == session::Departure::LoggedOut;
    remove(*left,
           {.player = player, .reason = loggedOut ? RemoveReason::PlayerLeft : RemoveReason::ServerConnectionLost});
}

Games::Answer<Game *> Games::gameFor(session::Session &sender, GameId id, Right right)
{
    Game *game = m_store.find(id);
    if (game == nullptr)
        return base::failure(blaze::Error::InvalidGameId);
    const PlayerId player = idOf(sender);
    const bool hostOnly = right == Right::Host || (right == Right::Change && m_settings.strictHost);
    if (game->find(player) == nullptr || (hostOnly && !game->isHost(player)))
        return base::failure(blaze::Error::PermissionDenied);
    return game;
}

bool Games::isRelayed(const Game &game) const
{
    return shouldRelay(game, game.host(), m_settings, m_parts.tunnels);
}

// Whoever waits may fit now, and the deadlines may be others.
void Games::changed(Game &game)
{
    m_watch.changed(game.id());
    m_matchmaking.run(game);
    watchDeadlines(game);
}

void Games::watchDeadlines(Game &game)
{
    game.watchDeadlines(m_parts.clock.now(), [this](GameId id) { due(id); });
}

void Games::due(GameId id)
{
    const base::MonotonicTime now = m_parts.clock.now();
    Game *game = m_store.find(id);
    if (game->migrationDeadline && now >= *game->migrationDeadline)
        m_migration.finish(*game);
    if (game->settledAt && now >= *game->settledAt)
        game->settledAt.reset();
    const auto late = [now](const std::optional<base::MonotonicTime> &deadline) {
        return deadline && now >= *deadline;
    };
    std::vector<Removal> removals;
    for (const GamePlayer &player : game->players()) {
        if (late(player.joinDeadline))
            removals.push_back({.player = player.id, .reason = RemoveReason::JoinTimeout});
        else if (late(player.meshDeadline))
            removals.push_back({.player = player.id, .reason = RemoveReason::PeerConnectionLost});
    }
    // Neither the host nor the last player is waited for, so the game outlives this.
    for (const Removal &removal : removals) {
        if (removal.reason == RemoveReason::JoinTimeout)
            preferRelay(*game);
        remove(*game, removal);
    }
    changed(*game);
}

void Games::loadRows(Game &game, PlayerId player)
{
    m_parts.rows.load(player, [this, alive = std::weak_ptr(m_alive), id = game.id(), player](auto rows) {
        if (alive.expired())
            return;
        Game *current = m_store.find(id);
        GamePlayer *entry = current == nullptr ? nullptr : current->find(player);
        if (entry == nullptr)
            return;
        if (rows) {
            entry->rowsBefore = rowsForReport(*rows);
            return;
        }
        // How often players come and go is their choice, and a storage that is busy fails for all of them.
        if (const auto swallowed = m_logLimiter.admit(QStringLiteral("rows"), m_parts.clock.now())) {
            qCWarning(logGame).nospace() << "the data of player " << base::number(player)
                                         << " could not be read; reports will lack what they gained (" << *swallowed
                                         << " more left out)";
        }
    });
}

QList<GameView> Games::games(qsizetype offset, qsizetype count) const
{
    QList<GameView> views;
    qsizetype index = 0;
    for (const auto &[id, game] : m_store.all()) {
        if (views.size() >= count)
            break;
        if (index++ >= offset)
            views.append(game->view());
    }
    return views;
}

std::optional<GameView> Games::find(GameId id) const
{
    const Game *game = m_store.find(id);
    return game == nullptr ? std::nullopt : std::optional(game->view());
}

std::optional<Explanation> Games::explain(PlayerId player, GameId id) const
{
    const Game *game = m_store.find(id);
    return game == nullptr ? std::nullopt : m_matchmaking.explain(player, *game);
}

quint64 Games::nextReportingId() noexcept
{
    return kReportingIdBase + m_matches++;
}

QByteArray Games::randomUuid()
{
    std::array<std::byte, 16> bytes {};
    m_parts.random.fill(bytes);
    bytes[6] = (bytes[6] & std::byte {0x0F}) | std::byte {0x40}; // version 4
    bytes[8] = (bytes[8] & std::byte {0x3F}) | std::byte {0x80};
    return QUuid::fromRfc4122(base::toByteArray(bytes)).toByteArray(QUuid::WithoutBraces);
}

} // namespace game
