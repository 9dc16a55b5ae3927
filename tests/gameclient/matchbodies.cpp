#include <tests/gameclient/matchbodies.h>

#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>

namespace gameclient {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

constexpr std::uint64_t kVersionHash = 406'716'719'008'519'622U; // of kGameVersion
constexpr std::uint32_t kLoopback = 0x7F000001;
constexpr std::uint16_t kTunnelPort = 42132; // always this one on the wire, whatever the connector could open

Value text(QByteArrayView bytes)
{
    return Value::text(bytes.toByteArray());
}

Value numbers(std::initializer_list<std::uint64_t> list)
{
    std::vector<Value> items;
    for (const std::uint64_t number : list)
        items.emplace_back(number);
    return Value::list(tdf::Type::Integer, std::move(items));
}

Value memberIds(const Match &match)
{
    std::vector<Value> ids;
    for (const Member &member : match.members)
        ids.emplace_back(member.id());
    return Value::list(tdf::Type::Integer, std::move(ids));
}

Value hostPlace(const Match &match)
{
    return Value::group({{"HPID", match.host().id()}, {"HSLT", match.host().slot}});
}

Value hostAddress(const Match &match)
{
    if (match.path == Match::Path::Direct)
        return Value::list(tdf::Type::Group, {addressElement(*match.host().game)});
    return Value::list(tdf::Type::Group, {Value::Group {3, {{"IP", kLoopback}, {"PORT", kTunnelPort}}}});
}

const tdf::Fields &addressPair(const GameClient &game)
{
    static const tdf::Fields kNone;
    const Value *address = game.userData.find("ADDR");
    const Value *pair = address != nullptr ? address->toFields().find("VALU") : nullptr;
    return pair != nullptr ? pair->toFields() : kNone;
}

} // namespace

Value textMapValue(const Match::Attributes &map)
{
    std::vector<std::pair<Value, Value>> entries;
    for (const auto &[key, value] : map)
        entries.emplace_back(Value::text(key), Value::text(value));
    return Value::map(tdf::Type::String, tdf::Type::String, std::move(entries));
}

Value addressUnion(const GameClient &game)
{
    return Value::unionOf(2, "VALU", Value::group(addressPair(game)));
}

Value addressElement(const GameClient &game)
{
    return Value::Group {2, addressPair(game)};
}

tdf::Fields playerRecord(const Match &match, const Member &member)
{
    return {{"BLOB", Value::blob({})},
            {"EXID", 0},
            {"GID", match.id},
            {"LOC", kLocale},
            {"NAME", Value::text(member.game->account.displayName)},
            {"PID", member.id()},
            {"PNET", addressUnion(*member.game)},
            {"SID", member.slot},
            {"SLOT", 0},
            {"STAT", member.isConnected ? 4 : 2},
            {"TIDX", 65535},
            {"TIME", 0},
            {"UGID", tdf::ObjectId {{0, 0}, 0}},
            {"UID", member.id()}};
}

Value playerRecords(const Match &match)
{
    std::vector<Value> records;
    for (const Member &member : match.members)
        records.push_back(Value::group(playerRecord(match, member)));
    return Value::list(tdf::Type::Group, std::move(records));
}

tdf::Fields gameGroup(const Match &match)
{
    return {{"ADMN", memberIds(match)},
            {"ATTR", textMapValue(match.attributes)},
            {"CAP", numbers({4, 0})},
            {"GID", match.id},
            {"GNAM", Value::text(match.host().game->account.displayName)},
            {"GPVH", kVersionHash},
            {"GSET", match.settings},
            {"GSID", 0},
            {"GSTA", match.state},
            {"GTYP", text("")},
            {"HNET", hostAddress(match)},
            {"HSES", match.host().id()},
            {"IGNO", 0},
            {"MCAP", 4},
            {"NQOS", *match.host().game->userData.find("QDAT")},
            {"NRES", 0},
            {"NTOP", match.path == Match::Path::Tunnelled ? 1 : 0},
            {"PGID", text("")},
            {"PGSR", Value::blob({})},
            {"PHST", hostPlace(match)},
            {"PRES", 1},
            {"PSAS", text("ea-sjc")},
            {"QCAP", 0},
            {"SEED", 0},
            {"TCAP", 0},
            {"THST", hostPlace(match)},
            {"UUID", text("")},
            {"VOIP", 2},
            {"VSTR", text(kGameVersion)},
            {"XNNC", Value::blob({})},
            {"XSES", Value::blob({})}};
}

QString gameDataProblem(const Match &match, const tdf::Fields &body)
{
    const Value game = Value::group({{"ADMN", memberIds(match)},
                                     {"ATTR", textMapValue(match.attributes)},
                                     {"CAP", numbers({4, 0})},
                                     {"GID", match.id},
                                     {"GNAM", Value::text(match.host().game->account.displayName)},
                                     {"GSET", match.settings},
                                     {"GSTA", match.state},
                                     {"HNET", hostAddress(match)},
                                     {"HOST", match.host().id()},
                                     {"NTOP", 0},
                                     {"PCNT", numbers({match.members.size(), 0})},
                                     {"PRES", 1},
                                     {"PSAS", text("ea-sjc")},
                                     {"PSID", text("")},
                                     {"QCAP", 0},
                                     {"QCNT", 0},
                                     {"SID", 0},
                                     {"TCAP", 0},
                                     {"VOIP", 2},
                                     {"VSTR", text(kGameVersion)}});
    // Whether the address of the relay or of the host itself is named here is not settled.
    return bodyProblem(u"GetGameDataFromId"_s, {{"GDAT", Value::list(tdf::Type::Group, {game})}}, body,
                       {"HNET", "NTOP"});
}

} // namespace gameclient
