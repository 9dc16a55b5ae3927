#pragma once
// The open routes about the server itself: the look-up every client starts with, what the web dashboard asks first,
// and the upgrade that turns a connection into a Blaze stream.

#include <core/http/clientaddress.h>
#include <core/http/router.h>
#include <core/session/tokens.h>

#include <functional>

namespace server {

struct ServerRoutes
{
    session::Tokens &tokens;
    http::ProxyMode proxyMode = http::ProxyMode::Direct;
    bool registrationDisabled = false;
    // As players see it; nullopt: no UDP tunnel. Asked at each look-up, since the port is bound later.
    std::function<std::optional<quint16>()> tunnelPort {};

    // A game has come: its address, its association or none, its raw stream and what arrived behind the request.
    using GameCallback = std::function<void(base::Ipv4 from, std::optional<session::AssociationId> association,
                                            net::StreamPtr stream, const QByteArray &leftover)>;
    GameCallback gameArrived {};

    // Asked before each look-up, which hands out a token nobody has to log in for; false: too many from there. Unset:
    // no limit.
    std::function<bool(const http::Request &request)> mayLookUp {};

    void addTo(http::Router &router) const;
};

} // namespace server
