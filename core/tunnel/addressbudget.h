#pragma once
// How often one address may ask for a tunnel. This computer has no limit: many clients of one machine start together
// in tests, and it cannot be far away. Pure; one thread. Remembers kTunnelInitiatorsMax addresses.

#include <core/base/bytes.h>
#include <core/base/clock.h>
#include <core/base/limits.h>
#include <core/net/socketaddress.h>

#include <QHash>

#include <algorithm>
#include <array>
#include <list>
#include <span>

namespace tunnel {

class AddressBudget
{
public:
    [[nodiscard]] bool take(const net::SocketAddress &from, base::MonotonicTime now)
    {
        if (from.isLoopback())
            return true;
        Bucket &of = bucket(from.bytes, now);
        const double seconds = std::chrono::duration<double>(now - of.filledAt).count();
        of.filledAt = now;
        of.left =
            std::min<double>(of.left + seconds * base::kTunnelInitiatesPerSecond, base::kTunnelInitiatesPerSecond);
        if (of.left < 1)
            return false;
        of.left -= 1;
        return true;
    }
    [[nodiscard]] qsizetype size() const noexcept { return m_byAddress.size(); }

private:
    using Address = std::array<quint8, 16>;
    struct Bucket
    {
        Address address {};
        double left = base::kTunnelInitiatesPerSecond;
        base::MonotonicTime filledAt;
    };

    static QByteArray keyOf(const Address &address) { return base::toByteArray(std::as_bytes(std::span(address))); }

    // Used last in front; the idlest is forgotten.
    Bucket &bucket(const Address &address, base::MonotonicTime now)
    {
        const QByteArray key = keyOf(address);
        const auto known = m_byAddress.constFind(key);
        if (known != m_byAddress.constEnd()) {
            m_buckets.splice(m_buckets.begin(), m_buckets, *known);
            return m_buckets.front();
        }
        if (m_byAddress.size() >= base::kTunnelInitiatorsMax) {
            m_byAddress.remove(keyOf(m_buckets.back().address));
            m_buckets.pop_back();
        }
        m_buckets.push_front({.address = address, .filledAt = now});
        m_byAddress.insert(key, m_buckets.begin());
        return m_buckets.front();
    }

    std::list<Bucket> m_buckets;
    QHash<QByteArray, std::list<Bucket>::iterator> m_byAddress; // seeded: strangers choose the keys
};

} // namespace tunnel
