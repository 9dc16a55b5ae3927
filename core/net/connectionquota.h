#pragma once
// Counts the open connections of one listener, in all and per address. Shared by the listener and its streams.

#include <core/net/socketcalls.h>

#include <map>
#include <memory>

namespace net {

class ConnectionQuota
{
public:
    ConnectionQuota(int totalMax, int perAddressMax)
        : m_totalMax(totalMax)
        , m_perAddressMax(perAddressMax)
    {}
    // false: there is no room; nothing is counted. Loopback has no limit of its own, only the total one.
    [[nodiscard]] bool take(const sys::SocketAddress &from);
    void giveBack(const sys::SocketAddress &from);
    [[nodiscard]] int open() const noexcept { return m_open; }

private:
    using Key = std::array<quint8, 16>;
    int m_totalMax;
    int m_perAddressMax;
    int m_open = 0;
    std::map<Key, int> m_byAddress; // without loopback
};

// One connection's place, given back with it.
class QuotaPlace
{
public:
    QuotaPlace() = default;
    QuotaPlace(std::shared_ptr<ConnectionQuota> quota, const sys::SocketAddress &from)
        : m_quota(std::move(quota))
        , m_from(from)
    {}
    QuotaPlace(QuotaPlace &&other) noexcept = default;
    QuotaPlace &operator=(QuotaPlace &&other) noexcept
    {
        giveBack();
        m_quota = std::move(other.m_quota);
        m_from = other.m_from;
        return *this;
    }
    QuotaPlace(const QuotaPlace &) = delete;
    QuotaPlace &operator=(const QuotaPlace &) = delete;
    ~QuotaPlace() { giveBack(); }
    void giveBack()
    {
        if (m_quota)
            std::exchange(m_quota, nullptr)->giveBack(m_from);
    }
    [[nodiscard]] const sys::SocketAddress &from() const noexcept { return m_from; }

private:
    std::shared_ptr<ConnectionQuota> m_quota;
    sys::SocketAddress m_from;
};

} // namespace net
