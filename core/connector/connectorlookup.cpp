// The part of the connector that looks for its server: the first time, again while it is away, and what to do when
// nobody answers.

#include <core/connector/connector.h>

#include <core/base/limits.h>
#include <core/connector/log.h>

namespace connector {

namespace {

// Whether a server that is not up yet, or a network that is not, can be the reason.
bool mayPass(LookupErrorKind kind)
{
    switch (kind) {
    case LookupErrorKind::NameNotFound:
    case LookupErrorKind::Refused:
    case LookupErrorKind::NoAnswer:
    case LookupErrorKind::Unreachable:
    case LookupErrorKind::ErrorStatus: // of a proxy in front of it
    case LookupErrorKind::Silent:
        return true;
    default:
        return false;
    }
}

} // namespace

void Connector::lookUp()
{
    m_stepTimer.stop();
    m_status.nextAttemptMs = -1;
    m_lookingUp = true;
    m_lookupStarted = m_clock.now();
    auto operation = m_upstream->lookUp([this](auto answer) {
        m_lookingUp = false;
        lookedUp(std::move(answer));
    });
    if (m_lookingUp) // else it has been answered from inside the call
        m_lookup = std::move(operation);
}

void Connector::lookedUp(base::Result<ServerInfo, LookupError> answer)
{
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - m_lookupStarted);
    m_status.lookupMs = took.count();
    if (!answer)
        return lookupFailed(answer.error());
    qCInfo(logConnector).nospace().noquote()
        << "server version " << answer->version << " answered after " << took.count() << " ms";
    m_status.server = std::move(*answer);
    m_status.lookupError.reset();
    m_status.nextAttemptMs = -1;
    m_associations.renewed(m_status.server->association);
    serverChanged();
    if (m_status.phase == Phase::LookingUp) {
        m_status.attempts = 0;
        setPhase(Phase::Preparing);
        m_stepTimer.start(std::chrono::milliseconds(0), [this] { openPorts(); });
        return;
    }
    m_upgradeFailures = 0;
    m_status.attempts = 0;
    serveGames();
}

void Connector::lookupFailed(const LookupError &error)
{
    m_status.lookupError = error;
    if (m_status.phase == Phase::LookingUp)
        return firstLookupFailed(error);
    if (m_status.phase != Phase::Reconnecting)
        qCWarning(logConnector) << "the server is away; trying again every" << base::kLookupRetryPeriod.count() << "s";
    ++m_status.attempts;
    m_blaze->dropWaiting();
    setPhase(Phase::Reconnecting);
    m_stepTimer.start(base::kLookupRetryPeriod, [this] { lookUp(); });
}

void Connector::firstLookupFailed(const LookupError &error)
{
    if (m_options.firstLookup == FirstLookup::Once || !mayPass(error.kind))
        return fail();
    const auto pause = m_firstPauses.next(m_random);
    ++m_status.attempts;
    m_status.nextAttemptMs = pause.count();
    m_stepTimer.start(pause, [this] { lookUp(); });
    changed();
}

void Connector::loseServer()
{
    qCWarning(logConnector).noquote() << "the server does not take game connections:" << m_status.upgradeProblem;
    m_status.attempts = 0;
    setPhase(Phase::Reconnecting);
    if (!m_lookingUp)
        lookUp();
}

} // namespace connector
