#include <core/session/commands/util/suspenduserping.h>

#include <core/base/limits.h>

namespace session::util {

SuspendUserPingHandler::SuspendUserPingHandler(Sessions &sessions)
    : m_sessions(sessions)
{}

void SuspendUserPingHandler::operator()(const SuspendUserPingRequest &request, blaze::Context &context,
                                        blaze::Reply<blaze::Empty> reply)
{
    constexpr std::chrono::microseconds granted = base::kPingSuspendGrace;
    const std::chrono::microseconds asked {request.microseconds};
    if (asked < granted)
        return reply.fail(blaze::Error::SuspendTimeTooSmall);
    if (asked > granted)
        return reply.fail(blaze::Error::SuspendTimeTooLarge);
    m_sessions.suspendPing(Session::of(context));
    reply.fail(blaze::Error::PingSuspended);
}

} // namespace session::util
