#include <core/game/membership.h>

#include <core/game/topology.h>
#include <core/session/subscriptions.h>

#include <QLoggingCategory>

namespace game {

namespace {
Q_LOGGING_CATEGORY(logGame, "app.game", QtInfoMsg)
} // namespace

Membership::Membership(session::Presence &presence, TunnelDirectory &tunnels, const Settings &settings,
                       const base::Clock &clock, const Watch &watch)
    : m_presence(presence)
    , m_tunnels(tunnels)
    , m_settings(settings)
    , m_clock(clock)
    , m_watch(watch)
{}

void Membership::add(Game &game, session::Session &session, Entry entry)
{
    const session::Account &account = session.player()->account;
    introduce(game, session);
    const bool creates = entry == Entry::Created;
    GamePlayer &player = game.add({.id = account.id,
                                   .name = account.displayName,
                                   .session = &session,
                                   .state = creates ? PlayerState::Connected : PlayerState::Connecting});
    if (!creates && m_settings.joinTimeout.count() > 0)
        player.joinDeadline = m_clock.now() + m_settings.joinTimeout;
    decideRelay(game, player);
    const PlayerJoining joining {.game = game.id(), .player = PlayerRecord::of(game, player)};
    const auto frame = blaze::EncodedNotification::of(playerJoining, joining);
    for (const GamePlayer &member : game.players()) {
        if (&member != &player)
            member.session->connection().notifyEncoded(frame);
    }
    session.connection().notify(gameSetup, GameSetup::of(game, player, entry));
    if (session.association())
        m_tunnels.map(game.id(), player.tunnelIndex, *session.association());
    m_presence.setGame(session, game.id());
    m_watch.changed(game.id());
}

void Membership::introduce(Game &game, session::Session &session)
{
    for (const GamePlayer &member : game.players()) {
        session::subscribe(*member.session, session);
        session::subscribe(session, *member.session);
    }
}

void Membership::decideRelay(Game &game, GamePlayer &player)
{
    player.relayed = shouldRelay(game, player, m_settings, m_tunnels);
    const char *oddity = nullptr;
    if (game.topology == Topology::Relayed && !player.relayed)
        oddity = "plays directly in a relayed game: a tunnel is missing";
    else if (!game.isHost(player.id) &&
             sameComputer(game.host().session->player()->network, player.session->player()->network))
        oddity = "seems to play on the same computer as the host, which cannot work";
    if (oddity == nullptr)
        return;
    if (const auto swallowed = m_logLimiter.admit(QLatin1String(oddity), m_clock.now())) {
        qCInfo(logGame).nospace() << "player " << base::number(player.id) << " in game " << base::number(game.id())
                                  << " " << oddity << " (" << *swallowed << " more left out)";
    }
}

bool Membership::remove(Game &game, const Removal &removal)
{
    const bool wasHost = game.isHost(removal.player);
    const GamePlayer leaver = game.take(removal.player);
    session::Session &session = *leaver.session;
    if (session.association())
        m_tunnels.unmap(game.id(), leaver.tunnelIndex, *session.association());
    if (wasHost && !game.isEmpty()) {
        game.electHost();
        installHost(game);
    }
    // Somebody who has logged out or is disconnected hears nothing more, and the sessions end the rest.
    const bool online = session.player() != nullptr;
    if (online)
        m_presence.setGame(session, std::nullopt);
    const auto gone = blaze::EncodedNotification::of(
        playerRemoved,
        {.context = removal.context, .game = game.id(), .player = removal.player, .reason = removal.reason});
    for (const GamePlayer &member : game.players())
        member.session->connection().notifyEncoded(gone);
    if (online) {
        session.connection().notifyEncoded(gone);
        part(game, session);
    }
    if (!game.isEmpty()) {
        tellAll(game, adminListChange,
                {.player = removal.player, .game = game.id(), .change = AdminChange::Removed, .host = game.host().id});
    }
    m_watch.changed(game.id());
    return wasHost;
}

void Membership::part(Game &game, session::Session &leaver)
{
    for (const GamePlayer &member : game.players()) {
        session::unsubscribe(*member.session, leaver);
        session::unsubscribe(leaver, *member.session);
    }
}

void Membership::installHost(Game &game)
{
    GamePlayer &host = game.host();
    // A connection to the host that was awaited is no more: it is the host.
    host.joinDeadline.reset();
    // Those that were lost led to the host of before. One that takes its leave loses everybody; the new one says itself
    // whom it does not reach.
    for (GamePlayer &player : game.players())
        player.meshDeadline.reset();
    if (host.tunnelIndex == 0)
        return;
    const auto before = std::find_if(game.players().begin(), game.players().end(),
                                     [](const GamePlayer &each) { return each.tunnelIndex == 0; });
    const int index = std::exchange(host.tunnelIndex, 0);
    if (before == game.players().end())
        return m_tunnels.move(game.id(), index, 0);
    // The old host stays: the two change places.
    before->tunnelIndex = index;
    if (const auto &association = host.session->association())
        m_tunnels.unmap(game.id(), index, *association);
    m_tunnels.move(game.id(), 0, index);
    if (const auto &association = host.session->association())
        m_tunnels.map(game.id(), 0, *association);
}

} // namespace game
