#include <core/connector/proxyrequest.h>

#include <core/base/limits.h>
#include <core/connector/serveraddress.h>
#include <core/http/percent.h>

#include <algorithm>
#include <array>

namespace connector {

namespace {

constexpr char kUserAgent[] = "RelayDeck/" RELAYDECK_VERSION;

// Of one connection, or written anew by whoever sends the answer on.
constexpr std::array kOwnHeaders {
    "connection",          "keep-alive", "transfer-encoding", "upgrade",        "proxy-authenticate",
    "proxy-authorization", "te",         "trailer",           "content-length", "content-type"};

bool mayClimb(QByteArrayView path)
{
    qsizetype from = 0;
    while (from <= path.size()) {
        qsizetype end = path.indexOf('/', from);
        if (end < 0)
            end = path.size();
        // Decoded to the end: whoever stands behind us may decode once more than we do.
        QByteArray segment = path.sliced(from, end - from).toByteArray();
        for (QByteArray decoded = http::percentDecoded(segment); decoded != segment;
             decoded = http::percentDecoded(segment))
            segment = decoded;
        // Whatever is left of them is no escape to us, but laxer decoders read one: "%2^" as a dot, for example.
        if (segment.contains('%'))
            return true;
        segment.replace('\\', '/');
        const QList<QByteArray> parts = segment.split('/');
        if (parts.contains("..") || parts.contains("."))
            return true;
        from = end + 1;
    }
    return false;
}

} // namespace

std::optional<QByteArray> proxyTarget(const QUrl &base, const http::RequestHead &head)
{
    if (head.target.size() > base::kProxyTargetMax || !head.target.startsWith('/'))
        return std::nullopt;
    QByteArrayView rest = head.target;
    while (rest.startsWith('/'))
        rest = rest.sliced(1);
    const qsizetype query = rest.indexOf('?');
    const QByteArrayView path = query < 0 ? rest : rest.first(query);
    if (mayClimb(path) || path.contains('#'))
        return std::nullopt;
    return requestTarget(base.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment)) + rest.toByteArray();
}

bool isAskedOfUs(const http::RequestHead &head)
{
    const auto host = head.headers.first("host");
    if (!host)
        return true;
    const qsizetype colon = host->lastIndexOf(':');
    const QByteArray name = (colon < 0 ? *host : host->first(colon)).toByteArray().toLower();
    return name == "127.0.0.1" || name == "localhost";
}

std::vector<std::pair<QByteArray, QByteArray>> proxyHeaders(const QUrl &base, const http::RequestHead &head)
{
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    for (const QByteArrayView name :
         {QByteArrayView("if-none-match"), QByteArrayView("if-modified-since"), QByteArrayView("range")}) {
        if (const auto value = head.headers.first(name))
            headers.emplace_back(name.toByteArray(), value->toByteArray());
    }
    headers.emplace_back("accept", "*/*");
    headers.emplace_back("user-agent", kUserAgent);
    headers.emplace_back("host", hostHeader(base));
    headers.emplace_back("connection", "close");
    return headers;
}

http::Response proxyAnswer(const http::ResponseHead &head, QByteArray body)
{
    http::Response response;
    response.status = head.status;
    response.contentType = head.headers.first("content-type").value_or(QByteArrayView()).toByteArray();
    response.body = std::move(body);
    for (int i = 0; i < head.headers.count(); ++i) {
        const http::Headers::Line line = head.headers.at(i);
        const QByteArray name = line.name.toByteArray().toLower();
        const bool own =
            std::any_of(kOwnHeaders.begin(), kOwnHeaders.end(), [&name](const char *known) { return name == known; });
        if (!own && !head.headers.hasWord("connection", name))
            response.headers.add(line.name, line.value);
    }
    return response;
}

} // namespace connector
