#include <core/net/socketcalls.h>

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
// After the socket headers, whose types it uses.
#include <core/net/systemaddress.h>

namespace net::sys {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0; // macOS: SO_NOSIGPIPE is set on the socket instead
#endif

int number(qintptr descriptor)
{
    return static_cast<int>(descriptor);
}

void setFlag(int descriptor, int level, int option)
{
    const int on = 1;
    ::setsockopt(descriptor, level, option, &on, sizeof on);
}

// For systems without the flags that do this in one call.
[[maybe_unused]] void makeOurs(int descriptor)
{
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
    setFlag(descriptor, SOL_SOCKET, SO_NOSIGPIPE);
#endif
}

int openSocket(int family)
{
#ifdef SOCK_NONBLOCK
    return ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
#else
    const int descriptor = ::socket(family, SOCK_STREAM, 0);
    if (descriptor >= 0)
        makeOurs(descriptor);
    return descriptor;
#endif
}

IoResult failed()
{
    return {errno == EAGAIN || errno == EWOULDBLOCK ? IoStatus::WouldBlock : IoStatus::Broken, 0};
}

} // namespace

IoResult readSome(qintptr descriptor, std::span<std::byte> into)
{
    for (;;) {
        const ssize_t count = ::recv(number(descriptor), into.data(), into.size(), 0);
        if (count > 0)
            return {IoStatus::Done, static_cast<std::size_t>(count)};
        if (count == 0)
            return {IoStatus::End, 0};
        if (errno != EINTR)
            return failed();
    }
}

IoResult writeSome(qintptr descriptor, ByteView bytes)
{
    for (;;) {
        const ssize_t count = ::send(number(descriptor), bytes.data(), bytes.size(), kSendFlags);
        if (count >= 0)
            return {IoStatus::Done, static_cast<std::size_t>(count)};
        if (errno != EINTR)
            return failed();
    }
}

void endWriting(qintptr descriptor)
{
    ::shutdown(number(descriptor), SHUT_WR);
}

void closeSocket(qintptr descriptor)
{
    ::close(number(descriptor));
}

qintptr duplicate(qintptr descriptor)
{
    return ::fcntl(number(descriptor), F_DUPFD_CLOEXEC, 0);
}

void resetOnClose(qintptr descriptor)
{
    const linger now {1, 0};
    ::setsockopt(number(descriptor), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

int takeError(qintptr descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(number(descriptor), SOL_SOCKET, SO_ERROR, &error, &size) != 0)
        return errno;
    return error;
}

SocketAddress localAddressOf(qintptr descriptor)
{
    sockaddr_storage storage {};
    socklen_t size = sizeof storage;
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
    setFlag(number(descriptor), SOL_SOCKET, SO_KEEPALIVE);
    const int seconds = static_cast<int>(period.count());
#if defined(TCP_KEEPIDLE)
    ::setsockopt(number(descriptor), IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof seconds);
#elif defined(TCP_KEEPALIVE)
    ::setsockopt(number(descriptor), IPPROTO_TCP, TCP_KEEPALIVE, &seconds, sizeof seconds);
#endif
#ifdef TCP_KEEPINTVL
    ::setsockopt(number(descriptor), IPPROTO_TCP, TCP_KEEPINTVL, &seconds, sizeof seconds);
#endif
}

Result<qintptr, NetError> listenTcp(const QHostAddress &address, quint16 port, int backlog)
{
    sockaddr_storage storage {};
    const auto size = static_cast<socklen_t>(toSystem(address, port, storage));
    const int descriptor = openSocket(storage.ss_family);
    if (descriptor < 0)
        return base::failure(netErrorOf(errno));
    // Only lets us take a port again whose old connections still linger; two listeners cannot share one by it.
    setFlag(descriptor, SOL_SOCKET, SO_REUSEADDR);
    if (storage.ss_family == AF_INET6) {
        const int v6Only = address.protocol() == QAbstractSocket::AnyIPProtocol ? 0 : 1;
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &v6Only, sizeof v6Only);
    }
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&storage), size) != 0 ||
        ::listen(descriptor, backlog) != 0) {
        NetError error = netErrorOf(errno);
        ::close(descriptor);
        return base::failure(std::move(error));
    }
    return qintptr {descriptor};
}

AcceptStatus acceptOne(qintptr listener, Accepted &accepted)
{
    for (;;) {
        sockaddr_storage storage {};
        socklen_t size = sizeof storage;
#ifdef SOCK_NONBLOCK
        const int descriptor =
            ::accept4(number(listener), reinterpret_cast<sockaddr *>(&storage), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
        const int descriptor = ::accept(number(listener), reinterpret_cast<sockaddr *>(&storage), &size);
        if (descriptor >= 0)
            makeOurs(descriptor);
#endif
        if (descriptor >= 0) {
            setFlag(descriptor, IPPROTO_TCP, TCP_NODELAY);
            accepted = {descriptor, fromSystem(storage)};
            return AcceptStatus::Accepted;
        }
        switch (errno) {
        case EINTR:
        case ECONNABORTED: // gone before we came: the next one, please
        case EPROTO:
            continue;
        case EAGAIN:
            return AcceptStatus::Nothing;
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
            return AcceptStatus::Exhausted;
        default:
            return AcceptStatus::Broken;
        }
    }
}

Result<qintptr, NetError> startConnect(const QHostAddress &address, quint16 port)
{
    sockaddr_storage storage {};
    const auto size = static_cast<socklen_t>(toSystem(address, port, storage));
    const int descriptor = openSocket(storage.ss_family);
    if (descriptor < 0)
        return base::failure(netErrorOf(errno));
    setFlag(descriptor, IPPROTO_TCP, TCP_NODELAY);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&storage), size) != 0 && errno != EINPROGRESS &&
        errno != EINTR) {
        NetError error = netErrorOf(errno);
        ::close(descriptor);
        return base::failure(std::move(error));
    }
    return qintptr {descriptor};
}

void ignoreRefusals(qintptr /*datagramDescriptor*/)
{
    // A socket that is not connected to one address is not told here.
}

NetError netErrorOf(int systemError)
{
    NetErrorKind kind = NetErrorKind::Other;
    switch (systemError) {
    case EADDRINUSE:
        kind = NetErrorKind::AddressInUse;
        break;
    case EACCES:
    case EPERM:
        kind = NetErrorKind::PermissionDenied;
        break;
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
        kind = NetErrorKind::AddressNotAvailable;
        break;
    case ECONNREFUSED:
        kind = NetErrorKind::Refused;
        break;
    case ETIMEDOUT:
        kind = NetErrorKind::Timeout;
        break;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
        kind = NetErrorKind::Unreachable;
        break;
    default:
        break;
    }
    return {kind, QString::fromLocal8Bit(std::strerror(systemError))};
}

} // namespace net::sys
