#include <tests/gameclient/httpget.h>

#include <optional>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kAnswerMax = 1 << 20; // far above any answer a game asks for this way

// The value of a header line, trimmed; the game does not care about the case of names.
std::optional<QByteArray> header(const QByteArray &head, const QByteArray &name)
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().toLower() == name)
            return line.sliced(colon + 1).trimmed();
    }
    return std::nullopt;
}

// The bytes of a chunked body once its last chunk is there.
std::optional<QByteArray> unchunked(const QByteArray &raw)
{
    QByteArray body;
    qsizetype at = 0;
    while (true) {
        const auto lineEnd = raw.indexOf("\r\n", at);
        bool ok = false;
        const qsizetype size =
            lineEnd < 0 ? 0 : static_cast<qsizetype>(raw.mid(at, lineEnd - at).split(';').first().toUInt(&ok, 16));
        if (lineEnd < 0 || !ok || raw.size() < lineEnd + 2 + size + 2)
            return std::nullopt;
        if (size == 0)
            return body;
        body += raw.mid(lineEnd + 2, size);
        at = lineEnd + 2 + size + 2;
    }
}

} // namespace

HttpGet::HttpGet(net::Network &network, const QString &host, quint16 port, const QByteArray &target, Done done)
    : m_done(std::move(done))
{
    net::ConnectOptions options;
    options.host = host;
    options.port = port;
    const QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: " + host.toLatin1() + ':' +
                               QByteArray::number(port) + "\r\nUser-Agent: ProtoHttp 1.3\r\nConnection: Close\r\n\r\n";
    m_attempt = network.connectTo(options, [this, request](auto stream) {
        if (!stream)
            return give(base::failure(u"no connection for HTTP: "_s + stream.error().detail));
        m_stream = std::move(*stream);
        m_stream->setHandler(this);
        m_stream->setReading(true);
        m_stream->write(base::asBytes(request));
    });
}

HttpGet::~HttpGet() = default;

void HttpGet::onBytes(base::ByteView bytes)
{
    m_received += base::asChars(bytes);
    if (m_received.size() > kAnswerMax)
        return give(base::failure(u"the HTTP answer has no end"_s));
    read(false);
}

void HttpGet::onEnd()
{
    if (!read(true))
        give(base::failure(u"the HTTP answer ended early"_s));
}

void HttpGet::onClosed(net::CloseReason /*reason*/)
{
    give(base::failure(u"the connection for HTTP broke"_s));
}

bool HttpGet::read(bool ended)
{
    const auto end = m_received.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = m_received.left(end);
    HttpAnswer answer;
    answer.status = head.startsWith("HTTP/1.1 ") ? head.sliced(9, qMin<qsizetype>(3, head.size() - 9)).toInt() : 0;
    answer.contentType = header(head, "content-type").value_or(QByteArray());
    const QByteArray rest = m_received.sliced(end + 4);
    if (const auto length = header(head, "content-length")) {
        if (rest.size() < length->toLongLong())
            return false;
        answer.body = rest.left(length->toLongLong());
    } else if (header(head, "transfer-encoding").value_or(QByteArray()).toLower() == "chunked") {
        const auto body = unchunked(rest);
        if (!body)
            return false;
        answer.body = *body;
    } else if (ended) {
        answer.body = rest;
    } else {
        return false;
    }
    give(std::move(answer));
    return true;
}

void HttpGet::give(base::Result<HttpAnswer, QString> result)
{
    if (auto done = std::move(m_done))
        done(std::move(result)); // this object may be gone behind here
}

} // namespace gameclient
