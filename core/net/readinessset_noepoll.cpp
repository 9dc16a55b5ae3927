// For systems without epoll.

#include <core/net/readinessset.h>

namespace net {

std::unique_ptr<ReadinessSet> makeEpollSet(Turn & /*turn*/)
{
    return nullptr;
}

} // namespace net
