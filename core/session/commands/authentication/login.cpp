#include <core/session/commands/authentication/login.h>

#include <core/base/email.h>
#include <core/session/errorcodes.h>

namespace session::authentication {

LoginHandler::LoginHandler(Accounts &accounts, SignIn signIn)
    : m_accounts(accounts)
    , m_signIn(signIn)
{}

void LoginHandler::operator()(const LoginRequest &request, blaze::Context &context,
                              blaze::Reply<InteractiveLoginResponse> reply)
{
    if (!base::isEmailAddress(request.email))
        return reply.fail(blaze::Error::InvalidEmail);
    Session &session = Session::of(context);
    m_accounts.verify(
        request.email, request.password.clone(), session.source(),
        context.guard([this, &session, reply = std::move(reply)](Result<Account, AccountError> account) mutable {
            if (!account)
                return reply.fail(toBlaze(account.error()));
            reply.ok(interactiveReply(*account, m_signIn(session, *account)));
        }));
}

} // namespace session::authentication
