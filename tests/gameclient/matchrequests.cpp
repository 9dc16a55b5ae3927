#include <tests/gameclient/matchrequests.h>

#include <tests/gameclient/commandids.h>
#include <tests/gameclient/matchbodies.h>

#include <array>

namespace gameclient {

using tdf::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, 5> kPacks {"2300", "2500", "2700", "3050", "3225"};

Value text(const QByteArray &bytes)
{
    return Value::text(bytes);
}

Value nobody()
{
    return tdf::ObjectId {{0, 0}, 0};
}

Value threshold(const QByteArray &name)
{
    return Value::group({{"THLD", text(name)}});
}

Value rule(const QByteArray &name, const QByteArray &value, const QByteArray &strictness)
{
    return Value::group(
        {{"NAME", text(name)}, {"THLD", text(strictness)}, {"VALU", Value::list(tdf::Type::String, {text(value)})}});
}

Value rules(const MatchKind &kind)
{
    std::vector<Value> list {rule("ME3_gameStateMatchRule"_ba, "MATCH_MAKING"_ba, "quickMatch"_ba),
                             rule("ME3_gameMapMatchRule"_ba, kind.map, "quickMatch"_ba),
                             rule("ME3_gameEnemyTypeRule"_ba, kind.enemy, "quickMatch"_ba),
                             rule("ME3_gameDifficultyRule"_ba, kind.difficulty, "quickMatch"_ba)};
    for (const char *pack : kPacks)
        list.push_back(rule("ME3_rule_dlc" + QByteArray(pack), "required"_ba, "requireExactMatch"_ba));
    return Value::list(tdf::Type::Group, std::move(list));
}

Value criteria(const MatchKind &kind)
{
    const Value skill = Value::group(
        {{"CVAL", 0}, {"NAME", text("ME3_characterSkill_Rule"_ba)}, {"OVAL", 0}, {"THLD", text("quickMatch"_ba)}});
    return Value::group(
        {{"CUST", Value::group({})},
         {"DNF", Value::group({{"DNF", 101}})},
         {"GEO", threshold({})},
         {"GNAM", Value::group({{"SUBS", text({})}})},
         {"NAT", threshold("hostBalancing"_ba)},
         {"PSR", threshold({})},
         {"RANK", threshold({})},
         {"RLST", rules(kind)},
         {"RSZR", Value::group({{"PCAP", 65535}, {"PMIN", 0}})},
         {"SIZE", Value::group({{"ISSG", 0}, {"PCAP", 4}, {"PCNT", 4}, {"PMIN", 2}, {"THLD", text("matchAny"_ba)}})},
         {"TEAM",
          Value::group({{"PCAP", 0}, {"PCNT", 0}, {"PMIN", 0}, {"SDIF", 0}, {"THLD", text({})}, {"TID", 65535}})},
         {"UED", Value::map(tdf::Type::String, tdf::Type::Group, {{text("ME3_characterSkill_Rule"_ba), skill}})},
         {"VIAB", threshold("hostViability"_ba)},
         {"VIRT", Value::group({{"THLD", text({})}, {"VALU", 1}})}});
}

} // namespace

Match::Attributes newGameAttributes(const MatchKind &kind, const QByteArray &privacy)
{
    Match::Attributes attributes {{"ME3gameDifficulty", kind.difficulty},
                                  {"ME3gameEnemyType", kind.enemy},
                                  {"ME3map", kind.map},
                                  {"ME3privacy", privacy}};
    for (const char *pack : kPacks)
        attributes.emplace("ME3_dlc" + QByteArray(pack), "required");
    return attributes;
}

