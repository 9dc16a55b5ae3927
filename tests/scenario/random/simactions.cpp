// What the clients of a simulation do.

#include <tests/scenario/random/simulation.h>

#include <core/game/commands/addadminplayer.h>
#include <core/game/commands/advancegamestate.h>
#include <core/game/commands/banplayer.h>
#include <core/game/commands/cancelmatchmaking.h>
#include <core/game/commands/creategame.h>
#include <core/game/commands/destroygame.h>
#include <core/game/commands/ejecthost.h>
#include <core/game/commands/getgamedatafromid.h>
#include <core/game/commands/joingame.h>
#include <core/game/commands/leavegamebygroup.h>
#include <core/game/commands/migrategame.h>
#include <core/game/commands/removeplayer.h>
#include <core/game/commands/replaygame.h>
#include <core/game/commands/setgameattributes.h>
#include <core/game/commands/setgamesettings.h>
#include <core/game/commands/startmatchmaking.h>
#include <core/game/commands/updategamehostmigrationstatus.h>
#include <core/game/commands/updatemeshconnection.h>
#include <core/session/subscriptions.h>

namespace scenario {

void Simulation::connect(std::size_t place)
{
    auto client = std::make_unique<SimClient>(m_tally);
    // Fewer installations than connections: now and then one of them comes twice.
    client->association.bytes[0] = static_cast<std::byte>(1 + m_dice.roll(12));
    client->responsive = m_dice.chance(92);
    const bool known = m_dice.chance(90);
    client->connection = m_sessions.open(
        {.source = {0xCB007100}, .association = known ? std::optional(client->association) : std::nullopt}, *client);
    if (m_dice.chance(70))
        m_tunnels.live.insert(client->association.bytes);
    m_clients[place] = std::move(client);
    say("connects", m_clients[place].get());
    logIn(*m_clients[place]);
}

void Simulation::disconnect(SimClient &client)
{
    say("disconnects", &client);
    client.gone = true;
    client.closing = true;
}

void Simulation::logIn(SimClient &client)
{
    const base::PlayerId player {1 + m_dice.roll(kPlayers)};
    say("logs in", &client);
    client.forget();
    m_presence.signIn(client.session(), {.id = player, .displayName = QString::number(base::number(player))});
    client.forget(); // the farewells of the login before
    client.session().player()->network = someNetwork();
    if (m_dice.chance(90))
        m_presence.enterMenu(client.session());
}

void Simulation::connectionAction(SimClient &client)
{
    const std::uint32_t dice = m_dice.roll(10);
    if (dice < 4)
        return logIn(client);
    if (dice < 7)
        return disconnect(client);
    if (dice < 8) {
        say("takes nothing any more", &client);
        client.queued = base::kOutboxBytesMax + 1;
        return;
    }
    say("logs out", &client);
    m_presence.signOut(client.session());
    client.forget();
}

void Simulation::memberAction(SimClient &client)
{
    const bool inGame = client.player()->game.has_value();
    // Whoever is in a game mostly stays there, so that games fill up.
    if (inGame && m_dice.chance(75))
        return mesh(client);
    switch (m_dice.roll(10)) {
    case 0:
    case 1:
        return create(client);
    case 2:
    case 3:
    case 4:
    case 5:
        return join(client);
    case 6:
    case 7:
        return search(client);
    case 8:
        say("cancels", &client);
        return client.send(game::cancelMatchmaking);
    default:
        return leave(client);
    }
}

void Simulation::create(SimClient &client)
{
    say("creates", &client);
    client.send(game::createGame,
                {.attributes = someAttributes(), .settings = static_cast<quint16>(m_dice.chance(85) ? 0x11F : 0x11D)});
}

void Simulation::join(SimClient &client)
{
    say("joins", &client);
    const base::PlayerId target = m_dice.chance(90) ? somePlayer() : base::PlayerId {};
    client.send(game::joinGame, {.game = someGame(client), .target = {target}});
}

void Simulation::search(SimClient &client)
{
    say("searches", &client);
    QList<game::SearchRule> rules;
    if (m_dice.chance(40))
        rules.append(game::SearchRule {"ME3_gameMapMatchRule", {m_dice.chance(50) ? "map1" : "abstain"}});
    if (m_dice.chance(60))
        rules.append(game::SearchRule {"ME3_rule_dlc2300", {"required", "preferred"}});
    const quint64 duration = m_dice.chance(50) ? 20'000 : 1'800'000;
    client.send(game::startMatchmaking, {.criteria = {rules}, .durationMs = duration});
}

void Simulation::leave(SimClient &client)
{
    const base::GameId game = someGame(client);
    const base::PlayerId player = m_dice.chance(60) ? client.player()->account.id : someMember(client);
    say("removes somebody", &client);
    if (m_dice.chance(80))
        client.send(game::removePlayer, {.game = game, .player = player, .reason = m_dice.roll(14)});
    else
        client.send(game::leaveGameByGroup, {.group = {{4, 2}, m_dice.roll(2)}, .game = game, .player = player});
}

void Simulation::mesh(SimClient &client)
{
    say("reports its connections", &client);
    game::UpdateMeshConnectionRequest request {.game = someGame(client)};
    const std::uint32_t count = m_dice.roll(4);
    for (std::uint32_t i = 0; i < count; ++i)
        request.targets.append(game::MeshTarget {someMember(client), m_dice.chance(70) ? 2 : m_dice.roll(4)});
    client.send(game::updateMeshConnection, request);
}

void Simulation::hostAction(SimClient &client)
{
    const base::GameId game = someGame(client);
    say("changes its game", &client);
    switch (m_dice.roll(16)) {
    case 0:
        if (m_dice.chance(70))
            return client.send(game::setGameAttributes, {.attributes = {{"ME3privacy", "PUBLIC"}}, .game = game});
        return client.send(game::destroyGame, {.game = game});
    case 1:
        return client.send(game::ejectHost, {.game = game});
    case 2:
        return client.send(game::banPlayer, {.game = game, .players = {someMember(client), somePlayer()}});
    case 3:
        return client.send(game::migrateGame, {.game = game, .host = someMember(client)});
    case 4:
    case 5:
        return client.send(game::updateGameHostMigrationStatus, {.game = game});
    case 6:
        return client.send(game::replayGame, {.game = game});
    case 7:
        return client.send(game::setGameSettings,
                           {.game = game, .settings = static_cast<quint16>(m_dice.chance(70) ? 0x11F : 0x11D)});
    case 8:
    case 9: {
        constexpr std::array kStates {1, 4, 5, 6, 130, 130, 131, 131, 77};
        return client.send(game::advanceGameState,
                           {.game = game, .state = static_cast<game::GameState>(m_dice.oneOf(kStates))});
    }
    case 10:
        return client.send(game::addAdminPlayer, {.game = game, .player = someMember(client)});
    case 11:
        return client.send(game::getGameDataFromId, {.games = {game, base::GameId {m_dice.roll(50)}}});
    default:
        return client.send(game::setGameAttributes, {.attributes = someAttributes(), .game = game});
    }
}

void Simulation::oddAction(SimClient &client)
{
    switch (m_dice.roll(4)) {
    case 0: {
        say("sends nonsense", &client);
        QByteArray body(static_cast<qsizetype>(m_dice.roll(24)), Qt::Uninitialized);
        for (char &byte : body)
            byte = static_cast<char>(m_dice.roll(256));
        return client.sendRaw(static_cast<std::uint16_t>(blaze::Component::GameManager),
                              static_cast<std::uint16_t>(m_dice.roll(0x70)), body);
    }
    case 1:
        say("moves to another network", &client);
        client.session().player()->network = someNetwork();
        return session::publish(client.session());
    case 2:
        say("its tunnel breaks or comes back", &client);
        if (m_tunnels.live.erase(client.association.bytes) == 0)
            m_tunnels.live.insert(client.association.bytes);
        return;
    default:
        say("is deleted", &client);
        return m_presence.removePlayer(somePlayer());
    }
}

} // namespace scenario
