#include <tests/gameclient/script.h>

#include <tests/gameclient/steps.h>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

void append(Script &script, const Script &more)
{
    script.insert(script.end(), more.begin(), more.end());
}

// From the first packet to the login screen.
Script coldStart()
{
    return {
        {"redirector", steps::findServer},
        {"connect", steps::connectBlaze},
        {"PreAuth", steps::preAuth},
        {"Ping", steps::firstPing},
        {"config ME3_DATA", steps::fetchData},
        {"config ME3_MSG", steps::fetchMessagesConfig},
        {"config ME3_ENT", steps::fetchEntitlementsConfig},
        {"config ME3_DIME", steps::fetchShop},
        {"config ME3_BINI", steps::fetchBigConfiguration},
        {"config ME3_LIVE_TLK", steps::fetchTalk},
    };
}

Script newAccount()
{
    return {
        {"legal texts", steps::legalTexts},
        {"CreateAccount", steps::createAccount},
        {"LoginPersona", steps::loginPersona},
    };
}

Script passwordLogin()
{
    return {
        {"Login", steps::login},
        {"LoginPersona", steps::loginPersona},
    };
}

// From a login to the main menu.
Script enterMenu()
{
    return {
        {"PostAuth", steps::postAuth},
        {"UpdateNetworkInfo", steps::updateNetworkInfo},
        {"UpdateHardwareFlags", steps::updateHardwareFlags},
        {"ListUserEntitlements2", steps::listEntitlements},
        {"UserSettingsLoadAll", steps::loadSettings},
        {"FetchMessages", steps::fetchMessages},
        {"GetLists", steps::getLists},
        {"GetAuthToken", steps::getAuthToken},
        {"SetClientMetrics", steps::setClientMetrics},
    };
}

Script saveAndCompare()
{
    return {
        {"UserSettingsSave", steps::saveSettings},
        {"UserSettingsLoadAll again", steps::loadSettings},
        {"UserSettingsSave some", steps::changeSettings},
        {"UserSettingsLoadAll once more", steps::loadSettings},
    };
}

Script quit()
{
    return {{"disconnect", steps::disconnect}};
}

Script mainMenu()
{
    Script script = coldStart();
    append(script, newAccount());
    append(script, enterMenu());
    append(script, saveAndCompare());
    return script;
}

Script returning(int game)
{
    Script script = coldStart();
    if (game % 2 == 0)
        append(script, {{"SilentLogin", steps::silentLogin}});
    else
        append(script, passwordLogin());
    append(script, enterMenu());
    append(script,
           {{"UserSettingsSave some", steps::changeSettings}, {"UserSettingsLoadAll again", steps::loadSettings}});
    return script;
}

Script silentLogin()
{
    Script script = mainMenu();
    append(script, quit());
    append(script, coldStart());
    append(script, {{"SilentLogin with a forged token", steps::silentLoginBadToken},
                    {"Logout", steps::logoutAnonymous},
                    {"still a stranger", steps::needsLogin},
                    {"SilentLogin", steps::silentLogin}});
    append(script, enterMenu());
    return script;
}

Script wrongPassword()
{
    Script script = coldStart();
    append(script, newAccount());
    append(script, quit());
    append(script, coldStart());
    append(script, {{"Login without an e-mail", steps::loginNoEmail},
                    {"Login with an unknown e-mail", steps::loginUnknownEmail},
                    {"Login with a wrong password", steps::loginWrongPassword},
                    {"still a stranger", steps::needsLogin},
                    {"CreateAccount with a used e-mail", steps::createAccountAgain}});
    append(script, passwordLogin());
    append(script, enterMenu());
    return script;
}

Script multiplayerMenu()
{
    Script script = mainMenu();
    append(script, {{"ListUserEntitlements2 again", steps::listEntitlements},
                    {"ListUserEntitlements2 by tag", steps::listEntitlementsByTag},
                    {"unknown configuration", steps::fetchUnknownConfig},
                    {"SuspendUserPing", steps::suspendPing},
                    {"UpdateNetworkInfo again", steps::updateNetworkInfo}});
    return script;
}

Script otherCommands()
{
    Script script = mainMenu();
    append(script, {{"GetTelemetryServer", steps::getTelemetryServer},
                    {"GetTickerServer", steps::getTickerServer},
                    {"GetServerInstance on a session", steps::serverInstanceOnSession},
                    {"LookupUser", steps::lookupSelf},
                    {"LookupUser of nobody", steps::lookupNobody},
                    {"PasswordForgot", steps::passwordForgot},
                    {"OriginLogin", steps::originLoginOff}});
    append(script, quit());
    append(script, coldStart());
    append(script, {{"ResumeSession", steps::resumeSession}});
    append(script, enterMenu());
    append(script, {{"UserSettingsLoadAll again", steps::loadSettings}});
    return script;
}

Script logout()
{
    Script script = mainMenu();
    append(script, {{"Logout", steps::logout}, {"a stranger again", steps::needsLogin}});
    append(script, passwordLogin());
    append(script, enterMenu());
    append(script, {{"Logout again", steps::logout}});
    return script;
}

} // namespace

const std::vector<ScriptInfo> &scripts()
{
    static const std::vector<ScriptInfo> kScripts {
        {"main-menu", "new account, cold start to the main menu, data saved, loaded back and compared", false},
        {"returning", "account of an earlier run (--accounts): login, data still there", true},
        {"silent-login", "second start with a forged token, then with the true one", false},
        {"wrong-password", "second start with wrong passwords, then with the right one", false},
        {"multiplayer-menu", "main menu, then what comes before the multiplayer menu", false},
        {"other-commands", "main menu, then what is asked only now and then; resumed on a new connection", false},
        {"logout", "main menu, out, and in again on the same connection", false},
    };
    return kScripts;
}

std::optional<Script> scriptNamed(QStringView name, int game)
{
    std::optional<Script> script;
    if (name == u"main-menu")
        script = mainMenu();
    else if (name == u"returning")
        script = returning(game);
    else if (name == u"silent-login")
        script = silentLogin();
    else if (name == u"wrong-password")
        script = wrongPassword();
    else if (name == u"multiplayer-menu")
        script = multiplayerMenu();
    else if (name == u"other-commands")
        script = otherCommands();
    else if (name == u"logout")
        script = logout();
    return script;
}

} // namespace gameclient
