#include <core/session/commands/authentication/passwordforgot.h>

namespace session::authentication {

void PasswordForgotHandler::operator()(const PasswordForgotRequest & /*request*/, blaze::Context & /*context*/,
                                       blaze::Reply<blaze::Empty> reply)
{
    reply.ok();
}

} // namespace session::authentication
