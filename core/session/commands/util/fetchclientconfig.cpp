#include <core/session/commands/util/fetchclientconfig.h>

namespace session::util {

FetchClientConfigHandler::FetchClientConfigHandler(ContentSource &content)
    : m_content(content)
{}

void FetchClientConfigHandler::operator()(const FetchClientConfigRequest &request, blaze::Context & /*context*/,
                                          blaze::Reply<FetchClientConfigResponse> reply)
{
    const auto values = m_content.clientConfig(request.name);
    if (!values)
        return reply.fail(blaze::Error::System);
    reply.ok({*values});
}

} // namespace session::util
