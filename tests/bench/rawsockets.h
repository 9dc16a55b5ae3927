#pragma once
// Raw loopback sockets for benchmarks, and the loads that are put through a relay under test. Unix only.

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <memory>

namespace bench {

using SteadyClock = std::chrono::steady_clock;

inline double secondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

class RawSocket
{
public:
    explicit RawSocket(int descriptor)
        : m_descriptor(descriptor)
    {
        const int on = 1;
        setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); // means nothing to datagrams
    }
    RawSocket(const RawSocket &) = delete;
    RawSocket &operator=(const RawSocket &) = delete;
    ~RawSocket() { close(m_descriptor); }
    [[nodiscard]] int get() const noexcept { return m_descriptor; }
    void setNonBlocking() const { fcntl(m_descriptor, F_SETFL, fcntl(m_descriptor, F_GETFL) | O_NONBLOCK); }

private:
    int m_descriptor;
};
using RawSocketPtr = std::unique_ptr<RawSocket>;

inline sockaddr_in loopbackAddress(std::uint16_t port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

inline std::uint16_t portOf(const RawSocket &socket)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    getsockname(socket.get(), reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

// Bound to a free port; `to` 0: not connected.
inline RawSocketPtr datagramSocket(std::uint16_t to = 0)
{
    auto made = std::make_unique<RawSocket>(::socket(AF_INET, SOCK_DGRAM, 0));
    const int buffer = 4 << 20;
    setsockopt(made->get(), SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    const sockaddr_in any = loopbackAddress(0);
    bind(made->get(), reinterpret_cast<const sockaddr *>(&any), sizeof any);
    if (to != 0) {
        const sockaddr_in target = loopbackAddress(to);
        connect(made->get(), reinterpret_cast<const sockaddr *>(&target), sizeof target);
    }
    return made;
}

inline RawSocketPtr connectedStream(std::uint16_t to)
{
    auto made = std::make_unique<RawSocket>(::socket(AF_INET, SOCK_STREAM, 0));
    const sockaddr_in target = loopbackAddress(to);
    if (connect(made->get(), reinterpret_cast<const sockaddr *>(&target), sizeof target) != 0)
        return nullptr;
    return made;
}

} // namespace bench
