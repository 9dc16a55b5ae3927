#include <app/joinviewmodel.h>

#include <app/jointexts.h>

#include <core/base/limits.h>

#include <QHostAddress>
#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace app {

namespace {

QDateTime toDateTime(base::WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC);
}

QString baseWithoutSlash(const QUrl &base)
{
    QString text = base.toDisplayString();
    if (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

bool isOwn(const connector::Status &status)
{
    const QUrl url = status.server ? status.server->base : QUrl::fromUserInput(status.address);
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

bool isConnectedPhase(connector::Phase phase)
{
    return phase == connector::Phase::Ready || phase == connector::Phase::GameConnected;
}

} // namespace

JoinViewModel::JoinViewModel(Backend &backend, SettingsViewModel &settings, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_clock(clock)
    , m_recent(settings)
{
    connect(&backend, &Backend::joinStatusChanged, this, &JoinViewModel::apply);
    apply(backend.joinStatus());
}

void JoinViewModel::apply(const connector::Status &status)
{
    const connector::Status before = std::exchange(m_status, status);
    const auto now = toDateTime(m_clock.wall());
    m_recent.setNow(now);
    m_steps.set(joinSteps(m_status));
    const bool isNew = !isConnectedPhase(before.phase) && isConnectedPhase(m_status.phase);
    // The own server is found from the overview; the list is for those of others.
    if (isNew && !m_status.address.isEmpty() && !isOwnServer())
        m_recent.add(m_status.address, now);
    Q_EMIT statusChanged();

    if (isNew)
        Q_EMIT connectedTo(title());
    else if (before.phase != m_status.phase && m_status.phase == connector::Phase::Failed)
        Q_EMIT failed();
    else if (isConnectedPhase(before.phase) && m_status.phase == connector::Phase::Off && !isOwn(before))
        Q_EMIT disconnectedFrom(serverTitle(before));
}

QString JoinViewModel::connectTo(const QString &address)
{
    const QString trimmed = address.trimmed();
    if (trimmed.isEmpty())
        return tr("Type the address of a server first.");
    if (trimmed.size() > base::kServerAddressMax)
        return tr("This is too long for an address.");
    m_backend.connectTo(trimmed);
    return {};
}

void JoinViewModel::tryAgain()
{
    if (!m_status.address.isEmpty())
        m_backend.connectTo(m_status.address);
}

void JoinViewModel::followProblem()
{
    if (!m_status.lookupError)
        return;
    QUrl url(m_status.lookupError->understood);
    if (url.host().isEmpty())
        return;
    url.setPort(8080);
    m_backend.connectTo(url.toString());
}

void JoinViewModel::disconnectFromServer()
{
    m_backend.disconnectFromServer();
}

void JoinViewModel::forget(const QString &address)
{
    const QDateTime joined = m_recent.remove(address);
    if (joined.isValid())
        Q_EMIT forgotten(address, joined);
}

void JoinViewModel::takeBack(const QString &address, const QDateTime &joined)
{
    m_recent.add(address, joined);
}

void JoinViewModel::setAddressConfigured(const QString &address)
{
    m_addressConfigured = address.trimmed();
    Q_EMIT addressConfiguredChanged();
}

JoinViewModel::Phase JoinViewModel::phase() const
{
    switch (m_status.phase) {
    case connector::Phase::Off:
        return Off;
    case connector::Phase::LookingUp:
        return LookingUp;
    case connector::Phase::Preparing:
        return Preparing;
    case connector::Phase::Ready:
        return Ready;
    case connector::Phase::GameConnected:
        return GameConnected;
    case connector::Phase::Reconnecting:
        return Reconnecting;
    case connector::Phase::Failed:
        break;
    }
    return Failed;
}

bool JoinViewModel::isConnected() const
{
    return isConnectedPhase(m_status.phase);
}

bool JoinViewModel::isBusy() const
{
    return m_status.phase == connector::Phase::LookingUp || m_status.phase == connector::Phase::Preparing;
}

bool JoinViewModel::isOwnServer() const
{
    return isOwn(m_status);
}

QString JoinViewModel::title() const
{
    return isOwnServer() ? tr("Your own server") : serverTitle(m_status);
}

QString JoinViewModel::subtitle() const
{
    if (m_status.server && m_status.phase != connector::Phase::Failed) {
        return isOwnServer() ? tr("On this PC · version %1").arg(m_status.server->version)
               : m_status.server->base.scheme() == "https"_L1
                   ? tr("Version %1 · encrypted").arg(m_status.server->version)
                   : tr("Version %1").arg(m_status.server->version);
    }
    return isBusy() ? tr("Connecting…") : tr("Not connected");
}

tone::Tone JoinViewModel::tone() const
{
    switch (m_status.phase) {
    case connector::Phase::Off:
        return tone::Off;
    case connector::Phase::Ready:
    case connector::Phase::GameConnected:
        return tone::Ok;
    case connector::Phase::Failed:
        return tone::Problem;
    case connector::Phase::Reconnecting:
        return problem().tone;
    case connector::Phase::LookingUp:
    case connector::Phase::Preparing:
        break;
    }
    return tone::Working;
}

QString JoinViewModel::readyTitle() const
{
    return m_status.phase == connector::Phase::GameConnected ? tr("You are connected. Have a good game.")
           : m_status.phase == connector::Phase::Ready       ? tr("Ready. Start Mass Effect 3.")
                                                             : QString();
}

QString JoinViewModel::readyText() const
{
    return m_status.phase == connector::Phase::GameConnected
               ? tr("Relay Deck stays open while you play.")
               : tr("In the game choose Multiplayer. Relay Deck stays open while you play.");
}

QString JoinViewModel::versionText() const
{
    return m_status.server ? m_status.server->version : QString();
}

QString JoinViewModel::baseText() const
{
    return m_status.server ? baseWithoutSlash(m_status.server->base) : QString();
}

QString JoinViewModel::gamesText() const
{
    return m_status.gameConnections == 0 ? tr("None yet") : QLocale().toString(m_status.gameConnections);
}

QString JoinViewModel::sentText() const
{
    return QLocale().formattedDataSize(qint64(m_status.bytesToServer), 1, QLocale::DataSizeSIFormat);
}

QString JoinViewModel::receivedText() const
{
    return QLocale().formattedDataSize(qint64(m_status.bytesToGame), 1, QLocale::DataSizeSIFormat);
}

QString JoinViewModel::hostsLine() const
{
    return u"127.0.0.1 gosredirector.ea.com"_s;
}

Problem JoinViewModel::problem() const
{
    return problemOf(m_status);
}

} // namespace app
