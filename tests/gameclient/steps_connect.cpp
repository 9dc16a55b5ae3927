#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>
#include <tests/gameclient/steps.h>

#include <array>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

tdf::Fields preAuthRequest()
{
    return {
        {"CDAT",
         Value::group({{"IITO", 0}, {"LANG", kLocale}, {"SVCN", Value::text("masseffect-3-pc"_ba)}, {"TYPE", 0}})},
        {"CINF", Value::group({{"BSDK", Value::text("3.15.6.0"_ba)},
                               {"BTIM", Value::text("Dec 21 2012 12:46:51"_ba)},
                               {"CLNT", Value::text("MassEffect3-pc"_ba)},
                               {"CSKU", Value::text("134845"_ba)},
                               {"CVER", Value::text("05427.124"_ba)},
                               {"DSDK", Value::text("8.14.7.1"_ba)},
                               {"ENV", Value::text("prod"_ba)},
                               {"LOC", kLocale},
                               {"MAC", Value::text("02:00:00:00:00:01"_ba)},
                               {"PLAT", Value::text("Windows"_ba)}})},
        {"FCCR", Value::group({{"CFID", Value::text("BlazeSDK"_ba)}})},
    };
}

// The components in the order the game has always been told.
constexpr std::array<std::uint64_t, 15> kComponents {0x1, 0x19,   0x4,    0x1C,   0x7,    0x9,    0xF802, 0x7800,
                                                     0xF, 0x7801, 0x7802, 0x7803, 0x7805, 0x7806, 0x7D0};

QString componentsProblem(const tdf::Fields &body)
{
    const auto *list = body.find("CIDS")->as<Value::List>();
    if (list->items.size() != kComponents.size())
        return u"PreAuth.CIDS has another number of components"_s;
    for (std::size_t i = 0; i < kComponents.size(); ++i) {
        if (list->items[i].toInteger() != kComponents.at(i))
            return u"PreAuth.CIDS differs at place %1"_s.arg(i);
    }
    return {};
}

// "15s" → 15 seconds.
std::optional<std::chrono::seconds> period(const QByteArray &text)
{
    bool ok = false;
    const int seconds = text.endsWith('s') ? text.chopped(1).toInt(&ok) : 0;
    return ok && seconds > 0 ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
}

QString checkPreAuth(GameClient &game, const tdf::Fields &body)
{
    QString problem;
    FieldCheck check(body, u"PreAuth"_s, problem);
    check.integer("ANON", 0)
        .text("ASRC", "303107")
        .list("CIDS", tdf::Type::Integer)
        .text("CNGN", "")
        .text("INST", "masseffect-3-pc")
        .integer("MINR", 0)
        .text("NASP", "cem_ea_id")
        .text("PILD", "")
        .text("PLAT", "pc")
        .text("PTAG", "")
        .text("RSRC", "303107")
        .filledText("SVER");
    check.group("CONF").map("CONF", tdf::Type::String, tdf::Type::String);
    FieldCheck qos = check.group("QOSS");
    qos.integer("LNP").map("LTPS", tdf::Type::String, tdf::Type::Group).integer("SVID", 0x45410805);
    qos.group("BWPS").text("PSA").integer("PSP").text("SNA", "prod-sjc");
    if (!problem.isEmpty())
        return problem;
    if (problem = componentsProblem(body); !problem.isEmpty())
        return problem;
    for (const auto &[key, value] : textMap(body.find("CONF")->toFields(), "CONF")) {
        if (key != "pingPeriod")
            continue;
        const auto seconds = period(value);
        if (!seconds)
            return u"PreAuth: pingPeriod is not a time"_s;
        game.pingPeriod = *seconds;
        return {};
    }
    return u"PreAuth: pingPeriod is missing"_s;
}

} // namespace

void findServer(GameClient &game, Done done)
{
    game.findServer(std::move(done));
}

void connectBlaze(GameClient &game, Done done)
{
    game.connectBlaze(std::move(done));
}

void preAuth(GameClient &game, Done done)
{
    if (game.link() == nullptr || game.link()->requestsSent() != 0)
        return done(u"PreAuth is the first request of a connection"_s);
    game.ask(
        cmd::kPreAuth, preAuthRequest(), [&game](const tdf::Fields &body) { return checkPreAuth(game, body); },
        std::move(done));
}

void firstPing(GameClient &game, Done done)
{
    game.startPinging(game.pingPeriod);
    game.sendPing(std::move(done));
}

void disconnect(GameClient &game, Done done)
{
    game.disconnect(std::move(done));
}

void openGamePort(GameClient &game, Done done)
{
    if (game.datagrams.port() != 0)
        return done({});
    const auto opened = game.datagrams.open(game.local.game);
    done(opened ? QString() : u"the game's port cannot be opened: "_s + opened.error().detail);
}

} // namespace gameclient::steps
