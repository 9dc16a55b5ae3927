#include <tests/gameclient/evening.h>

#include <tests/gameclient/matchnotes.h>
#include <tests/gameclient/moves.h>
#include <tests/gameclient/steps.h>
#include <tests/gameclient/traffic.h>

#include <array>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kSeats = 4;
constexpr int kDatagrams = 200; // each way between host and member, before and after the migration
constexpr std::uint16_t kAlreadyMember = 0x67;

// How the games of a table find each other.
enum class Finding { SearchFirst, HostFirst, Invitation };

Finding findingOf(int table)
{
    if (table % 2 != 0)
        return Finding::Invitation;
    return table % 4 == 0 ? Finding::SearchFirst : Finding::HostFirst;
}

void add(Plan &plan, const char *name, std::function<Move(Table &)> move)
{
    plan.push_back(moveStep(name, std::move(move)));
}

// The mesh stands between this joiner and the host: the joiner says so, then the host, then all know.
void addCompletion(Plan &plan, std::size_t seat)
{
    plan.push_back(traffic::hello(seat));
    add(plan, "mesh, joiner", [seat](Table &table) { return moves::meshByJoiner(table, table.game(seat)); });
    add(plan, "mesh, host", [seat](Table &table) { return moves::meshByHost(table, table.game(seat)); });
    add(plan, "AddAdminPlayer", [seat](Table &table) { return moves::addAdmin(table, table.game(seat)); });
}

void addOpening(Plan &plan, const QByteArray &privacy)
{
    add(plan, "CreateGame", [privacy](Table &table) { return moves::createGame(table, table.game(0), privacy); });
    add(plan, "FinalizeGameCreation", moves::finalizeCreation);
    add(plan, "lobby", [](Table &table) { return moves::advanceState(table, state::kPreGame); });
}

void addSearch(Plan &plan, std::size_t seat, moves::Found found)
{
    add(plan, "StartMatchmaking",
        [seat, found](Table &table) { return moves::search(table, table.game(seat), found); });
}

void addJoin(Plan &plan, std::size_t seat, std::size_t target, JoinMethod method)
{
    add(plan, "JoinGame", [seat, target, method](Table &table) {
        return moves::joinGame(table, table.game(seat), table.game(target), method);
    });
    addCompletion(plan, seat);
}

void addGathering(Plan &plan, Finding finding)
{
    switch (finding) {
    case Finding::SearchFirst:
        addSearch(plan, 3, moves::Found::No);
        add(plan, "CancelMatchmaking", [](Table &table) { return moves::cancelSearch(table, table.game(3)); });
        for (std::size_t seat = 1; seat < kSeats; ++seat)
            addSearch(plan, seat, moves::Found::No);
        addOpening(plan, "PUBLIC"_ba);
        for (std::size_t seat = 1; seat < kSeats; ++seat)
            addCompletion(plan, seat);
        return;
    case Finding::HostFirst:
        addOpening(plan, "PUBLIC"_ba);
        for (std::size_t seat = 1; seat < kSeats; ++seat) {
            addSearch(plan, seat, moves::Found::Yes);
            if (seat == 2) { // thinks better of it, and again
                add(plan, "CancelMatchmaking when placed",
                    [](Table &table) { return moves::cancelPlaced(table, table.game(2)); });
                addSearch(plan, seat, moves::Found::Yes);
            }
            addCompletion(plan, seat);
        }
        return;
    case Finding::Invitation:
        break;
    }
    addOpening(plan, "PRIVATE"_ba);
    addJoin(plan, 1, 0, JoinMethod::Invitation);
    addJoin(plan, 2, 1, JoinMethod::ByPlayer);
    addJoin(plan, 3, 0, JoinMethod::Invitation);
    add(plan, "JoinGame twice", [](Table &table) {
        return moves::joinRefused(table, table.game(1), table.game(0).account.playerId, kAlreadyMember);
    });
    add(plan, "kick", [](Table &table) { return moves::kick(table, table.game(2)); });
    addJoin(plan, 2, 3, JoinMethod::ByPlayer);
}

void addAttribute(Plan &plan, const char *name, const QByteArray &gameState)
{
    add(plan, name, [gameState](Table &table) { return moves::setAttributes(table, {{"ME3gameState", gameState}}); });
}

void addMatch(Plan &plan)
{
    addAttribute(plan, "starting", "IN_GAME_STARTING"_ba);
    add(plan, "SetGameSettings", [](Table &table) { return moves::setSettings(table, kMatchSettings); });
    add(plan, "match", [](Table &table) { return moves::advanceState(table, state::kInGame); });
    addAttribute(plan, "mid game", "IN_GAME_MIDGAME"_ba);
    plan.push_back(allDo("telemetry", steps::sendTelemetry));
}

