#pragma once
// Follows an interactive login: the game picks the one persona there is. Answers the session group at top level, with
// the session key of the login again.

#include <core/session/commands/authentication/loginreplies.h>
#include <core/session/session.h>
#include <core/session/tokens.h>

namespace session::authentication {

inline constexpr blaze::Command<blaze::Empty, SessionGroup> loginPersona {
    .component = blaze::Component::Authentication,
    .id = 0x6E,
    .name = "authentication.loginPersona",
    .access = blaze::Access::Player,
};

class LoginPersonaHandler
{
public:
    explicit LoginPersonaHandler(const Tokens &tokens);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<SessionGroup> reply);

private:
    const Tokens &m_tokens;
};

} // namespace session::authentication
