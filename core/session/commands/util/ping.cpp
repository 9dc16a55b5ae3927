#include <core/session/commands/util/ping.h>

namespace session::util {

PingHandler::PingHandler(Sessions &sessions, const base::Clock &clock)
    : m_sessions(sessions)
    , m_clock(clock)
{}

void PingHandler::operator()(const blaze::Empty & /*request*/, blaze::Context &context,
                             blaze::Reply<PingResponse> reply)
{
    m_sessions.pinged(Session::of(context));
    reply.ok({m_clock.unixSeconds()});
}

} // namespace session::util
