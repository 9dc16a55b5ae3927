#include <core/net/socketaddress.h>

#include <algorithm>
#include <cstring>

namespace net {

SocketAddress SocketAddress::of(const QHostAddress &address, quint16 port)
{
    SocketAddress result;
    result.port = port;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        base::writeU32(reinterpret_cast<std::byte *>(result.bytes.data()), address.toIPv4Address());
    } else {
        const Q_IPV6ADDR v6Address = address.toIPv6Address();
        std::memcpy(result.bytes.data(), &v6Address, result.bytes.size());
        result.v6 = true;
    }
    return result;
}

Endpoint SocketAddress::endpoint() const
{
    if (!v6) {
        const auto *at = reinterpret_cast<const std::byte *>(bytes.data());
        return {QHostAddress(base::readU32(at)), port};
    }
    Q_IPV6ADDR address;
    std::memcpy(&address, bytes.data(), sizeof address);
    return {QHostAddress(address), port};
}

std::optional<base::Ipv4> SocketAddress::ipv4() const
{
    constexpr std::array<quint8, 12> kMapped {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (v6 && !std::equal(kMapped.begin(), kMapped.end(), bytes.begin()))
        return std::nullopt;
    return base::Ipv4 {base::readU32(reinterpret_cast<const std::byte *>(&bytes[v6 ? kMapped.size() : 0]))};
}

bool SocketAddress::isLoopback() const
{
    if (const auto mapped = ipv4())
        return mapped->isLoopback();
    return endpoint().isLoopback();
}

} // namespace net
