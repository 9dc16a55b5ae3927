#include <core/session/commands/usersessions/lookupuser.h>

#include <core/session/subscriptions.h>

namespace session::usersessions {

LookupUserHandler::LookupUserHandler(const Presence &presence)
    : m_presence(presence)
{}

void LookupUserHandler::operator()(const LookupUserRequest &request, blaze::Context & /*context*/,
                                   blaze::Reply<LookupUserResponse> reply)
{
    const Session *session = m_presence.find(request.id);
    if (session == nullptr)
        return reply.fail(blaze::Error::UserNotFound);
    LookupUserResponse response;
    response.data = extendedDataOf(*session->player());
    response.user = identificationOf(*session->player());
    reply.ok(response);
}

} // namespace session::usersessions
