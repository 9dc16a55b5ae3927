#pragma once
// How often one address may ask for a tunnel. This computer has no limit: many clients of one machine start together
// in tests, and it cannot be far away. Behind a proxy that passes datagrams on, all clients have the proxy's address
// and a port each: there every port counts for itself. Pure; one thread. Remembers kTunnelInitiatorsMax askers.

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

enum class AsksCounted {
    ByAddress,
    ByPort, // of each address
};

class AddressBudget
{
public:
    explicit AddressBudget(AsksCounted counted = AsksCounted::ByAddress)
        : m_counted(counted)
    {}
    [[nodiscard]] bool take(const net::SocketAddress &from, base::MonotonicTime now)
    {
        if (from.isLoopback())
            return true;
        Bucket &of = bucket(askerAt(from), now);
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
    using Asker = std::array<quint8, 18>; // address and port; port 0: all of them
    struct Bucket
    {
        Asker asker {};
        double left = base::kTunnelInitiatesPerSecond;
        base::MonotonicTime filledAt;
    };

    [[nodiscard]] Asker askerAt(const net::SocketAddress &from) const
    {
        Asker asker {};
        std::copy(from.bytes.begin(), from.bytes.end(), asker.begin());
        if (m_counted == AsksCounted::ByPort)
            base::writeU16(reinterpret_cast<std::byte *>(&asker[from.bytes.size()]), from.port);
        return asker;
    }
    static QByteArray keyOf(const Asker &asker) { return base::toByteArray(std::as_bytes(std::span(asker))); }

    // Used last in front; the idlest is forgotten.
    Bucket &bucket(const Asker &asker, base::MonotonicTime now)
    {
        const QByteArray key = keyOf(asker);
        const auto known = m_byAddress.constFind(key);
        if (known != m_byAddress.constEnd()) {
            m_buckets.splice(m_buckets.begin(), m_buckets, *known);
            return m_buckets.front();
        }
        if (m_byAddress.size() >= base::kTunnelInitiatorsMax) {
            m_byAddress.remove(keyOf(m_buckets.back().asker));
            m_buckets.pop_back();
        }
        m_buckets.push_front({.asker = asker, .filledAt = now});
        m_byAddress.insert(key, m_buckets.begin());
        return m_buckets.front();
    }

    AsksCounted m_counted;
    std::list<Bucket> m_buckets;
    QHash<QByteArray, std::list<Bucket>::iterator> m_byAddress; // seeded: strangers choose the keys
};

} // namespace tunnel
