#pragma once
// Between our addresses and sockaddr. Included by the sources of socketcalls only, after the system's socket headers.

#include <core/net/socketcalls.h>

#include <cstring>

namespace net::sys {

// Fills `storage` and returns its length.
inline int toSystem(const QHostAddress &address, quint16 port, sockaddr_storage &storage)
{
    storage = {};
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in in {};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr.s_addr = htonl(address.toIPv4Address());
        std::memcpy(&storage, &in, sizeof in);
        return sizeof in;
    }
    sockaddr_in6 in {};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    const Q_IPV6ADDR v6 = address.toIPv6Address(); // of QHostAddress::Any too: all zeros
    std::memcpy(&in.sin6_addr, &v6, sizeof in.sin6_addr);
    in.sin6_scope_id = address.scopeId().toUInt();
    std::memcpy(&storage, &in, sizeof in);
    return sizeof in;
}

inline int toSystem(const SocketAddress &address, sockaddr_storage &storage)
{
    if (!address.v6) {
        sockaddr_in in {};
        in.sin_family = AF_INET;
        in.sin_port = htons(address.port);
        std::memcpy(&in.sin_addr, address.bytes.data(), 4);
        std::memcpy(&storage, &in, sizeof in);
        return sizeof in;
    }
    sockaddr_in6 in {};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(address.port);
    std::memcpy(&in.sin6_addr, address.bytes.data(), sizeof in.sin6_addr);
    std::memcpy(&storage, &in, sizeof in);
    return sizeof in;
}

inline SocketAddress fromSystem(const sockaddr_storage &storage)
{
    SocketAddress address;
    if (storage.ss_family == AF_INET) {
        sockaddr_in in {};
        std::memcpy(&in, &storage, sizeof in);
        std::memcpy(address.bytes.data(), &in.sin_addr, 4);
        address.port = ntohs(in.sin_port);
    } else if (storage.ss_family == AF_INET6) {
        sockaddr_in6 in {};
        std::memcpy(&in, &storage, sizeof in);
        std::memcpy(address.bytes.data(), &in.sin6_addr, 16);
        address.port = ntohs(in.sin6_port);
        address.v6 = true;
    }
    return address;
}

} // namespace net::sys
