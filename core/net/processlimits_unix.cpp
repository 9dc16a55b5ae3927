#include <core/net/processlimits.h>

#include <sys/resource.h>
#ifdef __APPLE__
#include <algorithm>
#include <climits>
#endif

namespace net {

long raiseDescriptorLimit()
{
    rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    rlim_t wanted = limit.rlim_max;
#ifdef __APPLE__
    wanted = std::min<rlim_t>(wanted, OPEN_MAX); // more is refused although the hard limit says unlimited
#endif
    if (limit.rlim_cur < wanted) {
        const rlim_t before = limit.rlim_cur;
        limit.rlim_cur = wanted;
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
            limit.rlim_cur = before;
    }
    return static_cast<long>(limit.rlim_cur);
}

} // namespace net
