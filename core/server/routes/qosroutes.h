#pragma once
// What the game asks over HTTP before it measures its connection: where to send its probes, and what kind of router it
// sits behind. The answers lead it to the responder of its own connector (127.0.0.1, UDP 42130); with games relayed by
// the server, exact values hardly matter. Open routes, constant answers as XML. Network thread.
//
//     GET /qos/qos?prpt=PORT&vers=1&qtyp=KIND     the game writes qtyp, others qtype; 1 address, else bandwidth
//     GET /qos/firewall
//     GET /qos/firetype

#include <core/http/router.h>

namespace server {

struct QosRoutes
{
    quint16 probePort = 42130; // of the connector's responder

    void addTo(http::Router &router) const;
};

} // namespace server
