#pragma once
// The connections of one server and the deadlines of their phases. Each phase has one fixed duration, so its
// connections stand in the order in which they are due: one timer serves all of them, and an idle connection costs
// nothing while it waits.

#include <core/base/clock.h>
#include <core/base/log.h>
#include <core/base/scheduler.h>
#include <core/http/server.h>

#include <array>
#include <list>
#include <memory>

namespace http {

class ServerConnection;

enum class Phase : quint8 {
    Head, // of the first request from the start, of others from their first byte
    Body,
    Idle,    // between requests
    Working, // somebody of ours works on the answer, or the client reads it: no deadline here
};

class ConnectionSet
{
public:
    ConnectionSet(base::Scheduler &scheduler, const base::Clock &clock, RequestHandler &handler, ServerLimits limits);
    ~ConnectionSet();

    void add(net::StreamPtr stream);
    void clear();
    // Idle connections end; the others after their answer.
    void beginStop();
    [[nodiscard]] bool isStopping() const { return m_stopping; }
    void endStop() { m_stopping = false; }
    [[nodiscard]] bool hasBusyOnes() const;
    [[nodiscard]] int count() const;

    // --- for the connections
    struct Entry
    {
        std::shared_ptr<ServerConnection> connection;
        base::MonotonicTime due;
    };
    using Place = std::list<Entry>::iterator;
    // Starts the deadline of the phase anew.
    void enter(Place place, Phase from, Phase to);
    void remove(Place place, Phase phase);
    // Logs that a peer was shown the door, once for many.
    void noteMisbehaviour(const QString &what, const net::Endpoint &peer);
    [[nodiscard]] RequestHandler &handler() const { return m_handler; }

private:
    static constexpr std::size_t kPhases = 4;
    [[nodiscard]] std::list<Entry> &listOf(Phase phase) { return m_phases[static_cast<std::size_t>(phase)]; }
    void arm();
    void expire();

    const base::Clock &m_clock;
    RequestHandler &m_handler;
    std::array<std::chrono::milliseconds, kPhases> m_durations;
    std::array<std::list<Entry>, kPhases> m_phases;
    base::ScopedTimer m_timer;
    base::MonotonicTime m_armedFor;
    base::LogLimiter m_log;
    bool m_stopping = false;
};

} // namespace http
