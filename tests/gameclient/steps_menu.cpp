#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>
#include <tests/gameclient/steps.h>

#include <array>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

constexpr std::uint16_t kSuspendTooSmall = 0x12D;
constexpr std::uint16_t kPingSuspended = 0x12E;
constexpr std::uint16_t kGamePort = 3659;

void checkExtendedData(FieldCheck check)
{
    check.type("ADDR", tdf::Type::Union)
        .text("BPS")
        .text("CTY")
        .type("CVAR", tdf::Type::IntList)
        .map("DMAP", tdf::Type::Integer, tdf::Type::Integer)
        .integer("HWFG")
        .list("PSLM", tdf::Type::Integer)
        .integer("UATT", 0)
        .absent("ULST"); // in no game
    check.group("QDAT").integer("DBPS").integer("NATT").integer("UBPS");
}

QString checkUserAdded(GameClient &game, const tdf::Fields &body)
{
    QString problem;
    FieldCheck check(body, u"UserAdded"_s, problem);
    checkExtendedData(check.group("DATA"));
    check.group("USER")
        .integer("AID", game.account.playerId)
        .integer("ALOC")
        .type("EXBB", tdf::Type::Blob)
        .integer("EXID", 0)
        .integer("ID", game.account.playerId)
        .text("NAME", game.account.displayName.toUtf8());
    if (problem.isEmpty())
        game.userData = body.find("DATA")->toFields();
    return problem;
}

QString checkPostAuth(const GameClient &game, const tdf::Fields &body)
{
    QString problem;
    FieldCheck check(body, u"PostAuth"_s, problem);
    check.group("PSS")
        .text("ADRS")
        .type("CSIG", tdf::Type::Blob)
        .text("PJID", "303107")
        .integer("PORT", 443)
        .integer("RPRT", 15)
        .integer("TIID", 0);
    check.group("TELE")
        .filledText("ADRS")
        .integer("ANON", 0)
        .filledText("DISA")
        .text("FILT", "-UION/****")
        .integer("LOC")
        .text("NOOK", "US,CA,MX")
        .integer("PORT")
        .integer("SDLY")
        .filledText("SESS")
        .filledText("SKEY")
        .integer("SPCT")
        .text("STIM", "");
    check.group("TICK").filledText("ADRS").integer("PORT").filledText("SKEY");
    check.group("UROP").integer("TMOP").integer("UID", game.account.playerId);
    return problem;
}

// Waits for the extended data of ourselves and hands it on; only a session that did PostAuth gets it.
void awaitOwnData(GameClient &game, GameClient::Check check, Done done)
{
    if (!game.isPostAuthed)
        return done({});
    game.await(note::kExtendedDataUpdate,
               [&game, check = std::move(check), done = std::move(done)](const tdf::Fields &body) mutable {
                   QString problem;
                   FieldCheck fields(body, u"UserSessionExtendedDataUpdate"_s, problem);
                   fields.integer("USID", game.account.playerId);
                   checkExtendedData(fields.group("DATA"));
                   if (problem.isEmpty())
                       problem = check(body.find("DATA")->toFields());
                   if (problem.isEmpty())
                       game.userData = body.find("DATA")->toFields();
                   done(problem);
               });
}

Done thenOwnData(GameClient &game, GameClient::Check check, Done done)
{
    return [&game, check = std::move(check), done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        awaitOwnData(game, std::move(check), std::move(done));
    };
}

QString emptyBody(const tdf::Fields &body)
{
    return body.isEmpty() ? QString() : u"the answer has a body, and should be empty"_s;
}

tdf::Fields address(std::uint32_t ip, std::uint16_t port)
{
    return {{"IP", ip}, {"PORT", port}};
}

tdf::Fields networkInfo(std::uint32_t internalIp, std::uint64_t latency)
{
    // External 0.0.0.0: what the game says when it could not find out; the server then fills in what it sees.
    const auto pair =
        Value::group({{"EXIP", Value::group(address(0, 0))}, {"INIP", Value::group(address(internalIp, kGamePort))}});
    return {{"ADDR", Value::unionOf(2, "VALU", pair)},
            {"NLMP", Value::map(tdf::Type::String, tdf::Type::Integer, {{Value::text("ea-sjc"_ba), Value(latency)}})},
            {"NQOS", Value::group({{"DBPS", 0}, {"NATT", 4}, {"UBPS", 0}})}};
}

