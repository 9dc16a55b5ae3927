#pragma once
// Login with a token of the publisher's own service, which only that service can check. It is asked through the
// OriginService port; without one the game is told a system error and shows its login screen.

#include <core/session/commands/authentication/loginreplies.h>
#include <core/session/originservice.h>
#include <core/session/signin.h>

namespace session::authentication {

struct OriginLoginRequest
{
    QByteArray token;
    quint32 type = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"AUTH">(&OriginLoginRequest::token, tdf::secret),
                           tdf::field<"TYPE">(&OriginLoginRequest::type));
    }
};

inline constexpr blaze::Command<OriginLoginRequest, FullLoginResponse> originLogin {
    .component = blaze::Component::Authentication,
    .id = 0x98,
    .name = "authentication.originLogin",
    .rate = {.burst = 5, .perMinute = 10}, // each asks a server far away
};

class OriginLoginHandler
{
public:
    // `service`: nullptr when it is switched off.
    OriginLoginHandler(OriginService *service, SignIn signIn);
    void operator()(const OriginLoginRequest &request, blaze::Context &context, blaze::Reply<FullLoginResponse> reply);

private:
    OriginService *m_service;
    SignIn m_signIn;
};

} // namespace session::authentication
