#include <core/server/loginbudget.h>

namespace server {

namespace {

struct Range
{
    quint32 first;
    quint32 bits;
};

// This computer, private networks, link-local, and the shared range that overlay networks (VPNs) use.
constexpr Range kNeighbourRanges[] {{0x7F000000, 8},  {0x0A000000, 8},  {0xAC100000, 12},
                                    {0xC0A80000, 16}, {0xA9FE0000, 16}, {0x64400000, 10}};

bool isNeighbour(base::Ipv4 address)
{
    // Unset: a connection inside this program.
    return address.isUnset() || std::any_of(std::begin(kNeighbourRanges), std::end(kNeighbourRanges), [&](Range range) {
               return (address.value ^ range.first) >> (32 - range.bits) == 0;
           });
}

quint32 networkOf(base::Ipv4 address)
{
    return isNeighbour(address) ? address.value : address.value >> 8U;
}

} // namespace

LoginBudget::LoginBudget(const BudgetSizes &sizes)
    : m_accounts(sizes.accountBurst, sizes.accountPerMinute, base::kLoginBudgetsMax)
    , m_networks(sizes.addressBurst, sizes.addressPerMinute, base::kLoginBudgetsMax)
    , m_neighbours(sizes.neighbourBurst, sizes.neighbourPerMinute, base::kLoginBudgetsMax)
{}

BudgetTable<quint32> &LoginBudget::tableOf(base::Ipv4 from)
{
    return isNeighbour(from) ? m_neighbours : m_networks;
}

bool LoginBudget::take(const Ticket &ticket, base::MonotonicTime now)
{
    BudgetTable<quint32> &networks = tableOf(ticket.from);
    const quint32 network = networkOf(ticket.from);
    const bool counted = !ticket.account.isEmpty();
    if ((counted && !m_accounts.has(ticket.account, now)) || !networks.has(network, now))
        return false;
    if (counted)
        m_accounts.take(ticket.account, now);
    networks.take(network, now);
    return true;
}

void LoginBudget::giveBack(const Ticket &ticket, base::MonotonicTime now)
{
    if (!ticket.account.isEmpty())
        m_accounts.giveBack(ticket.account, now);
    tableOf(ticket.from).giveBack(networkOf(ticket.from), now);
}

} // namespace server
