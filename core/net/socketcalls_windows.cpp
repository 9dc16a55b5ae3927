#include <core/net/socketcalls.h>

#include <algorithm>

#include <winsock2.h>
// After winsock2.h, which they need.
#include <core/net/systemaddress.h>
#include <mstcpip.h>
#include <ws2tcpip.h>

namespace net::sys {

namespace {

SOCKET number(qintptr descriptor)
{
    return static_cast<SOCKET>(descriptor);
}

void setFlag(SOCKET descriptor, int level, int option)
{
    const BOOL on = TRUE;
    ::setsockopt(descriptor, level, option, reinterpret_cast<const char *>(&on), sizeof on);
}

SOCKET openSocket(int family)
{
    // Qt has started Winsock already when the first network object was made; a second start only counts.
    static const bool started = [] {
        WSADATA data;
        return ::WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    if (!started)
        return INVALID_SOCKET;
    const SOCKET descriptor =
        ::WSASocketW(family, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
    if (descriptor != INVALID_SOCKET) {
        u_long on = 1;
        ::ioctlsocket(descriptor, static_cast<long>(FIONBIO), &on);
    }
    return descriptor;
}

IoResult failed()
{
    return {::WSAGetLastError() == WSAEWOULDBLOCK ? IoStatus::WouldBlock : IoStatus::Broken, 0};
}

} // namespace

IoResult readSome(qintptr descriptor, std::span<std::byte> into)
{
    const int count =
        ::recv(number(descriptor), reinterpret_cast<char *>(into.data()), static_cast<int>(into.size()), 0);
    if (count > 0)
        return {IoStatus::Done, static_cast<std::size_t>(count)};
    if (count == 0)
        return {IoStatus::End, 0};
    return failed();
}

IoResult writeSome(qintptr descriptor, ByteView bytes)
{
    const auto size = static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 30U));
    const int count = ::send(number(descriptor), reinterpret_cast<const char *>(bytes.data()), size, 0);
    if (count >= 0)
        return {IoStatus::Done, static_cast<std::size_t>(count)};
    return failed();
}

void endWriting(qintptr descriptor)
{
    ::shutdown(number(descriptor), SD_SEND);
}

void closeSocket(qintptr descriptor)
{
    ::closesocket(number(descriptor));
}

qintptr duplicate(qintptr descriptor)
{
    WSAPROTOCOL_INFOW info {};
    if (::WSADuplicateSocketW(number(descriptor), ::GetCurrentProcessId(), &info) != 0)
        return -1;
    const SOCKET copy = ::WSASocketW(FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info, 0,
                                     WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
    return copy == INVALID_SOCKET ? -1 : static_cast<qintptr>(copy);
}

void resetOnClose(qintptr descriptor)
{
    const linger now {1, 0};
    ::setsockopt(number(descriptor), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&now), sizeof now);
}

int takeError(qintptr descriptor)
{
    int error = 0;
    int size = sizeof error;
    if (::getsockopt(number(descriptor), SOL_SOCKET, SO_ERROR, reinterpret_cast<char *>(&error), &size) != 0)
        return ::WSAGetLastError();
    return error;
}

SocketAddress localAddressOf(qintptr descriptor)
{
    sockaddr_storage storage {};
    int size = sizeof storage;
    if (::getsockname(number(descriptor), reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return {};
    return fromSystem(storage);
}

void setNoDelay(qintptr descriptor)
{
    setFlag(number(descriptor), IPPROTO_TCP, TCP_NODELAY);
}

void setKeepAlive(qintptr descriptor, std::chrono::seconds period)
{
    const auto milliseconds = static_cast<u_long>(std::chrono::milliseconds(period).count());
    tcp_keepalive values {1, milliseconds, milliseconds};
    DWORD returned = 0;
    ::WSAIoctl(number(descriptor), SIO_KEEPALIVE_VALS, &values, sizeof values, nullptr, 0, &returned, nullptr, nullptr);
}

Result<qintptr, NetError> listenTcp(const QHostAddress &address, quint16 port, int backlog)
{
    sockaddr_storage storage {};
    const int size = toSystem(address, port, storage);
    const SOCKET descriptor = openSocket(storage.ss_family);
    if (descriptor == INVALID_SOCKET)
        return base::failure(netErrorOf(::WSAGetLastError()));
    // Without it another program could bind the same port and take our connections.
    setFlag(descriptor, SOL_SOCKET, SO_EXCLUSIVEADDRUSE);
    if (storage.ss_family == AF_INET6) {
        const DWORD v6Only = address.protocol() == QAbstractSocket::AnyIPProtocol ? 0 : 1;
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, reinterpret_cast<const char *>(&v6Only), sizeof v6Only);
    }
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&storage), size) != 0 ||
        ::listen(descriptor, backlog) != 0) {
        NetError error = netErrorOf(::WSAGetLastError());
        ::closesocket(descriptor);
        return base::failure(std::move(error));
    }
    return static_cast<qintptr>(descriptor);
}

