#include <core/server/reachable.h>

#include <algorithm>

namespace server {

using namespace Qt::StringLiterals;

namespace {

AddressKind kindOf(net::AdapterKind kind)
{
    switch (kind) {
    case net::AdapterKind::Vpn:
        return AddressKind::Vpn;
    case net::AdapterKind::Loopback:
        return AddressKind::ThisPc;
    case net::AdapterKind::Lan:
    case net::AdapterKind::Virtual:
        return AddressKind::ThisNetwork;
    }
    Q_UNREACHABLE();
}

// A name without scheme means http to every client, unless the port is 443.
QString written(const QHostAddress &address, quint16 port, bool tls)
{
    if (tls)
        return port == 443 ? u"https://"_s + address.toString() : u"https://%1:%2"_s.arg(address.toString()).arg(port);
    return port == 80 ? address.toString() : u"%1:%2"_s.arg(address.toString()).arg(port);
}

bool isAny(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::Any) ||
           address == QHostAddress(QHostAddress::AnyIPv6);
}

} // namespace

QList<ReachableAddress> reachableAddresses(const QList<net::LocalAddress> &local, const QHostAddress &bound,
                                           quint16 port, bool tls)
{
    const bool hasCard = std::ranges::any_of(local, [](const net::LocalAddress &entry) {
        return entry.kind == net::AdapterKind::Lan || entry.kind == net::AdapterKind::Vpn;
    });
    QList<ReachableAddress> result;
    for (const net::LocalAddress &entry : local) {
        if (!isAny(bound) && entry.address != bound)
            continue;
        if (entry.kind == net::AdapterKind::Virtual && hasCard)
            continue;
        result.append(
            {.kind = kindOf(entry.kind), .adapter = entry.adapter, .address = written(entry.address, port, tls)});
    }
    return result;
}

base::Ipv4 lanAddress(const QList<net::LocalAddress> &local)
{
    for (const net::LocalAddress &entry : local) {
        if (entry.kind != net::AdapterKind::Loopback)
            return {entry.address.toIPv4Address()};
    }
    return {};
}

} // namespace server
