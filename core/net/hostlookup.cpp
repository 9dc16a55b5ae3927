#include <core/net/hostlookup.h>

#include <QHostInfo>

#include <algorithm>

namespace net {

HostLookup::HostLookup(base::Scheduler &scheduler, const QString &host, Network::ResolveCallback done)
    : m_done(std::move(done))
    , m_later(scheduler)
{
    if (const QHostAddress literal(host); !literal.isNull()) {
        m_later.start(std::chrono::milliseconds(0), [this, literal] { finish(literal); });
        return;
    }
    m_lookup = QHostInfo::lookupHost(host, &m_context, [this](const QHostInfo &info) {
        m_lookup = -1;
        const QList<QHostAddress> found = info.addresses();
        if (info.error() != QHostInfo::NoError || found.isEmpty())
            return finish(base::failure(NetError {NetErrorKind::HostNotFound, info.errorString()}));
        const auto ipv4 = std::find_if(found.begin(), found.end(), [](const QHostAddress &address) {
            return address.protocol() == QAbstractSocket::IPv4Protocol;
        });
        finish(ipv4 == found.end() ? found.first() : *ipv4);
    });
}

HostLookup::~HostLookup()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
}

void HostLookup::finish(Result<QHostAddress, NetError> result)
{
    auto done = std::move(m_done);
    done(std::move(result)); // this object may be gone behind here
}

} // namespace net