AcceptStatus acceptOne(qintptr listener, Accepted &accepted)
{
    for (;;) {
        sockaddr_storage storage {};
        int size = sizeof storage;
        const SOCKET descriptor = ::accept(number(listener), reinterpret_cast<sockaddr *>(&storage), &size);
        if (descriptor != INVALID_SOCKET) {
            // It inherits the listener's event selection, which must not report for it.
            ::WSAEventSelect(descriptor, nullptr, 0);
            u_long on = 1;
            ::ioctlsocket(descriptor, static_cast<long>(FIONBIO), &on);
            setFlag(descriptor, IPPROTO_TCP, TCP_NODELAY);
            accepted = {static_cast<qintptr>(descriptor), fromSystem(storage)};
            return AcceptStatus::Accepted;
        }
        switch (::WSAGetLastError()) {
        case WSAECONNRESET: // gone before we came
        case WSAEINTR:
            continue;
        case WSAEWOULDBLOCK:
            return AcceptStatus::Nothing;
        case WSAEMFILE:
        case WSAENOBUFS:
            return AcceptStatus::Exhausted;
        default:
            return AcceptStatus::Broken;
        }
    }
}

Result<qintptr, NetError> startConnect(const QHostAddress &address, quint16 port)
{
    sockaddr_storage storage {};
    const int size = toSystem(address, port, storage);
    const SOCKET descriptor = openSocket(storage.ss_family);
    if (descriptor == INVALID_SOCKET)
        return base::failure(netErrorOf(::WSAGetLastError()));
    setFlag(descriptor, IPPROTO_TCP, TCP_NODELAY);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&storage), size) != 0 &&
        ::WSAGetLastError() != WSAEWOULDBLOCK) {
        NetError error = netErrorOf(::WSAGetLastError());
        ::closesocket(descriptor);
        return base::failure(std::move(error));
    }
    return static_cast<qintptr>(descriptor);
}

void ignoreRefusals(qintptr datagramDescriptor)
{
    // Else the next receive fails with WSAECONNRESET, and the one after it, and so on.
    constexpr DWORD kUdpConnReset = IOC_IN | IOC_VENDOR | 12; // SIO_UDP_CONNRESET, which not every header has
    BOOL off = FALSE;
    DWORD unused = 0;
    ::WSAIoctl(static_cast<SOCKET>(datagramDescriptor), kUdpConnReset, &off, sizeof off, nullptr, 0, &unused, nullptr,
               nullptr);
}

NetError netErrorOf(int systemError)
{
    NetErrorKind kind = NetErrorKind::Other;
    switch (systemError) {
    case WSAEADDRINUSE:
        kind = NetErrorKind::AddressInUse;
        break;
    case WSAEACCES: // also: the port is held exclusively, or reserved by the system
        kind = NetErrorKind::PermissionDenied;
        break;
    case WSAEADDRNOTAVAIL:
    case WSAEAFNOSUPPORT:
        kind = NetErrorKind::AddressNotAvailable;
        break;
    case WSAECONNREFUSED:
        kind = NetErrorKind::Refused;
        break;
    case WSAETIMEDOUT:
        kind = NetErrorKind::Timeout;
        break;
    case WSAENETUNREACH:
    case WSAEHOSTUNREACH:
    case WSAENETDOWN:
        kind = NetErrorKind::Unreachable;
        break;
    default:
        break;
    }
    return {kind, qt_error_string(systemError)};
}

} // namespace net::sys