QString checkNetworkData(const tdf::Fields &data, std::uint32_t internalIp, std::uint64_t latency)
{
    QString problem;
    FieldCheck check(data, u"DATA"_s, problem);
    check.unionKey("ADDR", 2).list("PSLM", tdf::Type::Integer, 1);
    check.group("QDAT").integer("NATT", 4);
    if (!problem.isEmpty())
        return problem;
    if (data.find("PSLM")->as<Value::List>()->items.front().toInteger() != latency)
        return u"DATA.PSLM has lost the latency"_s;
    const tdf::Value *pair = data.find("ADDR")->toFields().find("VALU");
    if (pair == nullptr)
        return u"DATA.ADDR has no VALU"_s;
    FieldCheck addresses(pair->toFields(), u"DATA.ADDR.VALU"_s, problem);
    addresses.group("EXIP").integer("IP").integer("PORT", kGamePort);
    addresses.group("INIP").integer("IP", internalIp).integer("PORT", kGamePort);
    if (problem.isEmpty() && pair->toFields().find("EXIP")->toFields().find("IP")->toInteger() == 0)
        problem = u"the external address has not been filled in"_s;
    return problem;
}

tdf::Fields entitlementsRequest(const QByteArray &tag)
{
    std::vector<Value> groups;
    for (const char *name : {"ME3PCOffers", "ME3PCContent", "ME3GenOffers", "ME3GenContent", "ME3GenAncillary"})
        groups.push_back(Value::text(QByteArray(name)));
    return {{"BUID", 0},
            {"EPSN", 1},
            {"EPSZ", 50},
            {"ETAG", Value::text(tag)},
            {"GDAY", Value::text(""_ba)},
            {"GNLS", Value::list(tdf::Type::String, std::move(groups))},
            {"HAUP", 0},
            {"PJID", Value::text(""_ba)},
            {"PRID", Value::text(""_ba)},
            {"RECU", 0},
            {"STAT", 0},
            {"TERD", Value::text(""_ba)},
            {"TYPE", 0}};
}

QString checkEntitlements(const tdf::Fields &body)
{
    QString problem;
    FieldCheck(body, u"ListUserEntitlements2"_s, problem).list("NLST", tdf::Type::Group, 39);
    bool online = false;
    if (!problem.isEmpty())
        return problem;
    for (const Value &entry : body.find("NLST")->as<Value::List>()->items) {
        FieldCheck(entry.toFields(), u"NLST"_s, problem)
            .texts({"DEVI", "TDAY"}, "")
            .filledText("GDAY")
            .filledText("GNAM")
            .integer("ID")
            .integers({"ISCO", "PID", "STRC", "UCNT", "VER"}, 0)
            .text("PJID")
            .integer("PRCA")
            .text("PRID")
            .integer("STAT", 1)
            .filledText("TAG")
            .integer("TYPE");
        if (!problem.isEmpty())
            return problem;
        online = online || entry.toFields().find("TAG")->toBytes() == "ONLINE_ACCESS";
    }
    return online ? QString() : u"ONLINE_ACCESS is missing: the game would not go online"_s;
}

} // namespace

void postAuth(GameClient &game, Done done)
{
    auto awaitUpdated = [&game, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        game.await(note::kUserUpdated, [&game, done = std::move(done)](const tdf::Fields &body) mutable {
            QString wrong;
            FieldCheck(body, u"UserUpdated"_s, wrong).integer("FLGS", 3).integer("ID", game.account.playerId);
            game.isPostAuthed = true;
            done(wrong);
        });
    };
    auto awaitAdded = [&game, next = std::move(awaitUpdated)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return next(problem);
        game.await(note::kUserAdded, [&game, next = std::move(next)](const tdf::Fields &body) mutable {
            next(checkUserAdded(game, body));
        });
    };
    const auto checkAnswer = [&game](const tdf::Fields &body) {
        const QString problem = checkPostAuth(game, body);
        if (problem.isEmpty())
            game.services = {{"TELE", *body.find("TELE")}, {"TICK", *body.find("TICK")}};
        return problem;
    };
    game.ask(cmd::kPostAuth, {}, checkAnswer, std::move(awaitAdded), {note::kUserAdded, note::kUserUpdated});
}

