#pragma once
// Heads of requests and responses as values.

#include <core/http/headers.h>

#include <optional>

namespace http {

enum class Method : quint8 {
    Get,
    Head,
    Post,
    Put,
    Delete,
    Patch,
    Options,
    Other,
};

[[nodiscard]] QByteArrayView methodName(Method method); // "OTHER" for Other

struct RequestHead
{
    Method method = Method::Get;
    QByteArray target;    // as sent
    QByteArray path;      // of the target, still percent-encoded; of "http://host/a?b" it is "/a"
    QByteArray query;     // behind the first '?', still encoded
    int versionMinor = 1; // HTTP/1.x
    Headers headers;
    bool keepAlive = true; // what the client asks for
    bool expectContinue = false;
    bool chunked = false;
    std::optional<quint64> contentLength;

    [[nodiscard]] bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
    // An Upgrade header on HTTP/1.1, whatever its value; the Connection header is not asked.
    [[nodiscard]] bool wantsUpgrade() const { return versionMinor >= 1 && headers.contains("upgrade"); }
};

struct ResponseHead
{
    int status = 0;
    int versionMinor = 1;
    QByteArray reason;
    Headers headers;
    bool keepAlive = true;
};

} // namespace http
