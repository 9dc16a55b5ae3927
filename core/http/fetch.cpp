#include <core/http/fetch.h>

#include <core/http/responseparser.h>

namespace http {

namespace {

class FetchJob final : public Fetch, private net::StreamHandler
{
public:
    FetchJob(net::Network &network, FetchRequest request, Callback done, net::StreamPtr stream)
        : m_request(std::move(request))
        , m_done(std::move(done))
        , m_parser(m_request.bodyMax, m_request.method == "HEAD" ? Method::Head : Method::Get)
        , m_deadline(network)
    {
        m_deadline.start(m_request.deadline, [this] {
            fail({m_stream ? FetchErrorKind::NoAnswer : FetchErrorKind::Connect,
                  {net::NetErrorKind::Timeout, QStringLiteral("no connection within the deadline")}});
        });
        if (stream) {
            connected(std::move(stream));
            return;
        }
        m_attempt = network.connectTo(m_request.server, [this](base::Result<net::StreamPtr, net::NetError> result) {
            if (result)
                connected(*std::move(result));
            else
                fail({FetchErrorKind::Connect, result.error()});
        });
    }

private:
    void connected(net::StreamPtr stream)
    {
        m_stream = std::move(stream);
        m_stream->setHandler(this);
        m_stream->write(base::asBytes(
            QByteArrayView(requestBytes(m_request.method, m_request.target, m_request.headers, m_request.body))));
    }

    void onBytes(net::ByteView bytes) override
    {
        m_parser.feed(bytes);
        read();
    }
    void onEnd() override
    {
        m_parser.feedEnd();
        read();
    }
    void onClosed(net::CloseReason reason) override
    {
        // Some systems report the end only together with the closing.
        if (reason == net::CloseReason::Finished)
            onEnd();
        else
            fail({FetchErrorKind::Closed, {}});
    }

    void read()
    {
        for (;;) {
            auto event = m_parser.next();
            if (!event) {
                fail({kindOf(event.error()), {}});
                return;
            }
            if (!*event)
                return;
            if (auto *head = std::get_if<ResponseHead>(&**event)) {
                m_response.head = std::move(*head);
                if (m_response.head.status == 101) {
                    fail({FetchErrorKind::Malformed, {}}); // nobody asked for an upgrade
                    return;
                }
            } else if (const auto *chunk = std::get_if<BodyChunk>(&**event)) {
                m_response.body.append(base::asChars(chunk->bytes));
            } else {
                finish(std::move(m_response));
                return;
            }
        }
    }

    static FetchErrorKind kindOf(ResponseError error)
    {
        switch (error) {
        case ResponseError::EndedEarly:
            return FetchErrorKind::Closed;
        case ResponseError::HeadTooLarge:
        case ResponseError::BodyTooLarge:
            return FetchErrorKind::TooLarge;
        case ResponseError::Malformed:
            break;
        }
        return FetchErrorKind::Malformed;
    }

    void fail(FetchError error) { finish(base::failure(std::move(error))); }
    void finish(base::Result<FetchResponse, FetchError> result)
    {
        m_deadline.stop();
        m_attempt.reset();
        m_stream.reset();
        auto done = std::move(m_done);
        done(std::move(result)); // may destroy us: nothing behind it
    }

    FetchRequest m_request;
    Callback m_done;
    ResponseParser m_parser;
    FetchResponse m_response;
    base::ScopedTimer m_deadline;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    net::StreamPtr m_stream;
};

} // namespace

std::unique_ptr<Fetch> fetch(net::Network &network, FetchRequest request, Fetch::Callback done, net::StreamPtr stream)
{
    return std::make_unique<FetchJob>(network, std::move(request), std::move(done), std::move(stream));
}

QByteArray requestBytes(QByteArrayView method, QByteArrayView target,
                        const std::vector<std::pair<QByteArray, QByteArray>> &headers, QByteArrayView body)
{
    QByteArray out;
    out.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    for (const auto &[name, value] : headers)
        out.append(name).append(": ").append(value).append("\r\n");
    return out.append("\r\n").append(body);
}

} // namespace http
