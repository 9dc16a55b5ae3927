#include <core/net/processlimits.h>

namespace net {

long raiseDescriptorLimit()
{
    return 0; // sockets are handles here, bounded by memory only
}

} // namespace net
