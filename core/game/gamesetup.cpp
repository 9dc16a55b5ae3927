#include <core/game/gamesetup.h>

namespace game {

namespace {

// Of a player who is in a game, so there is one.
const session::SignedInPlayer &signedIn(const GamePlayer &player)
{
    return *player.session->player();
}

SetupReason reasonOf(const GamePlayer &player, Entry entry)
{
    if (entry == Entry::Matched)
        return SetupReason::of<3>(MatchmakingSetup {.search = player.id, .session = player.id});
    return SetupReason::of<0>(DirectSetup {.context = static_cast<quint8>(entry == Entry::Joined ? 1 : 0)});
}

} // namespace

PlayerRecord PlayerRecord::of(const Game &game, const GamePlayer &player)
{
    PlayerRecord record;
    record.game = game.id();
    record.name = player.name;
    record.id = player.id;
    record.address = signedIn(player).network.address;
    record.slot = player.slot;
    record.state = player.state;
    record.session = player.id;
    return record;
}

QList<PlayerId> playerIds(const Game &game)
{
    QList<PlayerId> ids;
    for (const GamePlayer &player : game.players())
        ids.append(player.id);
    return ids;
}

QList<HostAddress> hostAddressOf(const Game &game, bool relayed)
{
    HostAddress address;
    if (relayed)
        address = HostAddress::of<3>(session::NetworkAddress(kTunnelAddress));
    else if (const auto *pair = signedIn(game.host()).network.address.get<2>())
        address = HostAddress::of<2>(session::AddressPair(*pair));
    return {address};
}

GameSetup GameSetup::of(const Game &game, const GamePlayer &player, Entry entry)
{
    const GamePlayer &host = game.host();
    GameSetup setup;
    setup.game.admins = playerIds(game);
    setup.game.attributes = game.attributes();
    setup.game.id = game.id();
    setup.game.name = host.name;
    setup.game.settings = game.settings;
    setup.game.reportingId = game.reportingId;
    setup.game.state = game.state;
    setup.game.hostAddress = hostAddressOf(game, player.relayed);
    setup.game.hostSession = host.id;
    setup.game.hostQos = signedIn(host).network.qos;
    setup.game.topology = player.relayed ? 1 : 0;
    setup.game.platformHost = {.host = host.id, .slot = host.slot};
    setup.game.seed = game.seed;
    setup.game.topologyHost = setup.game.platformHost;
    setup.game.uuid = game.uuid;
    for (const GamePlayer &each : game.players())
        setup.players.append(PlayerRecord::of(game, each));
    setup.reason = reasonOf(player, entry);
    return setup;
}

} // namespace game
