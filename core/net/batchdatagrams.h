#pragma once
// A DatagramTransport that moves a batch with one system call. Linux; nullopt from bindBatchDatagrams() elsewhere.

#include <core/net/datagramtransport.h>
#include <core/net/network.h>
#include <core/net/streamhome.h>

#include <memory>
#include <optional>

namespace net {

// nullopt: not on this system.
[[nodiscard]] std::optional<Result<std::unique_ptr<DatagramTransport>, NetError>>
bindBatchDatagrams(StreamHome &home, const QHostAddress &address, quint16 port, DatagramBatchHandler &handler);

} // namespace net
