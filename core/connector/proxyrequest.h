#pragma once
// What of a request of the game is handed on to the server, and what of the answer comes back. Pure; any thread.

#include <core/http/message.h>
#include <core/http/response.h>

#include <QUrl>

#include <optional>
#include <utility>
#include <vector>

namespace connector {

// Where the request leads at the server: the path behind that of the base, joined as text, query and all. Several
// leading slashes count as one. nullopt: nothing a game asks for. A whole URL, "..", also encoded, a path that begins
// with "//", and lengths above kProxyTargetMax would let a request leave the base or the host.
[[nodiscard]] std::optional<QByteArray> proxyTarget(const QUrl &base, const http::RequestHead &head);

// The Host header is one of ours, or there is none. A web page whose name has been bent to 127.0.0.1 sends its own.
[[nodiscard]] bool isAskedOfUs(const http::RequestHead &head);

// In the order they are sent: conditions and range of the game, nothing else of it; then ours.
[[nodiscard]] std::vector<std::pair<QByteArray, QByteArray>> proxyHeaders(const QUrl &base,
                                                                          const http::RequestHead &head);

// Status, headers (repeated ones too) and body, without those that concern one connection only.
[[nodiscard]] http::Response proxyAnswer(const http::ResponseHead &head, QByteArray body);

} // namespace connector
