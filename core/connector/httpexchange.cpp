#include <core/connector/httpexchange.h>

#include <core/base/limits.h>
#include <core/connector/serveraddress.h>

namespace connector {

using namespace Qt::StringLiterals;

HttpExchange::HttpExchange(net::Network &network, ExchangeRequest request, Done done)
    : m_request(std::move(request))
    , m_done(std::move(done))
    , m_parser(base::kLookupBodyMax)
{
    const net::ConnectOptions options {
        .host = hostOf(m_request.url),
        .port = portOf(m_request.url),
        .tls = m_request.url.scheme() == u"https",
        .deadline = base::kConnectDeadline,
        .keepAlive = m_request.keepAlive,
    };
    m_attempt = network.connectTo(options, [this](auto stream) { connected(std::move(stream)); });
}

HttpExchange::~HttpExchange() = default;

void HttpExchange::connected(base::Result<net::StreamPtr, net::NetError> stream)
{
    if (!stream) {
        auto done = std::move(m_done); // outlives this object, which may be destroyed inside
        done(base::failure(ExchangeError {ExchangeError::Kind::Connect, stream.error()}));
        return;
    }
    m_connected = true;
    m_stream = std::move(*stream);
    m_stream->setHandler(this);
    m_stream->write(base::asBytes(m_request.head));
}

void HttpExchange::onBytes(base::ByteView bytes)
{
    m_anyBytes = true;
    m_parser.feed(bytes);
    advance();
}

void HttpExchange::onEnd()
{
    m_parser.feedEnd();
    if (m_anyBytes)
        advance();
    else
        fail(ExchangeError::Kind::EndedSilent);
}

void HttpExchange::onClosed(net::CloseReason reason)
{
    if (reason == net::CloseReason::TlsFailed)
        return fail(ExchangeError::Kind::TlsAlert);
    fail(m_anyBytes ? ExchangeError::Kind::EndedEarly : ExchangeError::Kind::EndedSilent);
}

void HttpExchange::advance()
{
    while (true) {
        auto event = m_parser.next();
        if (!event) {
            switch (event.error()) {
            case http::ResponseError::BodyTooLarge:
                return fail(ExchangeError::Kind::TooLarge);
            case http::ResponseError::EndedEarly:
                return fail(ExchangeError::Kind::EndedEarly);
            case http::ResponseError::Malformed:
            case http::ResponseError::HeadTooLarge:
                return fail(ExchangeError::Kind::Malformed);
            }
        }
        if (!*event)
            return;
        if (const auto *head = std::get_if<http::ResponseHead>(&**event)) {
            m_answer.status = head->status;
            m_answer.location = head->headers.first("location").value_or(QByteArrayView()).toByteArray();
            if (head->status == 101)
                return finish();
        } else if (const auto *chunk = std::get_if<http::BodyChunk>(&**event)) {
            m_answer.body.append(base::asChars(chunk->bytes));
        } else {
            return finish();
        }
    }
}

void HttpExchange::finish()
{
    if (m_answer.status == 101) {
        m_answer.leftover = m_parser.takeRemaining();
        m_answer.stream = std::move(m_stream);
    } else {
        m_stream.reset();
    }
    auto answer = std::move(m_answer);
    auto done = std::move(m_done);
    done(std::move(answer)); // this object may be gone behind here
}

void HttpExchange::fail(ExchangeError::Kind kind)
{
    m_stream.reset();
    auto done = std::move(m_done);
    done(base::failure(ExchangeError {kind, {}}));
}

} // namespace connector
