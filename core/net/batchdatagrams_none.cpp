// Systems without calls for many datagrams at once.

#include <core/net/batchdatagrams.h>

namespace net {

std::optional<Result<std::unique_ptr<DatagramTransport>, NetError>>
bindBatchDatagrams(StreamHome & /*home*/, const QHostAddress & /*address*/, quint16 /*port*/,
                   DatagramBatchHandler & /*handler*/)
{
    return std::nullopt;
}

} // namespace net
