#pragma once
// An address and port as a plain value, without allocation: for the peers of thousands of streams and datagrams.

#include <core/base/ids.h>
#include <core/net/transport.h>

#include <array>
#include <optional>

namespace net {

struct SocketAddress
{
    std::array<quint8, 16> bytes {}; // IPv4: the first four
    quint16 port = 0;
    bool v6 = false;

    [[nodiscard]] static SocketAddress of(const QHostAddress &address, quint16 port);
    [[nodiscard]] static SocketAddress of(const Endpoint &endpoint) { return of(endpoint.address, endpoint.port); }
    [[nodiscard]] Endpoint endpoint() const;
    // The IPv4 address, also when it arrives mapped into IPv6; nullopt for a true IPv6 address.
    [[nodiscard]] std::optional<base::Ipv4> ipv4() const;
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] bool isSameHost(const SocketAddress &other) const { return v6 == other.v6 && bytes == other.bytes; }
    bool operator==(const SocketAddress &) const = default;
};

} // namespace net
