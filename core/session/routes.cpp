#include <core/session/routes.h>

#include <core/session/commands/associationlists/getlists.h>
#include <core/session/commands/authentication/createaccount.h>
#include <core/session/commands/authentication/getauthtoken.h>
#include <core/session/commands/authentication/legaltexts.h>
#include <core/session/commands/authentication/listuserentitlements2.h>
#include <core/session/commands/authentication/login.h>
#include <core/session/commands/authentication/loginpersona.h>
#include <core/session/commands/authentication/logout.h>
#include <core/session/commands/authentication/originlogin.h>
#include <core/session/commands/authentication/passwordforgot.h>
#include <core/session/commands/authentication/silentlogin.h>
#include <core/session/commands/messaging/fetchmessages.h>
#include <core/session/commands/usersessions/lookupuser.h>
#include <core/session/commands/usersessions/resumesession.h>
#include <core/session/commands/usersessions/updatehardwareflags.h>
#include <core/session/commands/usersessions/updatenetworkinfo.h>
#include <core/session/commands/util/fetchclientconfig.h>
#include <core/session/commands/util/ping.h>
#include <core/session/commands/util/postauth.h>
#include <core/session/commands/util/preauth.h>
#include <core/session/commands/util/services.h>
#include <core/session/commands/util/setclientmetrics.h>
#include <core/session/commands/util/suspenduserping.h>
#include <core/session/commands/util/usersettingsloadall.h>
#include <core/session/commands/util/usersettingssave.h>
#include <core/session/userdata.h>

namespace session {

void addRoutes(blaze::Router &router, const Settings &settings, const Services &services)
{
    Accounts &accounts = services.accounts;
    ContentSource &content = services.content;
    const Tokens &tokens = services.tokens;
    const SignIn signIn(services.presence, accounts, tokens);
    const authentication::TokenLogin tokenLogin(accounts, tokens, signIn);

    using namespace authentication;
    router.add(createAccount, CreateAccountHandler(accounts, signIn));
    router.add(listUserEntitlements2, ListUserEntitlements2Handler(content));
    router.add(getAuthToken, GetAuthTokenHandler(tokens));
    router.add(login, LoginHandler(accounts, signIn));
    router.add(passwordForgot, PasswordForgotHandler());
    router.add(getPrivacyPolicyContent, PrivacyPolicyHandler(content));
    router.add(silentLogin, SilentLoginHandler(tokenLogin));
    router.add(logout, LogoutHandler(services.presence));
    router.add(loginPersona, LoginPersonaHandler(tokens));
    router.add(originLogin, OriginLoginHandler(services.origin, signIn));
    router.add(getLegalDocsInfo, LegalDocsInfoHandler());
    router.add(getTermsOfServiceContent, TermsOfServiceHandler(content));

    using namespace util;
    router.add(fetchClientConfig, FetchClientConfigHandler(content));
    router.add(ping, PingHandler(services.sessions, services.clock));
    router.add(getTelemetryServer, TelemetryServerHandler(settings, content));
    router.add(getTickerServer, TickerServerHandler());
    router.add(preAuth, PreAuthHandler(settings));
    router.add(postAuth, PostAuthHandler(services.presence, settings, content));
    router.add(userSettingsSave, UserSettingsSaveHandler(services.playerData));
    router.add(userSettingsLoadAll, UserSettingsLoadAllHandler(services.playerData));
    router.add(setClientMetrics, SetClientMetricsHandler());
    router.add(suspendUserPing, SuspendUserPingHandler(services.sessions));

    router.add(messaging::fetchMessages, messaging::FetchMessagesHandler(settings));
    router.declare(messaging::sendMessage);

    router.add(associationlists::getLists, associationlists::GetListsHandler());

    using namespace usersessions;
    router.add(updateHardwareFlags, UpdateHardwareFlagsHandler());
    router.add(lookupUser, LookupUserHandler(services.presence));
    router.add(updateNetworkInfo, UpdateNetworkInfoHandler(settings));
    router.add(resumeSession, ResumeSessionHandler(tokenLogin));
    router.declare(extendedDataUpdate);
    router.declare(userAdded);
    router.declare(userRemoved);
    router.declare(userUpdated);
}

} // namespace session
