#pragma once
// One tunnel as the relay knows it. Owned by the relay; whoever opened it holds a pointer until it closes it or its
// outlet is told closed(). Network thread.

#include <core/base/clock.h>
#include <core/tunnel/budget.h>
#include <core/tunnel/outlet.h>

#include <optional>

namespace tunnel {

enum class Form {
    Http,  // frames in an upgraded HTTP connection
    Udp,   // datagrams
    Local, // the connector of this program
};

// Since the tunnel was opened; seen from the server.
struct TunnelCounters
{
    quint64 packetsIn = 0; // of the client, that were passed on
    quint64 bytesIn = 0;   // their payloads
    quint64 packetsOut = 0;
    quint64 bytesOut = 0;
    quint64 droppedOverBudget = 0;    // of the client
    quint64 droppedUndeliverable = 0; // to itself, to an empty place, outside a match, to an index that does not exist
    quint64 droppedOut = 0;           // to the client: its queue was full, it does not fit, its address is not proven
};

struct Party;

class Tunnel
{
public:
    Tunnel(Party &party, Form form, Outlet &outlet, const BudgetLimits &limits, base::MonotonicTime now)
        : m_party(party)
        , m_form(form)
        , m_outlet(outlet)
        , m_budget(limits, now)
        , m_openedAt(now)
        , m_heardAt(now)
        , m_keepAliveDue(now + base::kTunnelKeepAlivePeriod)
    {}

    [[nodiscard]] Form form() const noexcept { return m_form; }
    [[nodiscard]] const TunnelCounters &counters() const noexcept { return m_counters; }
    [[nodiscard]] base::MonotonicTime openedAt() const noexcept { return m_openedAt; }
    // When something valid came from the client; the opening counts.
    [[nodiscard]] base::MonotonicTime heardAt() const noexcept { return m_heardAt; }
    [[nodiscard]] bool hasAnsweredKeepAlive() const noexcept { return m_answeredKeepAlive; }
    // Smoothed time from a keep-alive to its answer; nullopt before the first one.
    [[nodiscard]] const std::optional<std::chrono::microseconds> &roundTrip() const noexcept { return m_roundTrip; }

private:
    friend class Relay;

    void noteHeard(base::MonotonicTime now) noexcept { m_heardAt = now; }
    void noteKeepAlive(base::MonotonicTime now);
    void sendKeepAlive(base::MonotonicTime now);

    Party &m_party;
    Form m_form;
    Outlet &m_outlet;
    Budget m_budget;
    TunnelCounters m_counters;
    base::MonotonicTime m_openedAt;
    base::MonotonicTime m_heardAt;
    base::MonotonicTime m_keepAliveDue;
    std::optional<base::MonotonicTime> m_keepAliveSentAt; // while its answer is awaited
    std::optional<std::chrono::microseconds> m_roundTrip;
    bool m_answeredKeepAlive = false;
};

} // namespace tunnel
