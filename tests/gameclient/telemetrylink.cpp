#include <tests/gameclient/telemetrylink.h>

namespace gameclient {

using namespace Qt::StringLiterals;

TelemetryLink::TelemetryLink(net::Network &network, quint16 port, const QByteArray &message,
                             base::MoveOnlyFunction<void(const QString &problem)> done)
    : m_done(std::move(done))
{
    net::ConnectOptions options;
    options.host = u"127.0.0.1"_s;
    options.port = port;
    m_attempt = network.connectTo(options, [this, message](auto stream) {
        if (!stream)
            return give(u"no connection for telemetry: "_s + stream.error().detail);
        m_stream = std::move(*stream);
        m_stream->setHandler(this);
        m_stream->setReading(true);
        m_stream->write(base::asBytes(message));
        m_stream->finish(); // and goes on listening: there must be nothing to hear
    });
}

TelemetryLink::~TelemetryLink() = default;

void TelemetryLink::onBytes(base::ByteView /*bytes*/)
{
    give(u"the telemetry port sent something back"_s);
}

void TelemetryLink::onClosed(net::CloseReason reason)
{
    give(reason == net::CloseReason::Finished ? QString() : u"the telemetry connection broke"_s);
}

void TelemetryLink::give(const QString &problem)
{
    if (auto done = std::move(m_done))
        done(problem); // this object may be gone behind here
}

} // namespace gameclient
