#include <core/session/commands/usersessions/resumesession.h>

namespace session::usersessions {

ResumeSessionHandler::ResumeSessionHandler(authentication::TokenLogin login)
    : m_login(login)
{}

void ResumeSessionHandler::operator()(const ResumeSessionRequest &request, blaze::Context &context,
                                      blaze::Reply<authentication::FullLoginResponse> reply)
{
    m_login.run(request.key, context, std::move(reply));
}

} // namespace session::usersessions