void addHostLeaves(Plan &plan)
{
    plan.push_back(traffic::exchange("play", kDatagrams));
    plan.push_back(traffic::count());
    add(plan, "the host leaves", [](Table &table) { return moves::leave(table, table.game(0)); });
    add(plan, "migrated", moves::migrated);
    plan.push_back(traffic::newHost());
    for (const std::size_t seat : {std::size_t(2), std::size_t(3)})
        plan.push_back(traffic::hello(seat));
    plan.push_back(traffic::exchange("play on", kDatagrams));
    plan.push_back(traffic::count());
    add(plan, "GetGameDataFromId", [](Table &table) { return moves::askGameData(table, table.game(3)); });
}

void addResults(Plan &plan)
{
    addAttribute(plan, "finishing", "IN_GAME_FINISHING"_ba);
    plan.push_back(allDo("telemetry again", steps::sendTelemetry));
    plan.push_back(allDo("saves", steps::changeSettings));
    plan.push_back(allDo("SubmitOfflineGameReport", steps::submitReport));
    plan.push_back(allDo("increaseRatings", steps::galaxyIncrease));
}

void addFarewell(Plan &plan)
{
    add(plan, "after the match", [](Table &table) { return moves::advanceState(table, state::kPostGame); });
    add(plan, "ReplayGame", moves::replay);
    addAttribute(plan, "lobby again", "IN_LOBBY"_ba);
    add(plan, "SetGameSettings again", [](Table &table) { return moves::setSettings(table, kNewGameSettings); });
    // Newest first; the last one closes the match.
    for (const std::size_t seat : {std::size_t(3), std::size_t(2), std::size_t(1)})
        add(plan, "leave", [seat](Table &table) { return moves::leave(table, table.game(seat)); });
    add(plan, "the match is gone", [](Table &table) { return moves::gameIsGone(table, table.game(1)); });
}

Plan eveningPlan(int table)
{
    Plan plan;
    plan.push_back(traffic::waitForRelays(traffic::Need::Relay));
    addGathering(plan, findingOf(table));
    addMatch(plan);
    addHostLeaves(plan);
    addResults(plan);
    addFarewell(plan);
    return plan;
}

Plan lobbyPlan()
{
    Plan plan;
    plan.push_back(traffic::waitForRelays(traffic::Need::Nothing));
    addOpening(plan, "PRIVATE"_ba);
    addMatch(plan);
    add(plan, "GetGameDataFromId", [](Table &table) { return moves::askGameData(table, table.game(0)); });
    addResults(plan);
    add(plan, "ReplayGame", moves::replay);
    add(plan, "leave", [](Table &table) { return moves::leave(table, table.game(0)); });
    add(plan, "the match is gone", [](Table &table) { return moves::gameIsGone(table, table.game(0)); });
    return plan;
}

Script before()
{
    Script script = *scriptNamed(u"main-menu");
    script.push_back({"sharedTokenLogin", steps::galaxyLogin});
    script.push_back({"getRatings", steps::galaxyRead});
    return script;
}

Script after(std::size_t seat)
{
    Script script {{"leaderboards", steps::showLeaderboards}};
    if (seat == 0) // the same for all: one of a table looks
        script.push_back({"whole leaderboards", steps::readWholeLeaderboards});
    script.push_back({"getRatings again", steps::galaxyRead});
    script.push_back({"UserSettingsLoadAll after all", steps::loadSettings});
    script.push_back({"Logout", steps::logout});
    return script;
}

MatchKind kindOf(unsigned number)
{
    MatchKind kind;
    kind.map = "map" + QByteArray::number(2 + number % 20);
    kind.enemy = "enemy" + QByteArray::number(1 + number / 20 % 4);
    kind.difficulty = "difficulty" + QByteArray::number(number / 80 % 4);
    return kind;
}

} // namespace

const std::vector<PartyInfo> &parties()
{
    static const std::vector<PartyInfo> kParties {
        {"lobby", "alone: a match of one's own from its creation to its end, with results", 1},
        {"evening", "four to a table: found, relayed, the host leaves, the match goes on, results compared", kSeats},
    };
    return kParties;
}

std::optional<Party> partyNamed(QStringView name, int table, std::size_t seat, unsigned kind)
{
    Party party;
    party.table.number = table;
    party.table.kind = kindOf(kind + static_cast<unsigned>(table));
    party.before = before();
    party.after = after(seat);
    if (name == u"lobby") {
        party.table.seats = 1;
        party.plan = lobbyPlan();
        return party;
    }
    if (name == u"evening") {
        party.table.seats = kSeats;
        party.relay = table % 4 == 0 || table % 4 == 3 ? connector::TunnelForm::Udp : connector::TunnelForm::Http;
        party.before.insert(party.before.begin(), {"game port", steps::openGamePort});
        party.plan = eveningPlan(table);
        return party;
    }
    return std::nullopt;
}

} // namespace gameclient
