#include <core/connector/requestheads.h>

#include <core/connector/serveraddress.h>

namespace connector {

namespace {

constexpr char kUserAgent[] = "RelayDeck/" RELAYDECK_VERSION;

QByteArray requestLine(const QUrl &url)
{
    return "GET " + requestTarget(url) + " HTTP/1.1\r\n";
}

QByteArray lastLines(const QUrl &url)
{
    return QByteArray("user-agent: ") + kUserAgent + "\r\nhost: " + hostHeader(url) + "\r\n\r\n";
}

// A token comes from a server: what could end a header line stays out.
QByteArray headerValue(const QString &text)
{
    QByteArray value;
    for (const char c : text.toLatin1()) {
        if (c > 0x1F && c != 0x7F)
            value.append(c);
    }
    return value;
}

} // namespace

QByteArray lookupRequest(const QUrl &url)
{
    return requestLine(url) + "accept: application/json\r\n" + lastLines(url);
}

QByteArray upgradeRequest(const QUrl &url, const QString &association, quint16 httpPort)
{
    QByteArray head = requestLine(url) +
                      "connection: Upgrade\r\n"
                      "upgrade: blaze\r\n"
                      "x-pocket-relay-scheme: http\r\n"
                      "x-pocket-relay-host: 127.0.0.1\r\n"
                      "x-pocket-relay-port: " +
                      QByteArray::number(httpPort) + "\r\nx-pocket-relay-local-http: true\r\n";
    if (!association.isNull())
        head += "x-association: " + headerValue(association) + "\r\n";
    return head + "accept: */*\r\n" + lastLines(url);
}

QByteArray tunnelRequest(const QUrl &url, const QString &association)
{
    return requestLine(url) + "connection: Upgrade\r\nupgrade: tunnel\r\nx-association: " + headerValue(association) +
           "\r\naccept: */*\r\n" + lastLines(url);
}

QByteArray telemetryRequest(const QUrl &url, const QString &association, const QByteArray &body)
{
    QByteArray request = "POST " + requestTarget(url) + " HTTP/1.1\r\ncontent-type: application/json\r\n";
    if (!association.isNull())
        request += "x-association: " + headerValue(association) + "\r\n";
    request += QByteArray("accept: */*\r\nuser-agent: ") + kUserAgent + "\r\nhost: " + hostHeader(url) +
               "\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    return request + body;
}

} // namespace connector
