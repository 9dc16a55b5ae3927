#pragma once
// Login with e-mail and password, from the game's login screen. The game goes on with LoginPersona.
// Refusals in this order: not an e-mail address, no such player or one without password, wrong password. A refused
// login changes nothing: who was logged in stays so.

#include <core/session/commands/authentication/loginreplies.h>
#include <core/session/signin.h>

namespace session::authentication {

struct LoginRequest
{
    QString email; // compared exactly
    base::Secret password;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"MAIL">(&LoginRequest::email, tdf::secret),
                           tdf::field<"PASS">(&LoginRequest::password, tdf::secret));
    }
};

inline constexpr blaze::Command<LoginRequest, InteractiveLoginResponse> login {
    .component = blaze::Component::Authentication,
    .id = 0x28,
    .name = "authentication.login",
    .rate = {.burst = 10, .perMinute = 30}, // each costs a password hash; Accounts counts per account and network too
    .errors = {blaze::Error::InvalidEmail, blaze::Error::InvalidUser, blaze::Error::InvalidPassword},
};

class LoginHandler
{
public:
    LoginHandler(Accounts &accounts, SignIn signIn);
    void operator()(const LoginRequest &request, blaze::Context &context, blaze::Reply<InteractiveLoginResponse> reply);

private:
    Accounts &m_accounts;
    SignIn m_signIn;
};

} // namespace session::authentication
