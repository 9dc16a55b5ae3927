#include <core/game/routes.h>

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
#include <core/game/searchstatus.h>

namespace game {

void addRoutes(blaze::Router &router, const session::Settings &settings, Games &games, session::Presence &presence)
{
    router.add(createGame, CreateGameHandler(games, settings));
    router.add(destroyGame, DestroyGameHandler(games));
    router.add(advanceGameState, AdvanceGameStateHandler(games));
    router.add(setGameSettings, SetGameSettingsHandler(games));
    router.add(setGameAttributes, SetGameAttributesHandler(games));
    router.add(joinGame, JoinGameHandler(games, presence, settings));
    router.add(removePlayer, RemovePlayerHandler(games));
    router.add(startMatchmaking, StartMatchmakingHandler(games));
    router.add(cancelMatchmaking, CancelMatchmakingHandler(games));
    router.add(replayGame, ReplayGameHandler(games));
    router.add(leaveGameByGroup, LeaveGameByGroupHandler(games));
    router.add(migrateGame, MigrateGameHandler(games));
    router.add(updateGameHostMigrationStatus, UpdateGameHostMigrationStatusHandler(games));
    router.add(banPlayer, BanPlayerHandler(games));
    router.add(updateMeshConnection, UpdateMeshConnectionHandler(games));
    router.add(ejectHost, EjectHostHandler(games));
    router.add(getGameDataFromId, GetGameDataFromIdHandler(games));
    router.add(addAdminPlayer, AddAdminPlayerHandler(games));

    router.declare(matchmakingFailed);
    router.declare(matchmakingAsyncStatus);
    router.declare(gameRemoved);
    router.declare(gameSetup);
    router.declare(playerJoining);
    router.declare(playerJoinCompleted);
    router.declare(playerRemoved);
    router.declare(hostMigrationFinished);
    router.declare(hostMigrationStart);
    router.declare(gameAttribChange);
    router.declare(gameStateChange);
    router.declare(gameSettingsChange);
    router.declare(gameReportingIdChange);
    router.declare(gamePlayerStateChange);
    router.declare(adminListChange);
}

} // namespace game
