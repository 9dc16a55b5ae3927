#include <core/session/commands/authentication/tokenlogin.h>

#include <core/session/errorcodes.h>

namespace session::authentication {

TokenLogin::TokenLogin(Accounts &accounts, const Tokens &tokens, SignIn signIn)
    : m_accounts(accounts)
    , m_tokens(tokens)
    , m_signIn(signIn)
{}

void TokenLogin::run(const QByteArray &token, blaze::Context &context, blaze::Reply<FullLoginResponse> reply)
{
    const auto player = m_tokens.verifySession(token);
    if (!player)
        return reply.fail(toBlaze(player.error()), RefusedLogin {});
    Session &session = Session::of(context);
    m_accounts.find(*player, context.guard([this, &session, token,
                                            reply = std::move(reply)](Result<Account, AccountError> account) mutable {
        if (account)
            return reply.ok(fullReply(*account, m_signIn(session, *account), token));
        // The player was deleted since: the token is as good as none.
        if (account.error() == AccountError::NotFound)
            return reply.fail(blaze::Error::InvalidToken, RefusedLogin {});
        reply.fail(toBlaze(account.error()));
    }));
}

} // namespace session::authentication
