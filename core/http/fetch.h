#pragma once
// One small request over a connection of its own, for look-ups: no redirects (the caller decides), no cookies, no
// compression, body capped, one deadline over all. Network thread.

#include <core/base/limits.h>
#include <core/base/moveonlyfunction.h>
#include <core/base/result.h>
#include <core/http/message.h>
#include <core/net/network.h>

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace http {

struct FetchRequest
{
    net::ConnectOptions server; // its deadline is for connecting alone
    QByteArray method = "GET";
    QByteArray target = "/"; // as it is to stand in the request line
    // Sent in this order and spelling, nothing is added: give host and, with a body, content-length yourself.
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    qsizetype bodyMax = base::kLookupBodyMax;
    std::chrono::milliseconds deadline = base::kLookupDeadline;
};

struct FetchResponse
{
    ResponseHead head;
    QByteArray body;
};

enum class FetchErrorKind {
    Connect,   // see `connect`
    NoAnswer,  // connected, deadline passed
    Closed,    // connected, ended or broke before a whole answer
    Malformed, // not HTTP
    TooLarge,
};

struct FetchError
{
    FetchErrorKind kind = FetchErrorKind::Connect;
    net::NetError connect {};
};

// Destroying it cancels the request and its callback.
class Fetch
{
public:
    using Callback = base::MoveOnlyFunction<void(base::Result<FetchResponse, FetchError>)>;

    Fetch() = default;
    Fetch(const Fetch &) = delete;
    Fetch &operator=(const Fetch &) = delete;
    virtual ~Fetch() = default;
};

// `done` runs once, later; inside it the Fetch may be destroyed. With a stream no connection is made.
[[nodiscard]] std::unique_ptr<Fetch> fetch(net::Network &network, FetchRequest request, Fetch::Callback done,
                                           net::StreamPtr stream = {});

// "GET /a HTTP/1.1\r\nname: value\r\n…\r\n" for requests that are written by hand (upgrades).
[[nodiscard]] QByteArray requestBytes(QByteArrayView method, QByteArrayView target,
                                      const std::vector<std::pair<QByteArray, QByteArray>> &headers,
                                      QByteArrayView body = {});

} // namespace http
