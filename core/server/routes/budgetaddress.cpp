#include <core/server/routes/budgetaddress.h>

#include <QCryptographicHash>
#include <QtEndian>

namespace server {

namespace {

constexpr base::Ipv4 kThisComputer {0x7F000001};

// A /64 is what one household gets; each becomes a number of the reserved range 240.0.0.0/4, those of local networks
// one of 10.0.0.0/8, so that budgets see neighbours as neighbours.
base::Ipv4 standingFor(const QHostAddress &address)
{
    if (const auto v4 = net::Endpoint {address, 0}.ipv4())
        return *v4;
    if (address.isNull() || address.isLoopback())
        return kThisComputer;
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const QByteArray digest = QCryptographicHash::hash(QByteArrayView(&bytes.c[0], 8), QCryptographicHash::Sha256);
    const auto number = qFromBigEndian<quint32>(digest.constData());
    const bool local = address.isLinkLocal() || address.isUniqueLocalUnicast();
    return {local ? 0x0A000000U | (number >> 8U) : 0xF0000000U | (number >> 4U)};
}

} // namespace

base::Ipv4 budgetAddress(const http::Request &request, http::ProxyMode mode)
{
    if (const auto v4 = http::clientAddress(request.head.headers, request.peer, mode))
        return *v4;
    if (const auto named = http::addressFromProxy(request.head.headers, mode)) {
        const QHostAddress address(QString::fromLatin1(*named));
        if (!address.isNull())
            return standingFor(address);
    }
    return standingFor(request.peer.address);
}

} // namespace server
