#include <core/session/commands/authentication/loginpersona.h>

namespace session::authentication {

LoginPersonaHandler::LoginPersonaHandler(const Tokens &tokens)
    : m_tokens(tokens)
{}

void LoginPersonaHandler::operator()(const blaze::Empty & /*request*/, blaze::Context &context,
                                     blaze::Reply<SessionGroup> reply)
{
    const SignedInPlayer &player = *Session::of(context).player();
    reply.ok(SessionGroup::of(player.account, m_tokens.issueSession(player.account.id, player.since)));
}

} // namespace session::authentication
