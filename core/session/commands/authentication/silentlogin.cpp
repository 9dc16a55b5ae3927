#include <core/session/commands/authentication/silentlogin.h>

namespace session::authentication {

SilentLoginHandler::SilentLoginHandler(TokenLogin login)
    : m_login(login)
{}

void SilentLoginHandler::operator()(const SilentLoginRequest &request, blaze::Context &context,
                                    blaze::Reply<FullLoginResponse> reply)
{
    m_login.run(request.token, context, std::move(reply));
}

} // namespace session::authentication
