#pragma once
// Reads the answer to the server look-up: status, then JSON object, ident, version. Pure; any thread.
//
//   { "ident": "POCKET_RELAY_SERVER", "version": "0.8.1", "association": "…", "tunnel_port": 9032 }
//
// Unknown members are skipped. A known member of another type, or given twice, a byte order mark and an empty body
// make the answer unusable. `association` (since 0.6.0) and `tunnel_port` (since 0.7.0) may be absent or null; an
// empty association counts as a token, port 0 as a port. The oldest version we can talk to is 0.5.0.

#include <core/base/bytes.h>
#include <core/base/result.h>
#include <core/connector/status.h>

namespace connector {

// `base` becomes that of the result and is named in errors.
[[nodiscard]] base::Result<ServerInfo, LookupError> readLookupAnswer(int status, base::ByteView body, const QUrl &base);

} // namespace connector
