#include <core/connector/telemetrypost.h>

#include <core/base/limits.h>
#include <core/connector/requestheads.h>
#include <core/connector/serveraddress.h>

namespace connector {

TelemetryPost::TelemetryPost(net::Network &network)
    : m_network(network)
    , m_deadline(network)
{}

TelemetryPost::~TelemetryPost() = default;

void TelemetryPost::send(const ServerInfo &server, const QString &association, const TelemetryRecord &record,
                         base::MoveOnlyFunction<void(bool)> done)
{
    Q_ASSERT(!m_done);
    m_url = endpointOf(server.base, kTelemetryRoute);
    m_request = telemetryRequest(m_url, association, telemetryBody(record));
    m_done = std::move(done);
    m_deadline.start(base::kTelemetryPostDeadline, [this] {
        m_stream.reset(); // whatever it still says belongs to nobody
        m_attempt.reset();
        finish(false);
    });
    if (m_stream && m_connectedTo == m_url) {
        m_fresh = false;
        write();
    } else {
        connectTo(m_url);
    }
}

void TelemetryPost::connectTo(const QUrl &url)
{
    m_stream.reset();
    m_connectedTo = url;
    m_fresh = true;
    const net::ConnectOptions options {.host = hostOf(url),
                                       .port = portOf(url),
                                       .tls = url.scheme() == QLatin1String("https"),
                                       .deadline = base::kTelemetryPostDeadline};
    m_attempt = m_network.connectTo(options, [this](auto stream) {
        if (!stream)
            return finish(false);
        m_stream = std::move(*stream);
        m_stream->setHandler(this);
        write();
    });
}

void TelemetryPost::write()
{
    m_status = 0;
    m_parser = std::make_unique<http::ResponseParser>(base::kLookupBodyMax);
    m_stream->write(base::asBytes(m_request));
}

void TelemetryPost::onBytes(base::ByteView bytes)
{
    if (!m_done) { // an answer nobody asked for
        m_stream.reset();
        return;
    }
    m_parser->feed(bytes);
    std::ignore = needsMore();
}

// False when the request is over, and this object perhaps gone.
bool TelemetryPost::needsMore()
{
    while (true) {
        const auto event = m_parser->next();
        if (!event) {
            lost();
            return false;
        }
        if (!*event)
            return true;
        if (const auto *head = std::get_if<http::ResponseHead>(&**event)) {
            m_status = head->status;
            m_keepAlive = head->keepAlive;
        } else if (std::holds_alternative<http::MessageEnd>(**event)) {
            if (!m_keepAlive)
                m_stream.reset();
            finish(m_status == 200);
            return false;
        }
    }
}

void TelemetryPost::onEnd()
{
    if (!m_done) {
        m_stream.reset();
        return;
    }
    m_parser->feedEnd();
    if (m_status == 0 || needsMore())
        lost();
}

void TelemetryPost::onClosed(net::CloseReason /*reason*/)
{
    if (m_done)
        lost();
    else
        m_stream.reset();
}

// The connection is no more. One that had answered before may have been closed for idleness just as we wrote: then the
// record has not been read, and a new connection is worth one try.
void TelemetryPost::lost()
{
    m_stream.reset();
    if (!m_fresh && m_status == 0)
        connectTo(m_url);
    else
        finish(false);
}

void TelemetryPost::finish(bool taken)
{
    m_deadline.stop();
    if (auto done = std::exchange(m_done, nullptr))
        done(taken); // may destroy this object
}

} // namespace connector
