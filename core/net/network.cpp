#include <core/net/network.h>

#include <core/net/hostlookup.h>
#include <core/net/singledatagrams.h>

namespace net {

Result<std::unique_ptr<DatagramTransport>, NetError> Network::bindDatagrams(const QHostAddress &address, quint16 port,
                                                                            DatagramBatchHandler &handler)
{
    auto transport = std::make_unique<SingleDatagrams>(handler);
    if (const auto bound = transport->bind(*this, address, port); !bound)
        return base::failure(bound.error());
    return std::unique_ptr<DatagramTransport>(std::move(transport));
}

std::unique_ptr<ConnectAttempt> Network::resolve(const QString &host, ResolveCallback done)
{
    return std::make_unique<HostLookup>(*this, host, std::move(done));
}

} // namespace net
