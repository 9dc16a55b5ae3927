#include <core/server/routes/qosroutes.h>

namespace server {

using namespace Qt::StringLiterals;

namespace {

constexpr quint8 kAddressQuery = 1;
constexpr quint32 kLoopback = 0x7F000001;

struct ProbeQuery
{
    quint8 kind = 0;

    static void read(http::QueryReader &in, ProbeQuery &out)
    {
        std::optional<quint16> port;
        std::optional<quint8> written;
        std::optional<quint8> spelledOut;
        in.number(u"prpt", port);
        in.number(u"qtyp", written);
        in.number(u"qtype", spelledOut);
        if (!port)
            in.fail(u"prpt is missing"_s);
        else if (!written && !spelledOut)
            in.fail(u"qtyp is missing"_s);
        else
            out.kind = written ? *written : *spelledOut;
    }
};

QByteArray element(const char *name, quint32 value)
{
    return QByteArray("    <") + name + '>' + QByteArray::number(value) + "</" + name + ">\n";
}

// The space behind the first element is part of what published servers send.
QByteArray probeDocument(bool address, quint16 port)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qos> \n" + element("numprobes", address ? 0 : 10) +
           element("qosport", port) + element("probesize", address ? 0 : 1200) + element("qosip", kLoopback) +
           element("requestid", 1) + element("reqsecret", address ? 0 : 1) + "</qos>\n";
}

// The two addresses are those of the game's original host, as published servers name them.
QByteArray firewallDocument()
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<firewall>\n"
           "    <ips>\n"
           "        <ips>2733913518</ips>\n"
           "        <ips>2733913519</ips>\n"
           "    </ips>\n"
           "    <numinterfaces>2</numinterfaces>\n"
           "    <ports>\n"
           "        <ports>17500</ports>\n"
           "        <ports>17501</ports>\n"
           "    </ports>\n"
           "    <requestid>747</requestid>\n"
           "    <reqsecret>502</reqsecret>\n"
           "</firewall>\n";
}

QByteArray firewallTypeDocument()
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<firetype>\n"
           "    <firetype>2</firetype>\n"
           "</firetype>\n";
}

} // namespace

void QosRoutes::addTo(http::Router &router) const
{
    router.add(http::Route<ProbeQuery> {
        .path = "/qos/qos",
        .handler =
            [port = probePort](auto call, http::Responder responder) {
                responder.send(http::Response::xml(probeDocument(call.query.kind == kAddressQuery, port)));
            },
    });
    router.add(http::Route<> {
        .path = "/qos/firewall",
        .handler = [](const auto & /*call*/,
                      http::Responder responder) { responder.send(http::Response::xml(firewallDocument())); },
    });
    router.add(http::Route<> {
        .path = "/qos/firetype",
        .handler = [](const auto & /*call*/,
                      http::Responder responder) { responder.send(http::Response::xml(firewallTypeDocument())); },
    });
}

} // namespace server
