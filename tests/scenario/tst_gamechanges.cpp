// What is done to a game while one is in it, by whom it may be done, its bounds, and the reports of its matches.

#include <core/game/commands/banplayer.h>
#include <core/game/commands/destroygame.h>
#include <core/game/commands/ejecthost.h>
#include <core/game/commands/getgamedatafromid.h>
#include <core/game/commands/leavegamebygroup.h>
#include <core/game/commands/replaygame.h>
#include <core/game/commands/setgamesettings.h>
#include <tests/scenario/gametable.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using blaze::Error;
using scenario::GameTable;
using scenario::Seat;

class GameChanges : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void outsidersChangeNothing()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const Seat outsider = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, guest});
        const game::GameView before = table.view(id);
        QCOMPARE(outsider->errorOf(game::advanceGameState, {.game = id, .state = game::GameState::InGame}),
                 Error::PermissionDenied);
        QCOMPARE(outsider->errorOf(game::setGameSettings, {.game = id, .settings = 0}), Error::PermissionDenied);
        QCOMPARE(outsider->errorOf(game::setGameAttributes, {.attributes = {{"a", "b"}}, .game = id}),
                 Error::PermissionDenied);
        QCOMPARE(outsider->errorOf(game::replayGame, {.game = id}), Error::PermissionDenied);
        QCOMPARE(table.remove(id, outsider, guest, 8), Error::PermissionDenied);
        QCOMPARE(outsider->errorOf(game::leaveGameByGroup, {.game = id, .player = guest.id()}),
                 Error::PermissionDenied);
        QCOMPARE(outsider->errorOf(game::ejectHost, {.game = id}), Error::PermissionDenied);
        QCOMPARE(outsider->errorOf(game::destroyGame, {.game = id}), Error::PermissionDenied);
        QCOMPARE(outsider->errorOf(game::banPlayer, {.game = id, .players = {guest.id()}}), Error::PermissionDenied);
        // These two are successes without effect.
        table.mesh(id, outsider, guest, 0);
        outsider->call(game::addAdminPlayer, {.game = id, .player = outsider.id()});
        for (const Seat &player : {host, guest, outsider})
            QVERIFY(!player->hasFrame());
        QCOMPARE(table.view(id).state, before.state);
        QCOMPARE(table.view(id).attributes, before.attributes);
        QCOMPARE(table.members(id), (QList {host.id(), guest.id()}));
    }

    void gamesThatDoNotExist()
    {
        GameTable table;
        const Seat player = table.sit(u"A"_s);
        const base::GameId none {99};
        QCOMPARE(player->errorOf(game::advanceGameState, {.game = none, .state = game::GameState::InGame}),
                 Error::InvalidGameId);
        QCOMPARE(player->errorOf(game::leaveGameByGroup, {.game = none}), Error::InvalidGameId);
        QCOMPARE(player->errorOf(game::destroyGame, {.game = none}), Error::InvalidGameId);
        QCOMPARE(player->errorOf(game::getGameDataFromId, {.games = {none}}), Error::InvalidGameId);
        QCOMPARE(player->errorOf(game::updateMeshConnection, {.game = none, .targets = {}}), Error::None);
        QCOMPARE(player->errorOf(game::updateMeshConnection, {.game = none, .targets = {{player.id(), 2}}}),
                 Error::InvalidGameId);
        QCOMPARE(player->errorOf(game::updateMeshConnection, {.game = none, .targets = {{player.id(), 3}}}),
                 Error::System);
    }

    void theHostMayBeStrict()
    {
        GameTable table({.strictHost = true});
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        const Seat third = table.sit(u"C"_s);
        const base::GameId id = table.lobby({host, guest, third});
        QCOMPARE(guest->errorOf(game::setGameSettings, {.game = id, .settings = 0}), Error::PermissionDenied);
        QCOMPARE(table.remove(id, guest, third, 8), Error::PermissionDenied);
        QCOMPARE(table.leave(id, guest), Error::None);
        QCOMPARE(host->errorOf(game::setGameSettings, {.game = id, .settings = 0}), Error::None);
    }

    void onlyTheServerSetsSomeStates()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const base::GameId id = table.lobby({host});
        for (const auto state : {game::GameState::Migrating, game::GameState::Destructing})
            QCOMPARE(host->errorOf(game::advanceGameState, {.game = id, .state = state}),
                     Error::InvalidStateTransition);
        host->call(game::advanceGameState, {.game = id, .state = static_cast<game::GameState>(4242)});
        QCOMPARE(static_cast<int>(table.view(id).state), 4242);
    }

    void attributesAreBounded()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const base::GameId id = table.create(host, {});
        game::Attributes most;
        for (int i = 0; i < base::kGameAttributesMax; ++i)
            most.insert(QByteArray::number(i), QByteArray(base::kGameAttributeTextMax, 'x'));
        QCOMPARE(host->errorOf(game::setGameAttributes, {.attributes = most, .game = id}), Error::None);
        table.clear();
        QCOMPARE(host->errorOf(game::setGameAttributes, {.attributes = {{"more", "x"}}, .game = id}), Error::System);
        QCOMPARE(host->errorOf(game::setGameAttributes,
                               {.attributes = {{"0", QByteArray(base::kGameAttributeTextMax + 1, 'x')}}, .game = id}),
                 Error::System);
        most.insert("more", "x");
        QCOMPARE(host->errorOf(game::setGameAttributes, {.attributes = most, .game = id}), Error::System);
        QCOMPARE(host->errorOf(game::createGame, {.attributes = most, .settings = 0}), Error::System);
        QVERIFY(!host->hasFrame());
        QCOMPARE(table.members(id), QList {host.id()});
    }

    void gameDataOfSeveralGames()
    {
        GameTable table;
        const Seat a = table.sit(u"A"_s);
        const Seat b = table.sit(u"B"_s);
        const base::GameId first = table.create(a);
        const base::GameId second = table.create(b);
        const auto data = a->call(game::getGameDataFromId, {.games = {second, base::GameId {99}, first}});
        QCOMPARE(data.games.size(), 2);
        QCOMPARE(data.games[0].id, second);
        QCOMPARE(data.games[1].name, u"A"_s);
        game::GetGameDataRequest many;
        many.games.fill(first, base::kGameDataIdsMax);
        QCOMPARE(a->call(game::getGameDataFromId, many).games.size(), base::kGameDataIdsMax);
        many.games.append(first);
        QCOMPARE(a->errorOf(game::getGameDataFromId, many), Error::System);
    }

    // A player whose address the server does not know yet is reached by what comes with the request.
    void theAddressMayComeWithTheRequest()
    {
        GameTable table;
        const session::Account account = table.world.accounts().add(u"x@example.org"_s, u"X"_s, "password");
        const Seat host {.client = &table.world.inMenu(account), .account = account};
        const session::AddressPair pair {{{0xCB007150}, 3659}, {{0xC0A80105}, 3659}};
        host->call(game::createGame, {.address = {game::HostAddress::of<2>(session::AddressPair(pair))}});
        const game::GameSetup setup = GameTable::told(host, game::gameSetup);
        QCOMPARE(*setup.game.hostAddress.first().get<2>(), pair);
    }

    void aFinishedMatchIsReported()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat guest = table.sit(u"B"_s);
        table.world.playerData().put(host.id(), "Progress", "1,2");
        table.world.playerData().put(host.id(), "Base", "not of interest");
        const base::GameId id = table.lobby({host, guest});
        // The match begins: what the players have is looked at anew.
        table.world.playerData().put(guest.id(), "char0", "soldier");
        host->call(game::advanceGameState, {.game = id, .state = game::GameState::InGame});
        guest->call(game::setGameAttributes, {.attributes = {{"ME3gameState", "IN_GAME_FINISHING"}}, .game = id});
        QVERIFY(table.world.reports().outcomes.empty());
        host->call(game::setGameAttributes, {.attributes = {{"ME3gameState", "IN_GAME_FINISHING"}}, .game = id});
        QCOMPARE(table.world.reports().outcomes.size(), std::size_t {1});
        const game::MatchOutcome &outcome = table.world.reports().outcomes.front();
        QCOMPARE(outcome.game, id);
        QCOMPARE(outcome.attributes.value("ME3map"), QByteArray("map2"));
        QCOMPARE(outcome.players.size(), 2);
        QCOMPARE(outcome.players[0].name, u"A"_s);
        const game::PlayerRows::Rows progress {{"Progress", "1,2"}};
        QCOMPARE(*outcome.players[0].rowsBefore, progress);
        const game::PlayerRows::Rows characters {{"char0", "soldier"}};
        QCOMPARE(*outcome.players[1].rowsBefore, characters);
    }

    // Every report is kept for good: how many of them one host can cause is bounded.
    void reportsAreBounded()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat other = table.sit(u"B"_s);
        const auto finish = [](const Seat &player, base::GameId id) {
            player->call(game::setGameAttributes, {.attributes = {{"ME3gameState", "IN_GAME_FINISHING"}}, .game = id});
        };
        const auto most = static_cast<std::size_t>(base::kMatchReportsPerHostMax);
        const base::GameId first = table.create(host);
        for (std::size_t i = 0; i < most; ++i)
            finish(host, first);
        QCOMPARE(table.world.reports().outcomes.size(), most);
        finish(host, first);
        // Another game is no way around it.
        const base::GameId second = table.create(host);
        finish(host, second);
        QCOMPARE(table.world.reports().outcomes.size(), most);
        // It is nobody else's fault, and not held against anybody for ever.
        finish(other, table.create(other));
        QCOMPARE(table.world.reports().outcomes.size(), most + 1);
        table.advance(base::kMatchReportWindow);
        finish(host, second);
        QCOMPARE(table.world.reports().outcomes.size(), most + 2);
    }

    void rowsThatCannotBeReadAreMissing()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be read"_s));
        table.world.playerData().failNext(session::StoreError::Database);
        const base::GameId id = table.create(host);
        host->call(game::setGameAttributes, {.attributes = {{"ME3gameState", "IN_GAME_FINISHING"}}, .game = id});
        QVERIFY(!table.world.reports().outcomes.front().players.first().rowsBefore);
        // Said once; how often it happens is up to the players.
        table.world.playerData().failNext(session::StoreError::Busy);
        table.create(host);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be read.*1 more left out"_s));
        table.advance(std::chrono::seconds(10));
        table.world.playerData().failNext(session::StoreError::Busy);
        table.create(host);
    }

    void rowsForReportsAreBounded_data()
    {
        QTest::addColumn<qsizetype>("bytes");
        QTest::addColumn<bool>("kept");
        QTest::newRow("most") << base::kMatchRowsBytesMax << true;
        QTest::newRow("one more") << base::kMatchRowsBytesMax + 1 << false;
    }
    void rowsForReportsAreBounded()
    {
        QFETCH(const qsizetype, bytes);
        QFETCH(const bool, kept);
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const QByteArray half(bytes / 2 - 5, 'x');
        table.world.playerData().put(host.id(), "char0", half);
        table.world.playerData().put(host.id(), "char1", QByteArray(bytes - half.size() - 10, 'x'));
        table.world.playerData().put(host.id(), "Completion", half);
        const base::GameId id = table.create(host);
        host->call(game::setGameAttributes, {.attributes = {{"ME3gameState", "IN_GAME_FINISHING"}}, .game = id});
        QCOMPARE(table.world.reports().outcomes.front().players.first().rowsBefore.has_value(), kept);
    }

    void listsAreBounded()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const base::GameId id = table.create(host);
        game::UpdateMeshConnectionRequest mesh {.game = id};
        mesh.targets.fill({host.id(), 2}, base::kMeshTargetsMax);
        QCOMPARE(host->errorOf(game::updateMeshConnection, mesh), Error::None);
        mesh.targets.append(game::MeshTarget {host.id(), 2});
        QCOMPARE(host->errorOf(game::updateMeshConnection, mesh), Error::System);
        game::BanPlayerRequest bans {.game = id};
        bans.players.fill(base::PlayerId {7}, base::kGameBansMax);
        QCOMPARE(host->errorOf(game::banPlayer, bans), Error::None);
        bans.players.append(base::PlayerId {8});
        QCOMPARE(host->errorOf(game::banPlayer, bans), Error::System);
    }

    // The storage answers when the player, and the game, are long gone.
    void rowsThatComeTooLateDoNoHarm()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        table.world.worker().hold();
        const base::GameId id = table.create(host);
        QCOMPARE(table.leave(id, host), Error::None);
        table.world.worker().release();
        QVERIFY(!table.exists(id));
    }

    void aReplayIsANewMatch()
    {
        GameTable table;
        const Seat host = table.sit(u"A"_s);
        const Seat other = table.sit(u"B"_s);
        const base::GameId id = table.lobby({host});
        const base::WallTime before = table.view(id).createdAt;
        table.advance(std::chrono::seconds(100));
        host->call(game::replayGame, {.game = id});
        const quint64 second = GameTable::told(host, game::gameReportingIdChange).reportingId;
        QCOMPARE(table.view(id).createdAt - before, std::chrono::seconds(100));
        QCOMPARE(table.view(id).state, game::GameState::PreGame);
        other->call(game::createGame);
        QVERIFY(GameTable::told(other, game::gameSetup).game.reportingId > second);
    }
};

QTEST_APPLESS_MAIN(GameChanges)
#include "tst_gamechanges.moc"
