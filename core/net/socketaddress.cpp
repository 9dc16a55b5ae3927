#include <core/net/socketcalls.h>

#include <cstring>

namespace net::sys {

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

bool SocketAddress::isLoopback() const
{
    if (!v6)
        return bytes[0] == 127;
    return endpoint().isLoopback();
}

} // namespace net::sys
