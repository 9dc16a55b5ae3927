#pragma once
// The requests a server sees of us, byte for byte. Lines stand in the order and case of the published connector, so
// that every published server and the proxies in front of it meet nothing new. Pure; any thread.

#include <QByteArray>
#include <QUrl>

namespace connector {

inline constexpr QLatin1StringView kLookupRoute("api/server");
inline constexpr QLatin1StringView kUpgradeRoute("api/server/upgrade");
inline constexpr QLatin1StringView kTelemetryRoute("api/server/telemetry");
inline constexpr QLatin1StringView kTunnelRoute("api/server/tunnel");

// GET with accept, user-agent, host.
[[nodiscard]] QByteArray lookupRequest(const QUrl &url);

// GET with connection, upgrade, the four legacy lines, x-association (left out when null), accept, user-agent, host.
// Servers before 0.5.10 refuse an upgrade without the legacy lines and tell the game the address in them; later
// ones always name 127.0.0.1:42131. So they carry our local HTTP port, and every server says the same.
[[nodiscard]] QByteArray upgradeRequest(const QUrl &url, const QString &association, quint16 httpPort);

// GET with connection, upgrade, x-association, accept, user-agent, host: without the legacy lines, which nobody reads
// here.
[[nodiscard]] QByteArray tunnelRequest(const QUrl &url, const QString &association);

// POST with content-type, x-association (left out when null; published connectors send none), accept, user-agent, host,
// content-length and the body.
[[nodiscard]] QByteArray telemetryRequest(const QUrl &url, const QString &association, const QByteArray &body);

} // namespace connector
