#include <tests/gameclient/matchnotes.h>

#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/matchbodies.h>

namespace gameclient {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

// An expectation of exactly these fields.
Expected exactly(const CommandId &id, tdf::Fields fields, std::vector<tdf::Tag> anyValue = {})
{
    return {id, [name = QString::fromLatin1(id.name), fields = std::move(fields), anyValue = std::move(anyValue)](
                    const tdf::Fields &body) { return bodyProblem(name, fields, body, anyValue); }};
}

// The rating in DMAP changes with every report; its key does not.
const std::vector<tdf::Tag> kRating {"DMAP"};

tdf::Fields dataOf(const GameClient &who, std::optional<std::uint32_t> match)
{
    tdf::Fields data = who.userData;
    if (match)
        data.append("ULST", Value::list(tdf::Type::ObjectId, {tdf::ObjectId {{4, 1}, *match}}));
    return data;
}

Expected adminChange(const Match &match, const GameClient &who, int operation)
{
    return exactly(
        note::kAdminListChange,
        {{"ALST", who.account.playerId}, {"GID", match.id}, {"OPER", operation}, {"UID", match.host().id()}});
}

} // namespace

namespace notes {

Expected extendedData(const GameClient &who, std::optional<std::uint32_t> match)
{
    return exactly(note::kExtendedDataUpdate,
                   {{"DATA", Value::group(dataOf(who, match))}, {"USID", who.account.playerId}}, kRating);
}

Expected userAdded(const GameClient &who, std::optional<std::uint32_t> match)
{
    return exactly(note::kUserAdded,
                   {{"DATA", Value::group(dataOf(who, match))},
                    {"USER", Value::group({{"AID", who.account.playerId},
                                           {"ALOC", 0x64654445},
                                           {"EXBB", Value::blob({})},
                                           {"EXID", 0},
                                           {"ID", who.account.playerId},
                                           {"NAME", Value::text(who.account.displayName)}})}},
                   kRating);
}

Expected userUpdated(const GameClient &who)
{
    return exactly(note::kUserUpdated, {{"FLGS", 3}, {"ID", who.account.playerId}});
}

Expected userRemoved(const GameClient &who)
{
    return exactly(note::kUserRemoved, {{"BUID", who.account.playerId}});
}

Expected searching(const GameClient &who)
{
    const auto empty = [] { return Value::group({}); };
    const auto map = [] { return Value::map(tdf::Type::String, tdf::Type::Group, {}); };
    const Value status = Value::group({{"CGS", Value::group({{"EVST", 6}, {"MMSN", 1}, {"NOMP", 0}})},
                                       {"CUST", empty()},
                                       {"DNFS", Value::group({{"MDNF", 0}, {"XDNF", 0}})},
                                       {"FGS", Value::group({{"GNUM", 0}})},
                                       {"GEOS", Value::group({{"DIST", 0}})},
                                       {"GRDA", map()},
                                       {"GSRD", Value::group({{"PMAX", 4}, {"PMIN", 2}})},
                                       {"HBRD", Value::group({{"BVAL", 1}})},
                                       {"HVRD", Value::group({{"VVAL", 0}})},
                                       {"PSRS", empty()},
                                       {"RRDA", Value::group({{"RVAL", 0}})},
                                       {"TSRS", Value::group({{"TMAX", 0}, {"TMIN", 0}})},
                                       {"UEDS", map()},
                                       {"VGRS", Value::group({{"VVAL", 0}})}});
    // How many games there are and which values are accepted by now is the server's business.
    Expected expected = exactly(note::kMatchmakingAsyncStatus,
                                {{"ASIL", Value::list(tdf::Type::Group, {status})},
                                 {"MSID", who.account.playerId},
                                 {"USID", who.account.playerId}},
                                {"EVST", "GNUM", "GRDA", "UEDS"});
    expected.times = Expected::Times::OnceOrMore;
    return expected;
}

Expected playerConnected(const Match &match, const GameClient &who)
{
    return exactly(note::kGamePlayerStateChange, {{"GID", match.id}, {"PID", who.account.playerId}, {"STAT", 4}});
}

Expected joinCompleted(const Match &match, const GameClient &who)
{
    return exactly(note::kPlayerJoinCompleted, {{"GID", match.id}, {"PID", who.account.playerId}});
}

Expected adminAdded(const Match &match, const GameClient &who)
{
    return adminChange(match, who, 0);
}

Expected adminRemoved(const Match &match, const GameClient &who)
{
    return adminChange(match, who, 1);
}

Expected playerRemoved(const Match &match, const GameClient &who, std::uint32_t reason)
{
    return exactly(note::kPlayerRemoved,
                   {{"CNTX", 0}, {"GID", match.id}, {"PID", who.account.playerId}, {"REAS", reason}});
}

Expected stateChange(const Match &match)
{
    return exactly(note::kGameStateChange, {{"GID", match.id}, {"GSTA", match.state}});
}

Expected settingsChange(const Match &match)
{
    // The settings travel under the tag of the attributes; the game knows.
    return exactly(note::kGameSettingsChange, {{"ATTR", match.settings}, {"GID", match.id}});
}

Expected attributesChange(const Match &match, const Match::Attributes &changed)
{
    return exactly(note::kGameAttribChange, {{"ATTR", textMapValue(changed)}, {"GID", match.id}});
}

Expected reportingIdChange(Match &match)
{
    return {
        note::kGameReportingIdChange, [&match, id = match.id, before = match.reportingId](const tdf::Fields &body) {
            const QString problem = bodyProblem(u"GameReportingIdChange"_s, {{"GID", id}, {"GRID", 0}}, body, {"GRID"});
            if (!problem.isEmpty())
                return problem;
            const std::uint64_t told = body.find("GRID")->toInteger();
            if (told == before)
                return u"GameReportingIdChange.GRID is the number of the match before"_s;
            if (match.reportingId == before)
                match.reportingId = told;
            return told == match.reportingId ? QString() : u"GameReportingIdChange.GRID is not what others were told"_s;
        }};
}

Expected migrationStart(const Match &match)
{
    return exactly(note::kHostMigrationStart,
                   {{"GID", match.id}, {"HOST", match.host().id()}, {"PMIG", 2}, {"SLOT", match.host().slot}});
}

Expected migrationFinished(const Match &match)
{
    return exactly(note::kHostMigrationFinished, {{"GID", match.id}});
}

Expected reportSubmitted()
{
    return exactly(note::kGameReportSubmitted,
                   {{"DATA", tdf::IntList {}}, {"EROR", 0}, {"FNL", 0}, {"GHID", 0}, {"GRID", 0}});
}

} // namespace notes

} // namespace gameclient
