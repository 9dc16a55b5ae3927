#pragma once
// Whom a budget of requests counts: the client's IPv4 address, or a number that stands for an IPv6 network. Never an
// error: behind a proxy that names nobody all callers share the proxy's budget. Pure.

#include <core/http/clientaddress.h>
#include <core/http/exchange.h>

namespace server {

[[nodiscard]] base::Ipv4 budgetAddress(const http::Request &request, http::ProxyMode mode);

} // namespace server
