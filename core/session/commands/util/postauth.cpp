#include <core/session/commands/util/postauth.h>

namespace session::util {

PostAuthHandler::PostAuthHandler(Presence &presence, const Settings &settings, ContentSource &content)
    : m_presence(presence)
{
    m_response.telemetry = TelemetryGroup::of(settings, content);
}

void PostAuthHandler::operator()(const blaze::Empty & /*request*/, blaze::Context &context,
                                 blaze::Reply<PostAuthResponse> reply)
{
    Session &session = Session::of(context);
    m_response.options.user = session.player()->account.id;
    reply.ok(m_response);
    m_presence.enterMenu(session);
}

} // namespace session::util
