#include <core/session/commands/util/preauth.h>

#include <core/base/limits.h>

namespace session::util {

namespace {

QosSite siteOf(const Settings &settings)
{
    QosSite site;
    switch (settings.qos.type) {
    case QosType::Local:
        site.host = QByteArrayLiteral("127.0.0.1");
        site.port = settings.httpPort;
        break;
    case QosType::Official:
        site.host = QByteArrayLiteral("gossjcprod-qos01.ea.com");
        site.port = 17502;
        break;
    case QosType::Custom:
        site.host = settings.qos.host.toUtf8();
        site.port = settings.qos.port;
        break;
    case QosType::Disabled:
    case QosType::Hamachi:
        site.host = QByteArrayLiteral("0");
        break;
    }
    return site;
}

} // namespace

PreAuthHandler::PreAuthHandler(const Settings &settings)
{
    m_response.components = {0x1, 0x19,   0x4,    0x1C,   0x7,    0x9,    0xF802, 0x7800,
                             0xF, 0x7801, 0x7802, 0x7803, 0x7805, 0x7806, 0x7D0};
    m_response.settings.values = {
        {QByteArrayLiteral("pingPeriod"), QByteArray::number(std::chrono::seconds(base::kPingPeriod).count()) + 's'},
        {QByteArrayLiteral("voipHeadsetUpdateRate"), QByteArrayLiteral("1000")},
        {QByteArrayLiteral("xlspConnectionIdleTimeout"), QByteArrayLiteral("300")},
    };
    m_response.qos.bandwidth = siteOf(settings);
    // One site only: each further one is a probe that fails.
    if (settings.qos.type != QosType::Disabled && settings.qos.type != QosType::Hamachi)
        m_response.qos.sites = {{QByteArrayLiteral("ea-sjc"), m_response.qos.bandwidth}};
    m_response.serverVersion = QByteArrayLiteral("Blaze 3.15.08.0 (CL# 1905397)\n");
}

void PreAuthHandler::operator()(const blaze::Empty & /*request*/, blaze::Context & /*context*/,
                                blaze::Reply<PreAuthResponse> reply)
{
    reply.ok(m_response);
}

} // namespace session::util
