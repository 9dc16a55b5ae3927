#include <core/connector/qosresponder.h>

#include <core/base/limits.h>
#include <core/connector/semanticversion.h>

#include <array>
#include <bit>

namespace connector {

namespace {

constexpr std::size_t kHeadSize = 16;

// Servers from here on replace 0.0.0.0 by the address they see.
bool fillsIn(const QString &version)
{
    const auto known = SemanticVersion::parse(version);
    return !known || *known >= *SemanticVersion::parse(u"0.5.5");
}

std::optional<quint32> ipv4Of(const QString &host)
{
    bool ok = false;
    const quint32 address = QHostAddress(host).toIPv4Address(&ok);
    return ok ? std::optional(address) : std::nullopt;
}

bool isPrivate(quint32 address)
{
    return (address >> 24U) == 10 || (address >> 20U) == 0xAC1 || (address >> 16U) == 0xC0A8 ||
           (address >> 16U) == 0xA9FE || (address >> 22U) == 0x191; // the last: 100.64.0.0/10
}

} // namespace

std::optional<QByteArray> qosAnswer(base::ByteView request, base::Ipv4 address, quint16 sourcePort)
{
    if (request.size() < kHeadSize || request.size() > static_cast<std::size_t>(base::kQosDatagramMax))
        return std::nullopt;
    std::array<std::byte, 10> tail {};
    base::writeU32(tail.data(), address.value);
    base::writeU16(tail.data() + 4, sourcePort);
    return base::toByteArray(request) + base::toByteArray(tail);
}

base::Ipv4 qosAddress(const ServerInfo &server, const QList<net::LocalAddress> &ours, std::optional<base::Ipv4> fixed)
{
    if (fixed)
        return *fixed;
    const auto host = ipv4Of(server.base.host());
    if (fillsIn(server.version) && !(host && isPrivate(*host)))
        return {};
    base::Ipv4 nearest;
    int sharedMost = -1;
    for (const net::LocalAddress &local : ours) {
        bool ok = false;
        const quint32 address = local.address.toIPv4Address(&ok);
        if (!ok || local.kind == net::AdapterKind::Loopback)
            continue;
        const int shared = std::countl_zero(address ^ host.value_or(0));
        if (sharedMost < 0 || (host && shared > sharedMost)) {
            sharedMost = shared;
            nearest = {address};
        }
    }
    return nearest;
}

base::Result<void, net::NetError> QosResponder::open(quint16 port)
{
    auto socket = m_network.bindDatagram(QHostAddress(QHostAddress::LocalHost), port, *this);
    if (!socket)
        return base::failure(socket.error());
    m_socket = std::move(*socket);
    return base::success();
}

void QosResponder::onDatagram(base::ByteView payload, const net::Endpoint &from)
{
    if (const auto answer = qosAnswer(payload, m_address, from.port))
        m_socket->send(base::asBytes(QByteArrayView(*answer)), from);
}

} // namespace connector
