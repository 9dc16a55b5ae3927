#include <core/session/commands/authentication/logout.h>

namespace session::authentication {

LogoutHandler::LogoutHandler(Presence &presence)
    : m_presence(presence)
{}

void LogoutHandler::operator()(const blaze::Empty & /*request*/, blaze::Context &context,
                               blaze::Reply<blaze::Empty> reply)
{
    Session &session = Session::of(context);
    reply.ok();
    m_presence.signOut(session);
}

} // namespace session::authentication
