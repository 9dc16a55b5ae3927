#pragma once
// The client's IPv4 address: the peer of the connection, or what a trusted reverse proxy says in the one header the
// operator named. Never a header when there is no such proxy. IPv4 mapped into IPv6 is unwrapped in both places.

#include <core/base/ids.h>
#include <core/base/result.h>
#include <core/http/message.h>
#include <core/net/transport.h>

namespace http {

enum class ProxyMode {
    Direct,              // the peer is the client
    TrustedProxy,        // every connection comes from our own reverse proxy, which says in X-Real-IP for whom
    TrustedForwardedFor, // likewise, but as the first entry of X-Forwarded-For: some tunnel services send no other
};

// What the proxy wrote for the client's address, as it stands; nullopt without a proxy or without its header.
[[nodiscard]] std::optional<QByteArrayView> addressFromProxy(const Headers &headers, ProxyMode mode);

// The error is the text of the 400 answer.
[[nodiscard]] base::Result<base::Ipv4, QString> clientAddress(const Headers &headers, const net::Endpoint &peer,
                                                              ProxyMode mode);

} // namespace http
