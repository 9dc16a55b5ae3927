#include <core/session/networkdata.h>

namespace session {

namespace {

// What the other players should see of a connection that comes over loopback: its player sits at the server itself.
base::Ipv4 seenFromOutside(base::Ipv4 source, const Settings &settings)
{
    return source.isLoopback() && !settings.lanAddress.isUnset() ? settings.lanAddress : source;
}

} // namespace

void completeAddress(AddressUnion &address, const Settings &settings, base::Ipv4 source)
{
    AddressPair *pair = address.get<2>();
    if (pair == nullptr)
        return;
    switch (settings.qos.type) {
    case QosType::Local:
    case QosType::Official:
    case QosType::Custom:
        if (pair->external.ip.isUnset()) {
            pair->external.ip = seenFromOutside(source, settings);
            pair->external.port = pair->internal.port;
        } else if (pair->external.ip.isLoopback()) {
            // The QoS helper of a player beside the server sees loopback too.
            pair->external.ip = seenFromOutside(pair->external.ip, settings);
        }
        break;
    case QosType::Hamachi:
        pair->internal.ip = source.isLoopback() ? settings.qos.hamachiHost : source;
        break;
    case QosType::Disabled:
        break;
    }
}

quint32 knownNatType(quint32 type) noexcept
{
    const auto unknown = static_cast<quint32>(NatType::Unknown);
    return type < unknown ? type : unknown;
}

} // namespace session
