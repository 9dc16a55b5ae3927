#include <core/session/commands/authentication/createaccount.h>

#include <core/base/email.h>
#include <core/base/limits.h>
#include <core/session/errorcodes.h>

namespace session::authentication {

CreateAccountHandler::CreateAccountHandler(Accounts &accounts, SignIn signIn)
    : m_accounts(accounts)
    , m_signIn(signIn)
{}

void CreateAccountHandler::operator()(const CreateAccountRequest &request, blaze::Context &context,
                                      blaze::Reply<InteractiveLoginResponse> reply)
{
    if (!base::isEmailAddress(request.email))
        return reply.fail(blaze::Error::InvalidEmail);
    if (request.password.isEmpty())
        return reply.fail(blaze::Error::FieldTooShort);
    if (request.password.size() > base::kPasswordBytesMax)
        return reply.fail(blaze::Error::FieldTooLong);
    Session &session = Session::of(context);
    m_accounts.create(
        request.email, request.password.clone(),
        context.guard([this, &session, reply = std::move(reply)](Result<Account, AccountError> account) mutable {
            if (!account)
                return reply.fail(toBlaze(account.error()));
            reply.ok(interactiveReply(*account, m_signIn(session, *account)));
        }));
}

} // namespace session::authentication
