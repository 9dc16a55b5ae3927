#include <tests/gameclient/moves.h>

#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/matchbodies.h>
#include <tests/gameclient/matchnotes.h>

#include <algorithm>

namespace gameclient::moves {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint16_t kInvalidGame = 0x2;

QString emptyBody(const tdf::Fields &body)
{
    return body.isEmpty() ? QString() : u"the answer has a body, and should be empty"_s;
}

GameClient::Check exactAnswer(const CommandId &command, tdf::Fields expected)
{
    return [name = QString::fromLatin1(command.name), expected = std::move(expected)](const tdf::Fields &body) {
        return bodyProblem(name, expected, body);
    };
}

Move byHost(Table &table, const CommandId &command, tdf::Fields body)
{
    return {table.match().host().game, command, std::move(body), emptyBody, {}};
}

// Everybody in the match is told this one thing.
void tellAll(Move &move, Table &table, const Expected &expected)
{
    for (GameClient *member : table.match().games())
        move.notes[member].push_back(expected);
}

} // namespace

Move createGame(Table &table, GameClient &host, const QByteArray &privacy)
{
    Match &match = table.match();
    match = {};
    match.path = host.relay() == GameClient::Relay::Up ? Match::Path::Tunnelled : Match::Path::Direct;
    match.settings = kNewGameSettings;
    match.attributes = newGameAttributes(table.options().kind, privacy);
    const auto learnId = [&match, &host](const tdf::Fields &body) {
        const QString problem = bodyProblem(u"CreateGame"_s, {{"GID", 0}}, body, {"GID"});
        if (!problem.isEmpty())
            return problem;
        match.id = static_cast<std::uint32_t>(body.find("GID")->toInteger());
        host.trace(u"game %1"_s.arg(match.id));
        return match.id != 0 ? QString() : u"CreateGame.GID is 0"_s;
    };
    // Every body holds the number, so what must be told is written when it is known.
    const auto learned = [&match, &host, waiting = std::exchange(table.searching, {})](Notes &notes) {
        addCreation(notes, match, host);
        for (GameClient *player : waiting)
            addJoin(notes, match, *player, Arrival::Matched);
    };
    return {&host, cmd::kCreateGame, requests::createGame(host, match.attributes), learnId, {}, learned};
}

Move finalizeCreation(Table &table)
{
    return byHost(table, cmd::kFinalizeGameCreation, requests::finalizeGameCreation(table.match()));
}

Move joinGame(Table &table, GameClient &joiner, GameClient &target, JoinMethod method)
{
    Move move {&joiner,
               cmd::kJoinGame,
               requests::joinGame(joiner, target.account.playerId, method),
               exactAnswer(cmd::kJoinGame, {{"GID", table.match().id}, {"JGS", 0}}),
               {}};
    addJoin(move.notes, table.match(), joiner, Arrival::Invited);
    return move;
}

Move joinRefused(Table & /*table*/, GameClient &joiner, std::uint32_t target, std::uint16_t error)
{
    return {&joiner, cmd::kJoinGame, requests::joinGame(joiner, target, JoinMethod::Invitation), {}, {}, {}, error};
}

Move search(Table &table, GameClient &player, Found found)
{
    Move move {&player,
               cmd::kStartMatchmaking,
               requests::startMatchmaking(player, table.options().kind),
               exactAnswer(cmd::kStartMatchmaking, {{"MSID", player.account.playerId}}),
               {}};
    if (found == Found::Yes) {
        addJoin(move.notes, table.match(), player, Arrival::Matched);
        return move;
    }
    move.notes[&player].push_back(notes::searching(player));
    table.searching.push_back(&player);
    return move;
}

Move cancelSearch(Table &table, GameClient &player)
{
    std::erase(table.searching, &player);
    Move move {&player, cmd::kCancelMatchmaking, requests::cancelMatchmaking(player), emptyBody, {}};
    move.notes[&player].push_back(notes::extendedData(player, std::nullopt));
    return move;
}

Move cancelPlaced(Table &table, GameClient &player)
{
    Move move {&player, cmd::kCancelMatchmaking, requests::cancelMatchmaking(player), emptyBody, {}};
    addRemoval(move.notes, table.match(), player, reason::kLeft);
    return move;
}

Move meshByJoiner(Table &table, GameClient &joiner)
{
    return {&joiner,
            cmd::kUpdateMeshConnection,
            requests::updateMesh(table.match(), *table.match().host().game, 2),
            emptyBody,
            {}};
}

Move meshByHost(Table &table, GameClient &joiner)
{
    Move move = byHost(table, cmd::kUpdateMeshConnection, requests::updateMesh(table.match(), joiner, 2));
    addCompletion(move.notes, table.match(), joiner);
    return move;
}

Move addAdmin(Table &table, GameClient &player)
{
    Move move = byHost(table, cmd::kAddAdminPlayer, requests::addAdmin(table.match(), player));
    tellAll(move, table, notes::adminAdded(table.match(), player));
    return move;
}

Move advanceState(Table &table, std::uint32_t state)
{
    table.match().state = state;
    Move move = byHost(table, cmd::kAdvanceGameState, requests::advanceGameState(table.match(), state));
    tellAll(move, table, notes::stateChange(table.match()));
    return move;
}

Move setSettings(Table &table, std::uint32_t settings)
{
    table.match().settings = settings;
    Move move = byHost(table, cmd::kSetGameSettings, requests::setGameSettings(table.match(), settings));
    tellAll(move, table, notes::settingsChange(table.match()));
    return move;
}

Move setAttributes(Table &table, const Match::Attributes &attributes)
{
    for (const auto &[key, value] : attributes)
        table.match().attributes[key] = value;
    Move move = byHost(table, cmd::kSetGameAttributes, requests::setGameAttributes(table.match(), attributes));
    tellAll(move, table, notes::attributesChange(table.match(), attributes));
    return move;
}

Move leave(Table &table, GameClient &player)
{
    Match &match = table.match();
    Move move {&player, cmd::kRemovePlayer, requests::removePlayer(match, player, reason::kLeft), emptyBody, {}};
    addRemoval(move.notes, match, player, reason::kLeft);
    return move;
}

Move kick(Table &table, GameClient &player)
{
    Move move = byHost(table, cmd::kRemovePlayer, requests::removePlayer(table.match(), player, reason::kKicked));
    addRemoval(move.notes, table.match(), player, reason::kKicked);
    return move;
}

Move migrated(Table &table)
{
    Move move = byHost(table, cmd::kUpdateGameHostMigrationStatus, requests::migrationStatus(table.match()));
    addMigrationEnd(move.notes, table.match());
    return move;
}

Move replay(Table &table)
{
    table.match().state = state::kPreGame;
    Move move = byHost(table, cmd::kReplayGame, requests::replayGame(table.match()));
    tellAll(move, table, notes::stateChange(table.match()));
    tellAll(move, table, notes::reportingIdChange(table.match()));
    return move;
}

Move askGameData(Table &table, GameClient &player)
{
    return {&player,
            cmd::kGetGameDataFromId,
            requests::gameData(table.match().id),
            [&table](const tdf::Fields &body) { return gameDataProblem(table.match(), body); },
            {}};
}

Move gameIsGone(Table &table, GameClient &player)
{
    return {&player, cmd::kGetGameDataFromId, requests::gameData(table.match().id), {}, {}, {}, kInvalidGame};
}

} // namespace gameclient::moves
