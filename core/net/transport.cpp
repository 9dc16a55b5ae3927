#include <core/net/transport.h>

namespace net {

std::optional<base::Ipv4> Endpoint::ipv4() const
{
    bool ok = false;
    const quint32 value = address.toIPv4Address(&ok); // unwraps ::ffff:a.b.c.d
    if (!ok)
        return std::nullopt;
    return base::Ipv4 {value};
}

} // namespace net
