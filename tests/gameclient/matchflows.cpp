// Joining, completing, leaving: what each game is told, in order.

#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/matchbodies.h>
#include <tests/gameclient/matchnotes.h>

#include <algorithm>

namespace gameclient {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

tdf::Fields arrivalGroup(const GameClient &receiver, Arrival arrival)
{
    switch (arrival) {
    case Arrival::Created:
        return {{"DCTX", 0}};
    case Arrival::Invited:
        return {{"DCTX", 1}};
    case Arrival::Matched:
        break;
    }
    return {{"FIT", 21600},
            {"MAXF", 21600},
            {"MSID", receiver.account.playerId},
            {"RSLT", 2},
            {"USID", receiver.account.playerId}};
}

// The random numbers of a match are the same for all; the first to be told learns them.
QString learn(Match &match, const tdf::Fields &game)
{
    const std::uint64_t reportingId = game.find("GSID")->toInteger();
    const std::uint64_t seed = game.find("SEED")->toInteger();
    const QByteArray uuid = game.find("UUID")->toBytes();
    if (!match.isKnown) {
        match.isKnown = true;
        match.reportingId = reportingId;
        match.seed = seed;
        match.uuid = uuid;
        return uuid.size() == 36 && reportingId != 0 ? QString() : u"GameSetup.GAME.UUID or GSID is not such a thing"_s;
    }
    return match.reportingId == reportingId && match.seed == seed && match.uuid == uuid
               ? QString()
               : u"GameSetup.GAME.GSID, SEED or UUID is not what others were told"_s;
}

} // namespace

namespace notes {

Expected playerJoining(const Match &match, const Member &joiner)
{
    const tdf::Fields expected {{"GID", match.id}, {"PDAT", Value::group(playerRecord(match, joiner))}};
    return {note::kPlayerJoining,
            [expected](const tdf::Fields &body) { return bodyProblem(u"PlayerJoining"_s, expected, body, {"TIME"}); }};
}

Expected gameSetup(Match &match, const GameClient &receiver, Arrival arrival)
{
    const std::uint8_t key = arrival == Arrival::Matched ? 3 : 0;
    const tdf::Fields expected {{"GAME", Value::group(gameGroup(match))},
                                {"PROS", playerRecords(match)},
                                {"REAS", Value::unionOf(key, "VALU", Value::group(arrivalGroup(receiver, arrival)))}};
    return {note::kGameSetup, [&match, expected](const tdf::Fields &body) {
                const QString problem = bodyProblem(u"GameSetup"_s, expected, body, {"GSID", "SEED", "TIME", "UUID"});
                return problem.isEmpty() ? learn(match, body.find("GAME")->toFields()) : problem;
            }};
}

} // namespace notes

void addCreation(Notes &notes, Match &match, GameClient &host)
{
    match.members.assign(1, {&host, 0, true});
    auto &told = notes[&host];
    told.push_back(notes::gameSetup(match, host, Arrival::Created));
    told.push_back(notes::extendedData(host, match.id));
}

void addJoin(Notes &notes, Match &match, GameClient &joiner, Arrival arrival)
{
    auto &told = notes[&joiner];
    if (arrival == Arrival::Matched)
        told.push_back(notes::searching(joiner));
    const Member member {&joiner, match.lowestFreeSlot(), false};
    for (GameClient *present : match.games()) {
        auto &others = notes[present];
        others.push_back(notes::userAdded(joiner, std::nullopt)); // not in the match yet
        others.push_back(notes::userUpdated(joiner));
        others.push_back(notes::playerJoining(match, member));
        told.push_back(notes::userAdded(*present, match.id));
        told.push_back(notes::userUpdated(*present));
    }
    match.members.push_back(member);
    told.push_back(notes::gameSetup(match, joiner, arrival));
    for (GameClient *present : match.games())
        notes[present].push_back(notes::extendedData(joiner, match.id));
}

void addCompletion(Notes &notes, Match &match, GameClient &joiner)
{
    match.member(joiner)->isConnected = true;
    for (GameClient *present : match.games()) {
        notes[present].push_back(notes::playerConnected(match, joiner));
        notes[present].push_back(notes::joinCompleted(match, joiner));
    }
}

void addRemoval(Notes &notes, Match &match, GameClient &leaver, std::uint32_t reason)
{
    const bool wasHost = match.host().game == &leaver;
    std::erase_if(match.members, [&leaver](const Member &member) { return member.game == &leaver; });
    auto &told = notes[&leaver];
    told.push_back(notes::extendedData(leaver, std::nullopt));
    told.push_back(notes::playerRemoved(match, leaver, reason));
    for (GameClient *rest : match.games()) {
        auto &others = notes[rest];
        others.push_back(notes::extendedData(leaver, std::nullopt));
        others.push_back(notes::playerRemoved(match, leaver, reason));
        others.push_back(notes::userRemoved(leaver));
        told.push_back(notes::userRemoved(*rest));
    }
    if (wasHost) {
        // The oldest member whose mesh stands; without any, simply the oldest.
        const auto next = std::find_if(match.members.begin(), match.members.end(),
                                       [](const Member &member) { return member.isConnected; });
        if (next != match.members.end())
            std::rotate(match.members.begin(), next, next + 1);
    }
    for (GameClient *rest : match.games())
        notes[rest].push_back(notes::adminRemoved(match, leaver));
    if (!wasHost || match.members.empty())
        return;
    match.stateBefore = match.state;
    match.state = state::kMigrating;
    for (GameClient *rest : match.games()) {
        notes[rest].push_back(notes::stateChange(match));
        notes[rest].push_back(notes::migrationStart(match));
    }
    if (match.members.size() == 1)
        addMigrationEnd(notes, match);
}

void addMigrationEnd(Notes &notes, Match &match)
{
    match.state = match.stateBefore;
    for (GameClient *member : match.games()) {
        notes[member].push_back(notes::stateChange(match));
        notes[member].push_back(notes::migrationFinished(match));
    }
}

} // namespace gameclient
