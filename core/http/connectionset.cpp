#include <core/http/connectionset.h>

#include <core/base/redacted.h>
#include <core/http/log.h>
#include <core/http/serverconnection.h>

#include <algorithm>

namespace http {

ConnectionSet::ConnectionSet(base::Scheduler &scheduler, const base::Clock &clock, RequestHandler &handler,
                             ServerLimits limits)
    : m_clock(clock)
    , m_handler(handler)
    , m_durations {limits.headDeadline, limits.bodyDeadline, limits.idleDeadline, std::chrono::milliseconds::zero()}
    , m_timer(scheduler)
{}

ConnectionSet::~ConnectionSet()
{
    clear();
}

void ConnectionSet::add(net::StreamPtr stream)
{
    auto connection = std::make_shared<ServerConnection>(*this, std::move(stream));
    std::list<Entry> &list = listOf(Phase::Head);
    list.push_back({connection, m_clock.now() + m_durations[0]});
    connection->start(std::prev(list.end()));
    arm();
}

void ConnectionSet::clear()
{
    for (std::list<Entry> &list : m_phases) {
        // Destroying a connection may drop handlers that look at the set: take the list away first.
        const std::list<Entry> gone = std::move(list);
        list.clear();
        for (const Entry &entry : gone)
            entry.connection->detach();
    }
    m_timer.stop();
}

void ConnectionSet::beginStop()
{
    m_stopping = true;
    std::vector<std::shared_ptr<ServerConnection>> idle;
    for (const std::list<Entry> &list : m_phases) {
        for (const Entry &entry : list) {
            if (!entry.connection->isBusy())
                idle.push_back(entry.connection);
        }
    }
    for (const auto &connection : idle)
        connection->leave();
}

bool ConnectionSet::hasBusyOnes() const
{
    return std::any_of(m_phases.begin(), m_phases.end(), [](const std::list<Entry> &list) {
        return std::any_of(list.begin(), list.end(), [](const Entry &entry) { return entry.connection->isBusy(); });
    });
}

int ConnectionSet::count() const
{
    std::size_t count = 0;
    for (const std::list<Entry> &list : m_phases)
        count += list.size();
    return static_cast<int>(count);
}

void ConnectionSet::enter(Place place, Phase from, Phase to)
{
    std::list<Entry> &list = listOf(to);
    if (to != Phase::Working)
        place->due = m_clock.now() + m_durations[static_cast<std::size_t>(to)];
    list.splice(list.end(), listOf(from), place);
    arm();
}

void ConnectionSet::remove(Place place, Phase phase)
{
    const std::shared_ptr<ServerConnection> last = place->connection; // dies behind the change of the list
    listOf(phase).erase(place);
}

void ConnectionSet::noteMisbehaviour(const QString &what, const net::Endpoint &peer)
{
    if (const auto more = m_log.admit(what, m_clock.now())) {
        qCInfo(logHttp).noquote() << "closed a connection from" << base::Redacted(peer.address.toString()) << '-'
                                  << what << '-' << *more << "more like it since the last line";
    }
}

// The timer is not touched when a later deadline comes or an earlier one goes: it looks again when it fires.
void ConnectionSet::arm()
{
    std::optional<base::MonotonicTime> first;
    for (std::size_t phase = 0; phase < static_cast<std::size_t>(Phase::Working); ++phase) {
        if (!m_phases[phase].empty() && (!first || m_phases[phase].front().due < *first))
            first = m_phases[phase].front().due;
    }
    if (!first || (m_timer.isActive() && m_armedFor <= *first))
        return;
    m_armedFor = *first;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*first - m_clock.now());
    m_timer.start(std::max(left, std::chrono::milliseconds(0)), [this] { expire(); });
}

void ConnectionSet::expire()
{
    const base::MonotonicTime now = m_clock.now();
    std::vector<std::shared_ptr<ServerConnection>> late;
    for (std::size_t phase = 0; phase < static_cast<std::size_t>(Phase::Working); ++phase) {
        for (const Entry &entry : m_phases[phase]) {
            if (entry.due > now)
                break;
            late.push_back(entry.connection);
        }
    }
    for (const auto &connection : late)
        connection->onDeadline();
    arm();
}

} // namespace http
