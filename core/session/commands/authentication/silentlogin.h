#pragma once
// Login with the token of an earlier one, before any login screen is shown. PID and TYPE of the request are not looked
// at: the token names the player.

#include <core/session/commands/authentication/tokenlogin.h>

namespace session::authentication {

struct SilentLoginRequest
{
    QByteArray token;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"AUTH">(&SilentLoginRequest::token, tdf::secret));
    }
};

inline constexpr blaze::Command<SilentLoginRequest, FullLoginResponse> silentLogin {
    .component = blaze::Component::Authentication,
    .id = 0x32,
    .name = "authentication.silentLogin",
    .errors = {blaze::Error::InvalidToken, blaze::Error::ExpiredToken},
};

class SilentLoginHandler
{
public:
    explicit SilentLoginHandler(TokenLogin login);
    void operator()(const SilentLoginRequest &request, blaze::Context &context, blaze::Reply<FullLoginResponse> reply);

private:
    TokenLogin m_login;
};

} // namespace session::authentication
