#include <app/localupstream.h>

namespace app {

using namespace Qt::StringLiterals;

namespace {

// Straight into the server, without HTTP.
class LocalTelemetry final : public connector::TelemetrySink
{
public:
    explicit LocalTelemetry(server::Server &server)
        : m_server(server)
    {}
    void send(const connector::ServerInfo & /*server*/, const QString & /*association*/,
              const connector::TelemetryRecord &record, base::MoveOnlyFunction<void(bool)> done) override
    {
        done(m_server.takeTelemetry(record.values));
    }

private:
    server::Server &m_server;
};

} // namespace

std::unique_ptr<connector::Operation> LocalUpstream::lookUp(LookupDone done)
{
    if (m_server.status().phase != server::Phase::Running) {
        done(base::failure(connector::LookupError {.kind = connector::LookupErrorKind::Refused}));
        return nullptr;
    }
    QUrl base;
    base.setScheme(m_server.status().tls ? u"https"_s : u"http"_s);
    base.setHost(u"127.0.0.1"_s);
    base.setPort(m_server.status().httpPort);
    base.setPath(u"/"_s);
    done(connector::ServerInfo {.base = base, .version = QStringLiteral(RELAYDECK_VERSION)});
    return nullptr;
}

std::unique_ptr<connector::TelemetrySink> LocalUpstream::openTelemetry(const net::Endpoint & /*game*/)
{
    return std::make_unique<LocalTelemetry>(m_server);
}

std::unique_ptr<connector::Operation> LocalUpstream::openBlaze(const connector::ServerInfo & /*server*/,
                                                               const net::Endpoint &game, OpenDone done)
{
    net::StreamPtr stream = m_server.openLocal(game);
    if (!stream)
        done(base::failure(connector::UpgradeError {.kind = connector::UpgradeErrorKind::ServerStopped}));
    else
        done(connector::OpenedStream {.stream = std::move(stream)});
    return nullptr;
}

} // namespace app
