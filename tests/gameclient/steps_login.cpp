#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>
#include <tests/gameclient/steps.h>

#include <vector>

namespace gameclient::steps {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

constexpr std::uint16_t kInvalidUser = 0xB;
constexpr std::uint16_t kInvalidPassword = 0xC;
constexpr std::uint16_t kInvalidToken = 0xD;
constexpr std::uint16_t kExists = 0xF;
constexpr std::uint16_t kInvalidEmail = 0x16;
constexpr std::uint16_t kAuthenticationRequired = 0x4004;

constexpr char kTerms[] = "webterms/au/en/pc/default/09082020/02042022";
constexpr char kPrivacy[] = "webprivacy/au/en/pc/default/08202020/02042022";

void checkPersona(FieldCheck check, const Account &account)
{
    check.integers({"LAST", "STAS", "XREF", "XTYP"}, 0).integer("PID", account.playerId).filledText("DSNM");
}

// 16 + 1 + 43 characters of the URL form of Base64.
bool isSessionToken(const QByteArray &token)
{
    return token.size() == 60 && token.indexOf('.') == 16 && !token.contains('=') && !token.contains('+') &&
           !token.contains('/');
}

// Keeps what an answer to an interactive login tells.
QString learnFromInteractive(GameClient &game, const tdf::Fields &body, const QString &name)
{
    QString problem;
    FieldCheck check(body, name, problem);
    check.texts({"LDHT", "PRIV", "THST", "TSUI", "TURI"}, "")
        .integers({"NTOS", "SPAM"}, 0)
        .filledText("PCTK")
        .list("PLST", tdf::Type::Group, 1)
        .filledText("SKEY")
        .integer("UID")
        .absent("AGUP")
        .absent("SESS");
    if (!problem.isEmpty())
        return problem;
    const auto id = static_cast<std::uint32_t>(body.find("UID")->toInteger());
    if (id == 0 || (game.account.playerId != 0 && game.account.playerId != id))
        return name + u".UID is another player"_s;
    game.account.playerId = id;
    const tdf::Fields &persona = body.find("PLST")->as<Value::List>()->items.front().toFields();
    checkPersona({persona, name + u".PLST"_s, problem}, game.account);
    if (!problem.isEmpty())
        return problem;
    game.account.displayName = persona.find("DSNM")->toString();
    game.account.token = body.find("PCTK")->toBytes();
    game.sessionKey = body.find("SKEY")->toBytes();
    if (!isSessionToken(game.account.token))
        return name + u".PCTK does not look like a token"_s;
    game.trace(u"player %1, %2"_s.arg(id).arg(game.account.displayName));
    return {};
}

QString checkSession(FieldCheck check, const GameClient &game)
{
    check.integer("BUID", game.account.playerId)
        .integers({"FRST", "LLOG"}, 0)
        .filledText("KEY")
        .text("MAIL", game.account.email.toUtf8())
        .integer("UID", game.account.playerId);
    checkPersona(check.group("PDTL"), game.account);
    const tdf::Value *persona = check.fields().find("PDTL");
    const tdf::Value *name = persona != nullptr ? persona->toFields().find("DSNM") : nullptr;
    if (name != nullptr && name->toString() != game.account.displayName)
        return u"the display name is not the one of the account"_s;
    return {};
}

tdf::Fields loginRequest(const QString &email, const QString &password)
{
    return {{"DVID", 0},
            {"MAIL", Value::text(email)},
            {"PASS", Value::text(password)},
            {"TOKN", Value::text(""_ba)},
            {"TYPE", 0}};
}

tdf::Fields createRequest(const Account &account)
{
    const auto empty = [] { return Value::text(""_ba); };
    return {{"BDAY", 0},
            {"BMON", 0},
            {"BYR", 0},
            {"CTRY", Value::text("NZ"_ba)},
            {"DVID", 0},
            {"GEST", 0},
            {"LANG", Value::text("en"_ba)},
            {"MAIL", Value::text(account.email)},
            {"OPT1", 0},
            {"OPT3", 0},
            {"PASS", Value::text(account.password)},
            {"PNAM", empty()},
            {"PRIV", Value::text(QByteArray(kPrivacy))},
            {"PRNT", empty()},
            {"PROF", Value::group({{"CITY", empty()},
                                   {"CTRY", empty()},
                                   {"GNDR", 0},
                                   {"STAT", empty()},
                                   {"STRT", empty()},
                                   {"ZIP", empty()}})},
            {"TOSV", Value::text(QByteArray(kTerms))},
            {"TSUI", Value::text(QByteArray(kTerms))}};
}

void legalText(GameClient &game, const CommandId &command, const char *version, std::uint64_t length, Done done)
{
    game.ask(
        command,
        {{"CTRY", Value::text("NZ"_ba)}, {"LANG", Value::text("en"_ba)}, {"PTFM", Value::text("pc"_ba)}, {"TEXT", 1}},
        [name = QString::fromLatin1(command.name), version, length](const tdf::Fields &body) {
            QString problem;
            FieldCheck(body, name, problem).text("LDVC", version).integer("TCOL", length).filledText("TCOT");
            return problem;
        },
        std::move(done));
}

tdf::Fields silentRequest(const Account &account, const QByteArray &token)
{
    return {{"AUTH", Value::text(token)}, {"PID", account.playerId}, {"TYPE", 2}};
}

} // namespace

