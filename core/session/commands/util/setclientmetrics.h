#pragma once
// What the game found out about the player's router. When the router opened a port, it also told the true outer
// address: that replaces the one we know. Without a login nothing happens. Name and address of the router are personal
// data.

#include <core/session/session.h>

namespace session::util {

struct SetClientMetricsRequest
{
    quint32 flags = 0; // 1 promoted to open, 2 behind two routers, 4 port override
    QByteArray router;
    quint32 allFlags = 0;
    quint32 lastResult = 0;
    quint32 natType = 0;
    quint32 status = 0; // 0 unknown, 1 found, 2 enabled
    base::Ipv4 outerAddress;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"UBFL">(&SetClientMetricsRequest::flags),
                           tdf::field<"UDEV">(&SetClientMetricsRequest::router, tdf::secret),
                           tdf::field<"UFLG">(&SetClientMetricsRequest::allFlags),
                           tdf::field<"ULRC">(&SetClientMetricsRequest::lastResult),
                           tdf::field<"UNAT">(&SetClientMetricsRequest::natType),
                           tdf::field<"USTA">(&SetClientMetricsRequest::status),
                           tdf::field<"UWAN">(&SetClientMetricsRequest::outerAddress, tdf::secret));
    }
};

inline constexpr blaze::Command<SetClientMetricsRequest, blaze::Empty> setClientMetrics {
    .component = blaze::Component::Util,
    .id = 0x16,
    .name = "util.setClientMetrics",
};

class SetClientMetricsHandler
{
public:
    void operator()(const SetClientMetricsRequest &request, blaze::Context &context, blaze::Reply<blaze::Empty> reply);
};

} // namespace session::util
