// Systems that tell a port's holder only to tools with special rights, macOS among them: nothing is known here.

#include <core/net/portowner.h>

namespace net {

std::optional<QString> programHolding(quint16 /*port*/, PortProtocol /*protocol*/)
{
    return std::nullopt;
}

} // namespace net
