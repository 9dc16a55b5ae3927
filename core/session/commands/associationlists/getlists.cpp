#include <core/session/commands/associationlists/getlists.h>

namespace session::associationlists {

void GetListsHandler::operator()(const blaze::Empty & /*request*/, blaze::Context & /*context*/,
                                 blaze::Reply<GetListsResponse> reply)
{
    reply.ok({});
}

} // namespace session::associationlists