void legalTexts(GameClient &game, Done done)
{
    auto privacy = [&game, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        legalText(game, cmd::kGetPrivacyPolicyContent, kPrivacy, 0xC99C, std::move(done));
    };
    auto terms = [&game, next = std::move(privacy)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return next(problem);
        legalText(game, cmd::kGetTermsOfServiceContent, kTerms, 0xDAED, std::move(next));
    };
    game.ask(
        cmd::kGetLegalDocsInfo, {{"CTRY", Value::text("NZ"_ba)}, {"PTFM", Value::text("pc"_ba)}},
        [](const tdf::Fields &body) {
            QString problem;
            FieldCheck(body, u"GetLegalDocsInfo"_s, problem)
                .integers({"EAMC", "PMC"}, 0)
                .texts({"LHST", "PPUI", "TSUI"}, "");
            return problem;
        },
        std::move(terms));
}

void createAccount(GameClient &game, Done done)
{
    game.askPatiently(
        cmd::kCreateAccount, createRequest(game.account),
        [&game](const tdf::Fields &body) { return learnFromInteractive(game, body, u"CreateAccount"_s); },
        std::move(done));
}

void createAccountAgain(GameClient &game, Done done)
{
    game.askRefused(cmd::kCreateAccount, createRequest(game.account), kExists, std::move(done));
}

void login(GameClient &game, Done done)
{
    game.askPatiently(
        cmd::kLogin, loginRequest(game.account.email, game.account.password),
        [&game](const tdf::Fields &body) { return learnFromInteractive(game, body, u"Login"_s); }, std::move(done));
}

void loginWrongPassword(GameClient &game, Done done)
{
    game.askRefused(cmd::kLogin, loginRequest(game.account.email, game.account.password + u"x"_s), kInvalidPassword,
                    std::move(done));
}

void loginUnknownEmail(GameClient &game, Done done)
{
    game.askRefused(cmd::kLogin, loginRequest(u"nobody-"_s + game.account.email, game.account.password), kInvalidUser,
                    std::move(done));
}

void loginNoEmail(GameClient &game, Done done)
{
    game.askRefused(cmd::kLogin, loginRequest(u"not an e-mail"_s, game.account.password), kInvalidEmail,
                    std::move(done));
}

void loginPersona(GameClient &game, Done done)
{
    game.ask(
        cmd::kLoginPersona, {{"PNAM", Value::text(game.account.displayName)}},
        [&game](const tdf::Fields &body) {
            QString problem;
            const QString other = checkSession({body, u"LoginPersona"_s, problem}, game);
            if (problem.isEmpty() && body.find("KEY")->toBytes() != game.sessionKey)
                problem = u"LoginPersona.KEY is not the key of the login"_s;
            return problem.isEmpty() ? other : problem;
        },
        std::move(done));
}

void silentLogin(GameClient &game, Done done)
{
    game.ask(
        cmd::kSilentLogin, silentRequest(game.account, game.account.token),
        [&game](const tdf::Fields &body) {
            QString problem;
            FieldCheck check(body, u"SilentLogin"_s, problem);
            check.integers({"AGUP", "NTOS", "SPAM"}, 0)
                .texts({"LDHT", "PRIV", "THST", "TSUI", "TURI"}, "")
                .text("PCTK", game.account.token);
            const QString other = checkSession(check.group("SESS"), game);
            if (problem.isEmpty())
                game.sessionKey = body.find("SESS")->toFields().find("KEY")->toBytes();
            return problem.isEmpty() ? other : problem;
        },
        std::move(done));
}

void silentLoginBadToken(GameClient &game, Done done)
{
    QByteArray token = game.account.token;
    token[20] = token[20] == 'A' ? 'B' : 'A'; // inside the signature
    game.askRefused(cmd::kSilentLogin, silentRequest(game.account, token), kInvalidToken, std::move(done));
}

void logoutAnonymous(GameClient &game, Done done)
{
    game.ask(
        cmd::kLogout, {}, [](const tdf::Fields &body) { return body.isEmpty() ? QString() : u"Logout has a body"_s; },
        std::move(done));
}

void logout(GameClient &game, Done done)
{
    const bool expectsRemoval = std::exchange(game.isPostAuthed, false);
    auto removal = [&game, expectsRemoval, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty() || !expectsRemoval)
            return done(problem);
        game.await(note::kUserRemoved, [&game, done = std::move(done)](const tdf::Fields &body) mutable {
            QString wrong;
            FieldCheck(body, u"UserRemoved"_s, wrong).integer("BUID", game.account.playerId);
            done(wrong);
        });
    };
    game.ask(cmd::kLogout, {},
             [](const tdf::Fields &body) { return body.isEmpty() ? QString() : u"Logout has a body"_s; },
             std::move(removal), {note::kUserRemoved});
}

void needsLogin(GameClient &game, Done done)
{
    auto third = [&game, done = std::move(done)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return done(problem);
        game.askRefused(cmd::kGetAuthToken, {}, kAuthenticationRequired, std::move(done));
    };
    auto second = [&game, next = std::move(third)](const QString &problem) mutable {
        if (!problem.isEmpty())
            return next(problem);
        game.askRefused(cmd::kUserSettingsLoadAll, {}, kAuthenticationRequired, std::move(next));
    };
    game.askRefused(cmd::kPostAuth, {}, kAuthenticationRequired, std::move(second));
}

} // namespace gameclient::steps
