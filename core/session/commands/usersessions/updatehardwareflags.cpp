#include <core/session/commands/usersessions/updatehardwareflags.h>

#include <core/session/subscriptions.h>

namespace session::usersessions {

void UpdateHardwareFlagsHandler::operator()(const UpdateHardwareFlagsRequest &request, blaze::Context &context,
                                            blaze::Reply<blaze::Empty> reply)
{
    reply.ok();
    Session &session = Session::of(context);
    if (session.player() == nullptr)
        return;
    session.player()->network.hardwareFlags = request.flags;
    publish(session);
}

} // namespace session::usersessions
