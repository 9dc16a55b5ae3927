#pragma once
// How often something may be tried, a password for example, for one account and for one network, counted before any
// costly work. Both are buckets that fill again with time, so nobody can be locked out for long by a stranger; a right
// password gives back what it took. Pure: the caller brings the time. One thread. Remembers at most kLoginBudgetsMax of
// each kind.

#include <core/base/clock.h>
#include <core/base/ids.h>
#include <core/base/limits.h>

#include <QHash>
#include <QString>

#include <algorithm>
#include <list>

namespace server {

// Buckets of one size, one for each key; the key used longest ago is forgotten first.
template <class Key>
class BudgetTable
{
public:
    BudgetTable(int burst, int perMinute, qsizetype keysMax)
        : m_burst(burst)
        , m_perSecond(perMinute / 60.0)
        , m_keysMax(keysMax)
    {}

    [[nodiscard]] bool has(const Key &key, base::MonotonicTime now) { return bucket(key, now).tokens >= 1.0; }
    void take(const Key &key, base::MonotonicTime now) { bucket(key, now).tokens -= 1.0; }
    void giveBack(const Key &key, base::MonotonicTime now)
    {
        Bucket &of = bucket(key, now);
        of.tokens = std::min<double>(of.tokens + 1.0, m_burst);
    }
    [[nodiscard]] qsizetype size() const noexcept { return m_byKey.size(); }

private:
    struct Bucket
    {
        Key key;
        double tokens = 0;
        base::MonotonicTime filled;
    };
    Bucket &bucket(const Key &key, base::MonotonicTime now)
    {
        const auto known = m_byKey.find(key);
        if (known == m_byKey.end()) {
            if (m_byKey.size() >= m_keysMax) {
                m_byKey.remove(m_buckets.back().key);
                m_buckets.pop_back();
            }
            m_buckets.push_front(Bucket {.key = key, .tokens = static_cast<double>(m_burst), .filled = now});
            m_byKey.insert(key, m_buckets.begin());
            return m_buckets.front();
        }
        m_buckets.splice(m_buckets.begin(), m_buckets, known.value());
        Bucket &of = m_buckets.front();
        const double seconds = std::chrono::duration<double>(now - of.filled).count();
        of.tokens = std::min<double>(of.tokens + seconds * m_perSecond, m_burst);
        of.filled = now;
        return of;
    }

    double m_burst;
    double m_perSecond;
    qsizetype m_keysMax;
    std::list<Bucket> m_buckets;                              // used last in front
    QHash<Key, typename std::list<Bucket>::iterator> m_byKey; // seeded: strangers choose the keys
};

// Bursts, and what comes back in a minute.
struct BudgetSizes
{
    int accountBurst = base::kLoginAccountBurst;
    int accountPerMinute = base::kLoginAccountPerMinute;
    int addressBurst = base::kLoginAddressBurst; // of a public network
    int addressPerMinute = base::kLoginAddressPerMinute;
    int neighbourBurst = base::kLoginNeighbourBurst; // of an address of this computer or a private network
    int neighbourPerMinute = base::kLoginNeighbourPerMinute;
};

class LoginBudget
{
public:
    // What a try took, to give it back.
    struct Ticket
    {
        QString account; // empty: only the network counts
        base::Ipv4 from;
    };

    explicit LoginBudget(const BudgetSizes &sizes = {});
    // False when the account or the network has used up its budget; then nothing is taken.
    [[nodiscard]] bool take(const Ticket &ticket, base::MonotonicTime now);
    void giveBack(const Ticket &ticket, base::MonotonicTime now);

private:
    [[nodiscard]] BudgetTable<quint32> &tableOf(base::Ipv4 from);

    BudgetTable<QString> m_accounts;
    BudgetTable<quint32> m_networks;   // public ones, /24
    BudgetTable<quint32> m_neighbours; // this computer and private networks, each address
};

} // namespace server