namespace requests {

tdf::Fields createGame(const GameClient &host, const Match::Attributes &attributes)
{
    return {{"ATTR", textMapValue(attributes)},
            {"BTPL", nobody()},
            {"GCTR", text({})},
            {"GENT", 0},
            {"GNAM", Value::text(host.account.displayName)},
            {"GSET", kNewGameSettings},
            {"GTYP", text({})},
            {"GURL", text({})},
            {"HNET", Value::list(tdf::Type::Group, {addressElement(host)})},
            {"IGNO", 0},
            {"NRES", 0},
            {"NTOP", 0},
            {"PCAP", Value::list(tdf::Type::Integer, {4, 0})},
            {"PGID", text({})},
            {"PGSC", Value::blob({})},
            {"PMAX", 4},
            {"PRES", 1},
            {"QCAP", 0},
            {"RGID", 0},
            {"SLOT", 0},
            {"TCAP", 0},
            {"TIDX", 65535},
            {"VOIP", 2},
            {"VSTR", text(kGameVersion)}};
}

tdf::Fields joinGame(const GameClient &joiner, std::uint32_t target, JoinMethod method)
{
    return {
        {"ATTR", textMapValue({})},
        {"BTPL", nobody()},
        {"GENT", 0},
        {"GID", 0},
        {"GVER", text(kGameVersion)},
        {"JMET", static_cast<int>(method)},
        {"PLST", Value::list(tdf::Type::Integer, {})},
        {"PNET", addressUnion(joiner)},
        {"SLID", 255},
        {"SLOT", 0},
        {"TIDX", 65535},
        {"USER",
         Value::group(
             {{"AID", 0}, {"ALOC", 0}, {"EXBB", Value::blob({})}, {"EXID", 0}, {"ID", target}, {"NAME", text({})}})}};
}

tdf::Fields startMatchmaking(const GameClient &player, const MatchKind &kind)
{
    return {{"ATTR", textMapValue({})},
            {"BTPL", nobody()},
            {"CRIT", criteria(kind)},
            {"DUR", 1'800'000},
            {"GENT", 0},
            {"GNAM", text({})},
            {"GSET", 1311},
            {"GVER", text(kGameVersion)},
            {"IGNO", 0},
            {"MODE", 3},
            {"NTOP", 0},
            {"PATT", textMapValue({})},
            {"PMAX", 4},
            {"PNET", addressUnion(player)},
            {"QCAP", 0},
            {"VOIP", 2}};
}

tdf::Fields cancelMatchmaking(const GameClient &player)
{
    return {{"MSID", player.account.playerId}};
}

tdf::Fields finalizeGameCreation(const Match &match)
{
    return {{"GID", match.id}, {"XNNC", Value::blob({})}, {"XSES", Value::blob({})}};
}

tdf::Fields advanceGameState(const Match &match, std::uint32_t state)
{
    return {{"GID", match.id}, {"GSTA", state}};
}

tdf::Fields setGameSettings(const Match &match, std::uint32_t settings)
{
    return {{"GID", match.id}, {"GSET", settings}};
}

tdf::Fields setGameAttributes(const Match &match, const Match::Attributes &attributes)
{
    return {{"ATTR", textMapValue(attributes)}, {"GID", match.id}};
}

tdf::Fields updateMesh(const Match &match, const GameClient &about, int status)
{
    const Value target = Value::group({{"FLGS", 0}, {"PID", about.account.playerId}, {"STAT", status}});
    return {{"GID", match.id}, {"TARG", Value::list(tdf::Type::Group, {target})}};
}

tdf::Fields addAdmin(const Match &match, const GameClient &player)
{
    return {{"GID", match.id}, {"PID", player.account.playerId}};
}

tdf::Fields removePlayer(const Match &match, const GameClient &player, std::uint32_t reason)
{
    return {{"BTPL", nobody()}, {"CNTX", 0}, {"GID", match.id}, {"PID", player.account.playerId}, {"REAS", reason}};
}

tdf::Fields migrationStatus(const Match &match)
{
    return {{"GID", match.id}, {"MTYP", 2}};
}

tdf::Fields replayGame(const Match &match)
{
    return {{"GID", match.id}};
}

tdf::Fields gameData(std::uint32_t match)
{
    return {{"DNAM", text({})},
            {"GLST", Value::list(tdf::Type::Integer, {match})},
            {"PIDL", Value::list(tdf::Type::String, {})}};
}

} // namespace requests

} // namespace gameclient
