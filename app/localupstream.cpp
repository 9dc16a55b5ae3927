#include <app/localupstream.h>

namespace app {

using namespace Qt::StringLiterals;

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
