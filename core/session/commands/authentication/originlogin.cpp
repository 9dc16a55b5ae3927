#include <core/session/commands/authentication/originlogin.h>

namespace session::authentication {

OriginLoginHandler::OriginLoginHandler(OriginService *service, SignIn signIn)
    : m_service(service)
    , m_signIn(signIn)
{}

void OriginLoginHandler::operator()(const OriginLoginRequest &request, blaze::Context &context,
                                    blaze::Reply<FullLoginResponse> reply)
{
    if (m_service == nullptr)
        return reply.fail(blaze::Error::System);
    Session &session = Session::of(context);
    m_service->logIn(base::Secret(request.token), request.type,
                     context.guard([this, &session, reply = std::move(reply)](std::optional<Account> account) mutable {
                         if (!account)
                             return reply.fail(blaze::Error::System);
                         const QByteArray key = m_signIn(session, *account);
                         reply.ok(fullReply(*account, key, key));
                     }));
}

} // namespace session::authentication
