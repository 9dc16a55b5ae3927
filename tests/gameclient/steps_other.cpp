// What a game asks only now and then.
#include <tests/gameclient/bodycheck.h>
#include <tests/gameclient/commandids.h>
#include <tests/gameclient/steps.h>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

constexpr std::uint16_t kUserNotFound = 0xB;
constexpr std::uint16_t kSystem = 0x4001;

GameClient::Check exactly(const CommandId &command, tdf::Fields expected, std::vector<tdf::Tag> anyValue = {})
{
    return [name = QString::fromLatin1(command.name), expected = std::move(expected), anyValue = std::move(anyValue)](
               const tdf::Fields &body) { return bodyProblem(name, expected, body, anyValue); };
}

tdf::Fields lookupRequest(std::uint32_t player)
{
    return {{"AID", 0},  {"ALOC", 0},    {"EXBB", Value::blob({})},
            {"EXID", 0}, {"ID", player}, {"NAME", Value::text(""_ba)}};
}

// One group that PostAuth told as well.
void askService(GameClient &game, const CommandId &command, tdf::Tag tag, Done done)
{
    const Value *told = game.services.find(tag);
    if (told == nullptr)
        return done(u"PostAuth comes first"_s);
    tdf::Fields expected;
    expected.append(tag, *told);
    game.ask(command, {}, exactly(command, std::move(expected)), std::move(done));
}

} // namespace

void passwordForgot(GameClient &game, Done done)
{
    game.ask(cmd::kPasswordForgot, {{"MAIL", Value::text(game.account.email)}}, exactly(cmd::kPasswordForgot, {}),
             std::move(done));
}

void originLoginOff(GameClient &game, Done done)
{
    game.askRefused(cmd::kOriginLogin, {{"AUTH", Value::text("a launcher's token"_ba)}, {"TYPE", 1}}, kSystem,
                    std::move(done));
}

void getTelemetryServer(GameClient &game, Done done)
{
    askService(game, cmd::kGetTelemetryServer, "TELE", std::move(done));
}

void getTickerServer(GameClient &game, Done done)
{
    askService(game, cmd::kGetTickerServer, "TICK", std::move(done));
}

void serverInstanceOnSession(GameClient &game, Done done)
{
    game.ask(cmd::kGetServerInstance, {{"NAME", Value::text("masseffect-3-pc"_ba)}},
             exactly(cmd::kGetServerInstance, {}), std::move(done));
}

void lookupSelf(GameClient &game, Done done)
{
    const tdf::Fields expected {{"EDAT", Value::group(game.userData)},
                                {"FLGS", 2},
                                {"USER", Value::group({{"AID", game.account.playerId},
                                                       {"ALOC", 0x64654445},
                                                       {"EXBB", Value::blob({})},
                                                       {"EXID", 0},
                                                       {"ID", game.account.playerId},
                                                       {"NAME", Value::text(game.account.displayName)}})}};
    game.ask(cmd::kLookupUser, lookupRequest(game.account.playerId), exactly(cmd::kLookupUser, expected, {"DMAP"}),
             std::move(done));
}

void lookupNobody(GameClient &game, Done done)
{
    game.askRefused(cmd::kLookupUser, lookupRequest(0xFFFFFFF0), kUserNotFound, std::move(done));
}

void resumeSession(GameClient &game, Done done)
{
    const auto empty = [] { return Value::text(""_ba); };
    const Value persona = Value::group({{"DSNM", Value::text(game.account.displayName)},
                                        {"LAST", 0},
                                        {"PID", game.account.playerId},
                                        {"STAS", 0},
                                        {"XREF", 0},
                                        {"XTYP", 0}});
    const Value session = Value::group({{"BUID", game.account.playerId},
                                        {"FRST", 0},
                                        {"KEY", empty()},
                                        {"LLOG", 0},
                                        {"MAIL", Value::text(game.account.email)},
                                        {"PDTL", persona},
                                        {"UID", game.account.playerId}});
    const tdf::Fields expected {
        {"AGUP", 0},       {"LDHT", empty()}, {"NTOS", 0}, {"PCTK", Value::text(game.sessionKey)},
        {"PRIV", empty()}, {"SESS", session}, {"SPAM", 0}, {"THST", empty()},
        {"TSUI", empty()}, {"TURI", empty()}};
    game.ask(
        cmd::kResumeSession, {{"SKEY", Value::text(game.sessionKey)}},
        [&game, expected](const tdf::Fields &body) {
            const QString problem = bodyProblem(u"ResumeSession"_s, expected, body, {"KEY"});
            if (problem.isEmpty())
                game.sessionKey = body.find("SESS")->toFields().find("KEY")->toBytes();
            return problem.isEmpty() && game.sessionKey.isEmpty() ? u"ResumeSession.SESS.KEY is empty"_s : problem;
        },
        std::move(done));
}

} // namespace gameclient::steps
