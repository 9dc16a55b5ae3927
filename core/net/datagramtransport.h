#pragma once
// Many datagrams on one socket: for a relay that passes on tens of thousands a second. Arrivals come in batches, what
// is sent in one turn leaves together, and no datagram costs an allocation. On Linux a batch is one system call
// (recvmmsg, sendmmsg); elsewhere, and in memory, it stands on a DatagramSocket. Thread of the Network.

#include <core/net/socketaddress.h>

#include <span>

namespace net {

struct Datagram
{
    ByteView payload; // dies with the call it is given to
    SocketAddress from;
};

class DatagramBatchHandler
{
public:
    DatagramBatchHandler() = default;
    DatagramBatchHandler(const DatagramBatchHandler &) = delete;
    DatagramBatchHandler &operator=(const DatagramBatchHandler &) = delete;
    virtual ~DatagramBatchHandler() = default;
    // Does not destroy the transport.
    virtual void onDatagrams(std::span<const Datagram> batch) = 0;
};

class DatagramTransport
{
public:
    DatagramTransport() = default;
    DatagramTransport(const DatagramTransport &) = delete;
    DatagramTransport &operator=(const DatagramTransport &) = delete;
    virtual ~DatagramTransport() = default;

    // One datagram of two parts, together at most 65507 bytes; copied. Leaves at the end of the batch or turn at the
    // latest. Dropped when the system has no room or refuses it.
    virtual void send(ByteView head, ByteView payload, const SocketAddress &to) = 0;
    [[nodiscard]] virtual quint16 port() const = 0;
    // Sent by us and refused by the system.
    [[nodiscard]] virtual quint64 dropped() const = 0;
};

} // namespace net
