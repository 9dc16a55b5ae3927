#include <core/http/response.h>

#include <QJsonDocument>

namespace http {

Response Response::empty(int status)
{
    Response response;
    response.status = status;
    return response;
}

Response Response::text(int status, const QString &text)
{
    Response response = bare(status, text.toUtf8());
    response.contentType = "text/plain; charset=utf-8";
    return response;
}

Response Response::bare(int status, QByteArray body)
{
    Response response = empty(status);
    response.body = std::move(body);
    return response;
}

Response Response::json(const QJsonObject &object, int status)
{
    return json(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

Response Response::json(QByteArray document, int status)
{
    Response response = bare(status, std::move(document));
    response.contentType = "application/json";
    return response;
}

Response Response::xml(QByteArray document, int status)
{
    Response response = bare(status, std::move(document));
    response.contentType = "text/xml";
    return response;
}

Response Response::switchingProtocols(QByteArrayView protocol)
{
    Response response = empty(101);
    response.headers.add("connection", "upgrade");
    response.headers.add("upgrade", protocol);
    return response;
}

void appendHead(QByteArray &out, const Response &response, const AnswerTo &to)
{
    out.append(to.versionMinor >= 1 ? "HTTP/1.1 " : "HTTP/1.0 ");
    out.append(QByteArray::number(response.status));
    out.append(' ');
    out.append(reasonOf(response.status));
    out.append("\r\n");
    const auto line = [&out](QByteArrayView name, QByteArrayView value) {
        out.append(name);
        out.append(": ");
        out.append(value);
        out.append("\r\n");
    };
    if (!response.contentType.isEmpty())
        line("content-type", response.contentType);
    // A 304 would have to give the length of what it does not send.
    const bool hasLength = response.status / 100 != 1 && response.status != 204 && response.status != 304;
    if (hasLength)
        line("content-length", QByteArray::number(response.bodySize()));
    for (int i = 0; i < response.headers.count(); ++i)
        line(response.headers.at(i).name, response.headers.at(i).value);
    if (response.status / 100 != 1) {
        if (to.persist == Persist::Close)
            line("connection", "close");
        else if (to.versionMinor == 0)
            line("connection", "keep-alive");
    }
    out.append("\r\n");
}

bool sendsBody(const Response &response, const AnswerTo &to)
{
    return !to.head && response.bodySize() > 0 && response.status / 100 != 1 && response.status != 204 &&
           response.status != 304;
}

QByteArrayView reasonOf(int status)
{
    switch (status) {
    case 100:
        return "Continue";
    case 101:
        return "Switching Protocols";
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 413:
        return "Payload Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Entity";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Status";
    }
}

} // namespace http
