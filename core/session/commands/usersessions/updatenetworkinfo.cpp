#include <core/session/commands/usersessions/updatenetworkinfo.h>

#include <core/session/subscriptions.h>

namespace session::usersessions {

UpdateNetworkInfoHandler::UpdateNetworkInfoHandler(Settings settings)
    : m_settings(std::move(settings))
{}

void UpdateNetworkInfoHandler::operator()(const UpdateNetworkInfoRequest &request, blaze::Context &context,
                                          blaze::Reply<blaze::Empty> reply)
{
    reply.ok();
    Session &session = Session::of(context);
    if (session.player() == nullptr)
        return;
    NetworkData &network = session.player()->network;
    network.address = request.address;
    completeAddress(network.address, m_settings, session.source());
    network.qos = request.qos;
    network.qos.natType = knownNatType(request.qos.natType);
    network.latencies.clear();
    network.latencies.reserve(request.latencies.size());
    for (const auto &[site, milliseconds] : request.latencies)
        network.latencies.append(milliseconds);
    publish(session);
}

} // namespace session::usersessions
