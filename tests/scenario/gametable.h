#pragma once
// A World with players who have reached the menu and can be reached themselves, and what they do in games in short.

#include <core/game/commands/addadminplayer.h>
#include <core/game/commands/advancegamestate.h>
#include <core/game/commands/creategame.h>
#include <core/game/commands/joingame.h>
#include <core/game/commands/removeplayer.h>
#include <core/game/commands/setgameattributes.h>
#include <core/game/commands/startmatchmaking.h>
#include <core/game/commands/updatemeshconnection.h>
#include <core/game/searchstatus.h>
#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/usersessions/updatenetworkinfo.h>
#include <core/session/commands/util/postauth.h>
#include <tests/scenario/world.h>

#include <QStringList>

namespace scenario {

struct Seat // what a test knows about one player
{
    Client *client = nullptr;
    session::Account account;
    session::AssociationId association;

    [[nodiscard]] base::PlayerId id() const { return account.id; }
    Client *operator->() const { return client; }
};

enum class Tunnel { None, Live };

class GameTable
{
public:
    // Timers are as the operator has them by default unless a test says otherwise.
    explicit GameTable(game::Settings settings = {})
        : world(WorldConfig {.games = settings})
    {}

    World world;

    Seat sit(const QString &name, quint32 natType = 0, Tunnel tunnel = Tunnel::None)
    {
        const auto number = static_cast<quint32>(++m_seats);
        Seat seat;
        seat.association.bytes[0] = static_cast<std::byte>(number);
        seat.account = world.accounts().add(name + QStringLiteral("@example.org"), name, "password");
        if (tunnel == Tunnel::Live)
            world.tunnels().live.insert(seat.association.bytes);
        seat.client = &world.connect(std::nullopt, seat.association);
        logIn(seat, {0xCB007100 + number}, natType);
        return seat;
    }
    void logIn(const Seat &seat, base::Ipv4 external, quint32 natType = 0)
    {
        seat->call(session::authentication::silentLogin, {world.tokens().issueSession(seat.id())});
        seat->call(session::util::postAuth);
        const session::AddressPair pair {{external, 3659}, {{0xC0A80000 | (external.value & 0xFFU)}, 3659}};
        seat->call(session::usersessions::updateNetworkInfo,
                   {.address = session::AddressUnion::of<2>(session::AddressPair(pair)), .qos = {.natType = natType}});
        seat->clear();
    }

    static game::Attributes publicGame()
    {
        return {{"ME3privacy", "PUBLIC"}, {"ME3map", "map2"}, {"ME3gameState", "IN_LOBBY"}};
    }
    base::GameId create(const Seat &host, const game::Attributes &attributes = publicGame())
    {
        constexpr quint16 kUsual = 0x11F;
        const auto created = host->call(game::createGame, {.attributes = attributes, .settings = kUsual});
        clear();
        return created.game;
    }
    blaze::Error join(const Seat &player, const Seat &friendOfTheirs)
    {
        return player->errorOf(game::joinGame, {.target = {friendOfTheirs.id()}});
    }
    // The host sees the player.
    void connect(base::GameId id, const Seat &host, const Seat &player)
    {
        mesh(id, host, player, 2);
        host->call(game::addAdminPlayer, {.game = id, .player = player.id()});
        clear();
    }
    void mesh(base::GameId id, const Seat &sender, const Seat &target, quint32 status)
    {
        sender->call(game::updateMeshConnection, {.game = id, .targets = {{target.id(), status}}});
    }
    // In the lobby, everybody connected, the first one hosts.
    base::GameId lobby(const QList<Seat> &players)
    {
        const base::GameId id = create(players.first());
        for (const Seat &player : players.sliced(1)) {
            if (join(player, players.first()) != blaze::Error::None)
                qFatal("a player cannot come into the lobby");
            connect(id, players.first(), player);
        }
        players.first()->call(game::advanceGameState, {.game = id, .state = game::GameState::PreGame});
        clear();
        return id;
    }
    blaze::Error leave(base::GameId id, const Seat &player) { return remove(id, player, player, 6); }
    blaze::Error remove(base::GameId id, const Seat &sender, const Seat &player, quint64 reason)
    {
        return sender->errorOf(game::removePlayer, {.game = id, .player = player.id(), .reason = reason});
    }
    void search(const Seat &player, const QList<game::SearchRule> &rules = {}, quint64 durationMs = 1'800'000)
    {
        player->call(game::startMatchmaking, {.criteria = {rules}, .durationMs = durationMs});
    }
    // Time passes in which everybody sends their pings.
    void advance(std::chrono::milliseconds span)
    {
        constexpr std::chrono::milliseconds kStep {10'000};
        for (; span.count() > 0; span -= std::min(span, kStep)) {
            for (const auto &client : world.clients()) {
                if (!client->isClosed())
                    client->session().liveness().lastHeard = world.time().now();
            }
            world.time().advance(std::min(span, kStep));
        }
    }
    // Nobody has heard anything.
    void clear()
    {
        for (const auto &client : world.clients())
            client->clear();
    }
    // What a client has heard, in short: "PlayerRemoved", answers as "=RemovePlayer", errors as "!RemovePlayer".
    static QStringList heard(const Seat &seat)
    {
        QStringList names;
        for (QString name : seat->takeNames()) {
            const bool notification = name.startsWith(u'!');
            const bool error = name.startsWith(QStringLiteral("error"));
            name = name.section(u'.', 1).section(u' ', 0, 0);
            names << (notification ? QString() : error ? QStringLiteral("!") : QStringLiteral("=")) + name;
        }
        return names;
    }
    // The notification of this kind among those not taken yet, which are taken; fails the test when there is none.
    template <class Body>
    static Body told(const Seat &seat, const blaze::Notification<Body> &notification)
    {
        while (seat->hasFrame()) {
            const Received frame = seat->take();
            if (!blaze::announces(frame.header, notification))
                continue;
            auto body = tdf::decode<Body>(base::asBytes(QByteArrayView(frame.body)));
            if (!body)
                qFatal("%s does not decode", notification.name);
            return *body;
        }
        qFatal("no %s", notification.name);
    }
    [[nodiscard]] game::GameView view(base::GameId id)
    {
        const auto view = world.gameService().find(id);
        if (!view)
            qFatal("no such game");
        return *view;
    }
    [[nodiscard]] QList<base::PlayerId> members(base::GameId id)
    {
        QList<base::PlayerId> ids;
        for (const game::GamePlayerView &player : view(id).players)
            ids.append(player.id);
        return ids;
    }
    [[nodiscard]] bool exists(base::GameId id) { return world.gameService().find(id).has_value(); }
    [[nodiscard]] QList<base::PlayerId> waiting()
    {
        QList<base::PlayerId> ids;
        for (const game::WaitingView &player : world.gameService().waiting())
            ids.append(player.id);
        return ids;
    }

private:
    int m_seats = 0;
};

} // namespace scenario