void updateNetworkInfo(GameClient &game, Done done)
{
    const std::uint32_t internalIp = 0xC0A80000U | (2 + game.random().below(60'000)); // 192.168.x.y
    const std::uint64_t latency = 20 + game.random().below(200);
    game.ask(cmd::kUpdateNetworkInfo, networkInfo(internalIp, latency), emptyBody,
             thenOwnData(
                 game,
                 [internalIp, latency](const tdf::Fields &data) { return checkNetworkData(data, internalIp, latency); },
                 std::move(done)),
             {note::kExtendedDataUpdate});
}

void updateHardwareFlags(GameClient &game, Done done)
{
    game.ask(cmd::kUpdateHardwareFlags, {{"HWFG", 1}}, emptyBody,
             thenOwnData(
                 game,
                 [](const tdf::Fields &data) {
                     QString problem;
                     FieldCheck(data, u"DATA"_s, problem).integer("HWFG", 1);
                     return problem;
                 },
                 std::move(done)),
             {note::kExtendedDataUpdate});
}

void listEntitlements(GameClient &game, Done done)
{
    game.ask(cmd::kListUserEntitlements2, entitlementsRequest(""_ba), checkEntitlements, std::move(done));
}

void listEntitlementsByTag(GameClient &game, Done done)
{
    game.ask(cmd::kListUserEntitlements2, entitlementsRequest("ME3_PRC_REBELLION"_ba), emptyBody, std::move(done));
}

void fetchMessages(GameClient &game, Done done)
{
    auto awaitMessage = [&game, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        game.await(note::kSendMessage, [&game, done = std::move(done)](const tdf::Fields &body) mutable {
            QString wrong;
            FieldCheck check(body, u"SendMessage"_s, wrong);
            check.integer("FLAG", 1)
                .integer("MGID", 1)
                .filledText("NAME")
                .type("SRCE", tdf::Type::ObjectId)
                .integer("TIME");
            check.group("PYLD")
                .map("ATTR", tdf::Type::String, tdf::Type::String)
                .integer("FLAG", 1)
                .integers({"STAT", "TAG", "TYPE"}, 0)
                .type("TARG", tdf::Type::ObjectId);
            if (wrong.isEmpty() && body.find("SRCE")->as<tdf::ObjectId>()->id != game.account.playerId)
                wrong = u"SendMessage.SRCE is another player"_s;
            done(wrong);
        });
    };
    const tdf::ObjectId nobody {{0, 0}, 0};
    game.ask(cmd::kFetchMessages,
             {{"FLAG", 0},
              {"MGID", 0},
              {"PIDX", 0},
              {"PSIZ", 0},
              {"SMSK", 0},
              {"SORT", 0},
              {"SRCE", nobody},
              {"STAT", 0},
              {"TARG", nobody},
              {"TYPE", 0}},
             [](const tdf::Fields &body) {
                 QString problem;
                 FieldCheck(body, u"FetchMessages"_s, problem).integer("MCNT", 1);
                 return problem;
             },
             std::move(awaitMessage), {note::kSendMessage});
}

void getLists(GameClient &game, Done done)
{
    const tdf::ObjectId nobody {{0, 0}, 0};
    const Value wanted = Value::group({{"BOID", nobody},
                                       {"FLGS", 1},
                                       {"LID", Value::group({{"LNM", Value::text(""_ba)}, {"TYPE", 1}})},
                                       {"LMS", 0},
                                       {"PRID", 0}});
    game.ask(
        cmd::kGetLists,
        {{"ALST", Value::list(tdf::Type::Group, {wanted})}, {"MXRC", std::uint32_t(0xFFFFFFFF)}, {"OFRC", 0}},
        [](const tdf::Fields &body) {
            QString problem;
            FieldCheck(body, u"GetLists"_s, problem).list("LMAP", tdf::Type::Group, 1);
            if (!problem.isEmpty())
                return problem;
            FieldCheck list(body.find("LMAP")->as<Value::List>()->items.front().toFields(), u"LMAP"_s, problem);
            list.integers({"OFRC", "TOCT"}, 0);
            FieldCheck info = list.group("INFO");
            info.type("BOID", tdf::Type::ObjectId).integer("FLGS", 4).integer("LMS", 200).integer("PRID", 0);
            info.group("LID").text("LNM", "friendList").integer("TYPE", 1);
            return problem;
        },
        std::move(done));
}

void getAuthToken(GameClient &game, Done done)
{
    game.ask(
        cmd::kGetAuthToken, {},
        [&game](const tdf::Fields &body) {
            QString problem;
            FieldCheck(body, u"GetAuthToken"_s, problem).filledText("AUTH");
            if (problem.isEmpty() && body.find("AUTH")->toBytes().size() != 60)
                problem = u"GetAuthToken.AUTH does not look like a token"_s;
            if (problem.isEmpty())
                game.authToken = body.find("AUTH")->toBytes();
            return problem;
        },
        std::move(done));
}

void setClientMetrics(GameClient &game, Done done)
{
    // A router that was found but gave no mapping: nothing for the server to take over, so nobody is told.
    game.ask(cmd::kSetClientMetrics,
             {{"UBFL", 0},
              {"UDEV", Value::text("Simulated Router"_ba)},
              {"UFLG", 31},
              {"ULRC", 0},
              {"UNAT", 4},
              {"USTA", 1},
              {"UWAN", 0}},
             emptyBody, std::move(done));
}

void suspendPing(GameClient &game, Done done)
{
    auto longer = [&game, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        game.askRefused(cmd::kSuspendUserPing, {{"TVAL", 90'000'000}}, kPingSuspended, std::move(done));
    };
    game.askRefused(cmd::kSuspendUserPing, {{"TVAL", 20'000'000}}, kSuspendTooSmall, std::move(longer));
}

} // namespace gameclient::steps
