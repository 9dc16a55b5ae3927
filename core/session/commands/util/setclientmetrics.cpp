#include <core/session/commands/util/setclientmetrics.h>

#include <core/session/subscriptions.h>

namespace session::util {

namespace {
constexpr quint32 kUpnpEnabled = 2;
constexpr quint32 kFlagDoubleNat = 2;
} // namespace

void SetClientMetricsHandler::operator()(const SetClientMetricsRequest &request, blaze::Context &context,
                                         blaze::Reply<blaze::Empty> reply)
{
    reply.ok();
    Session &session = Session::of(context);
    // Behind a second router the outer address of the first one is not what others see.
    const bool knowsAddress =
        request.status == kUpnpEnabled && !request.outerAddress.isUnset() && (request.flags & kFlagDoubleNat) == 0;
    if (!knowsAddress || session.player() == nullptr)
        return;
    AddressUnion &address = session.player()->network.address;
    AddressPair *pair = address.get<2>();
    if (pair == nullptr)
        pair = &address.emplace<2>();
    pair->external.ip = request.outerAddress;
    publish(session);
}

} // namespace session::util
