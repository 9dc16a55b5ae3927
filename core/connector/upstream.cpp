#include <core/connector/upstream.h>

namespace connector {

std::unique_ptr<Operation> Upstream::openTunnel(const ServerInfo & /*server*/, const QString & /*association*/,
                                                OpenDone done)
{
    done(base::failure(UpgradeError {UpgradeErrorKind::ServerStopped}));
    return nullptr;
}

std::unique_ptr<tunnel::Link> Upstream::openOwnTunnel(tunnel::LinkHandler & /*handler*/)
{
    return nullptr;
}

} // namespace connector
