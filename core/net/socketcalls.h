#pragma once
// The few calls on system sockets that Qt does not offer, the same on every system: socketcalls_unix.cpp and
// socketcalls_windows.cpp. Descriptors are non-blocking throughout.

#include <core/base/bytes.h>
#include <core/net/network.h>
#include <core/net/socketaddress.h>

#include <array>
#include <chrono>
#include <span>

namespace net::sys {

using net::SocketAddress;

enum class IoStatus {
    Done,
    WouldBlock,
    End, // reading only: the peer sends nothing more
    Broken,
};
struct IoResult
{
    IoStatus status = IoStatus::Broken;
    std::size_t bytes = 0;
};

[[nodiscard]] IoResult readSome(qintptr descriptor, std::span<std::byte> into);
[[nodiscard]] IoResult writeSome(qintptr descriptor, ByteView bytes);
void endWriting(qintptr descriptor);
void closeSocket(qintptr descriptor);
// A second descriptor of the same connection, which stays open when the first is closed; -1 where that is not to be
// had.
[[nodiscard]] qintptr duplicate(qintptr descriptor);
// The next close resets the connection instead of ending it in order.
void resetOnClose(qintptr descriptor);
// The error waiting on the socket, which clears it; 0: none.
[[nodiscard]] int takeError(qintptr descriptor);
[[nodiscard]] SocketAddress localAddressOf(qintptr descriptor);
// Small packets leave at once. Only for descriptors not made by the calls below, which have it.
void setNoDelay(qintptr descriptor);
void setKeepAlive(qintptr descriptor, std::chrono::seconds period);

// A listening socket, bound so that no second program can share the port.
[[nodiscard]] Result<qintptr, NetError> listenTcp(const QHostAddress &address, quint16 port, int backlog);

struct Accepted
{
    qintptr descriptor = -1;
    SocketAddress peer;
};
enum class AcceptStatus {
    Accepted,
    Nothing,   // nobody waits
    Exhausted, // no descriptor or memory left: try again later
    Broken,    // the listening socket is of no use any more
};
[[nodiscard]] AcceptStatus acceptOne(qintptr listener, Accepted &accepted);

// Starts connecting; becomes writable when decided, then ask takeError().
[[nodiscard]] Result<qintptr, NetError> startConnect(const QHostAddress &address, quint16 port);

// Nobody listening where an earlier datagram went must not disturb the socket that sent it.
void ignoreRefusals(qintptr datagramDescriptor);

// What an error number of the system means.
[[nodiscard]] NetError netErrorOf(int systemError);

} // namespace net::sys
