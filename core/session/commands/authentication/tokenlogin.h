#pragma once
// What SilentLogin and ResumeSession have in common: a token of an earlier login is presented, and the player it names
// is logged in. The token alone decides; its expiry is not extended.

#include <core/session/commands/authentication/loginreplies.h>
#include <core/session/signin.h>

namespace session::authentication {

class TokenLogin
{
public:
    TokenLogin(Accounts &accounts, const Tokens &tokens, SignIn signIn);

    // Answers with InvalidToken, ExpiredToken or the full login reply.
    void run(const QByteArray &token, blaze::Context &context, blaze::Reply<FullLoginResponse> reply);

private:
    Accounts &m_accounts;
    const Tokens &m_tokens;
    SignIn m_signIn;
};

} // namespace session::authentication
