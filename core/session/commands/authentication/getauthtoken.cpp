#include <core/session/commands/authentication/getauthtoken.h>

namespace session::authentication {

GetAuthTokenHandler::GetAuthTokenHandler(const Tokens &tokens)
    : m_tokens(tokens)
{}

void GetAuthTokenHandler::operator()(const blaze::Empty & /*request*/, blaze::Context &context,
                                     blaze::Reply<GetAuthTokenResponse> reply)
{
    reply.ok({m_tokens.issueSession(Session::of(context).player()->account.id)});
}

} // namespace session::authentication
