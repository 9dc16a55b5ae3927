#pragma once
// From what a person types or pastes to the base URL of a server. Pure; any thread.
//
//   10.0.0.5               → http://10.0.0.5/
//   play.example:443       → https://play.example/     (the scheme was a guess, and 443 says otherwise)
//   https://h/test         → https://h/test/           (every endpoint lies below the base)
//
// Query and fragment are dropped, a user name is refused (it would be sent in clear to whoever answers), short
// IPv4 forms become four numbers, international names become their ASCII form.

#include <core/base/result.h>
#include <core/connector/status.h>

#include <QByteArray>

namespace connector {

struct ServerAddress
{
    QUrl base;                  // http or https, a host, a path that ends in '/', no default port
    bool schemeGuessed = false; // none was typed
};

// Fails with BadAddress, UnsupportedScheme or UserInfoInAddress; `understood` then holds the trimmed text.
[[nodiscard]] base::Result<ServerAddress, LookupError> parseServerAddress(const QString &typed);

// What the wire needs of a URL.
[[nodiscard]] QUrl endpointOf(const QUrl &base, const QString &route); // …/sub/ + "api/server"; no reference resolution
[[nodiscard]] QByteArray requestTarget(const QUrl &url);               // "/sub/api/server?x=1"
[[nodiscard]] QByteArray hostHeader(const QUrl &url);                  // "h", "h:8080", "[::1]:8080"
[[nodiscard]] QString hostOf(const QUrl &url);                         // ASCII form, no brackets
[[nodiscard]] quint16 portOf(const QUrl &url);                         // 80 and 443 when none is named

// The address a redirect leads to; nullopt when it leaves the host or goes back from https to http.
// `location` may be absolute or relative to `from`.
[[nodiscard]] std::optional<QUrl> redirectTarget(const QUrl &from, const QByteArray &location);

} // namespace connector
