#include <app/hostviewmodel.h>

#include <app/hosttexts.h>
#include <app/timetext.h>

#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace app {

namespace {

const auto kHostedBefore = u"hostedBefore"_s;

QDateTime toDateTime(base::WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC);
}

} // namespace

HostViewModel::HostViewModel(Backend &backend, SettingsViewModel &settings, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_settings(settings)
    , m_clock(clock)
{
    connect(&backend, &Backend::hostStatusChanged, this, &HostViewModel::apply);
    connect(&backend, &Backend::playersChanged, this, [this](const server::PlayersDelta &delta) {
        m_players.setNow(toDateTime(m_clock.wall()));
        m_players.apply(delta);
    });
    connect(&m_players, &PlayersModel::countChanged, this, &HostViewModel::playersTextChanged);
    connect(&m_players, &PlayersModel::inGameChanged, this, &HostViewModel::playersTextChanged);
    connect(&m_players, &PlayersModel::rowsInserted, this, [this](const QModelIndex & /*parent*/, int first, int last) {
        if (first == last)
            Q_EMIT playerJoined(m_players.nameAt(first));
    });
    connect(&settings, &SettingsViewModel::serverNameChanged, this, &HostViewModel::statusChanged);
    connect(&m_tick, &QTimer::timeout, this, &HostViewModel::refreshTimes);
    apply(backend.hostStatus());
}

HostViewModel::Phase HostViewModel::phase() const
{
    switch (m_status.phase) {
    case server::Phase::Stopped:
        return Stopped;
    case server::Phase::Starting:
        return Starting;
    case server::Phase::Running:
        return Running;
    case server::Phase::Stopping:
        return Stopping;
    case server::Phase::Failed:
        break;
    }
    return Failed;
}

bool HostViewModel::isBusy() const
{
    return m_status.phase == server::Phase::Starting || m_status.phase == server::Phase::Stopping;
}

bool HostViewModel::hostedBefore() const
{
    return m_settings.remembered(kHostedBefore).toBool();
}

void HostViewModel::apply(const server::Status &status)
{
    m_status = status;
    m_addresses.set(status.addresses);
    m_steps.set(startSteps(status));
    // Whoever was online is not any more, also when nobody had the time to say so.
    if (status.phase == server::Phase::Stopped || status.phase == server::Phase::Failed)
        m_players.apply({{}, {}, true});
    // Seconds matter in the first minute only.
    if (isRunning())
        m_tick.start(status.startedAt.secsTo(toDateTime(m_clock.wall())) < 60 ? 1'000 : 10'000);
    else
        m_tick.stop();
    refreshTimes();

    if (isRunning() && !hostedBefore()) {
        m_settings.remember(kHostedBefore, true);
        Q_EMIT hostedBeforeChanged();
    }
    if (isRunning() && m_portTried != 0 && m_portTried == status.httpPort)
        std::ignore = m_settings.setPortText(QString::number(m_portTried)); // always a valid port
    Q_EMIT statusChanged();

    if (isRunning()) {
        m_portTried = 0;
        if (std::exchange(m_startAsked, false))
            Q_EMIT started();
    } else if (m_status.phase == server::Phase::Failed) {
        m_startAsked = false;
        m_stopAsked = false;
    } else if (m_status.phase == server::Phase::Stopped && std::exchange(m_stopAsked, false)) {
        Q_EMIT stopped();
    }
}

void HostViewModel::refreshTimes()
{
    const QDateTime now = toDateTime(m_clock.wall());
    m_players.setNow(now);
    const QString text = isRunning() && m_status.startedAt.isValid()
                             ? durationText(std::chrono::seconds(m_status.startedAt.secsTo(now)))
                             : QString();
    if (isRunning() && m_tick.interval() < 10'000 && m_status.startedAt.secsTo(now) >= 60)
        m_tick.start(10'000);
    if (text == m_runningFor)
        return;
    m_runningFor = text;
    Q_EMIT runningForChanged();
}

void HostViewModel::start()
{
    startOn(quint16(m_settings.port()));
}

void HostViewModel::tryProposedPort()
{
    if (m_status.error.portProposed == 0)
        return;
    m_portTried = m_status.error.portProposed;
    startOn(m_portTried);
}

void HostViewModel::startOn(quint16 port)
{
    if (isRunning() || isBusy())
        return;
    m_startAsked = true;
    m_backend.startHosting({m_settings.serverName(), port, m_settings.playOnThisPc()});
}

void HostViewModel::requestStop()
{
    if (!isRunning() && m_status.phase != server::Phase::Starting)
        return;
    if (playerCount() > 0)
        Q_EMIT stopQuestion();
    else
        stopNow();
}

void HostViewModel::stopNow()
{
    if (!isRunning() && m_status.phase != server::Phase::Starting)
        return;
    m_startAsked = false;
    m_stopAsked = true;
    m_backend.stopHosting();
}

void HostViewModel::requestRestart()
{
    if (!isRunning())
        return;
    if (playerCount() > 0)
        Q_EMIT restartQuestion();
    else
        restartNow();
}

void HostViewModel::restartNow()
{
    if (isRunning())
        m_backend.restartHosting();
}

void HostViewModel::toggle()
{
    if (isRunning())
        requestStop();
    else
        start();
}

QString HostViewModel::headline() const
{
    return headlineOf(m_status);
}

QString HostViewModel::serverName() const
{
    return m_settings.serverName();
}

QString HostViewModel::portText() const
{
    return m_status.httpPort == 0 ? QString() : QString::number(m_status.httpPort);
}

QString HostViewModel::portNote() const
{
    return isRunning() ? portNoteOf(m_status) : QString();
}

QString HostViewModel::localAddress() const
{
    if (!isRunning())
        return {};
    for (const auto &address : m_status.addresses) {
        if (address.kind == server::AddressKind::ThisPc)
            return address.address;
    }
    return (m_status.tls ? u"https://127.0.0.1:"_s : u"127.0.0.1:"_s) + QString::number(m_status.httpPort);
}

QString HostViewModel::encryptionText() const
{
    return m_status.tls ? tr("Encrypted (https)") : tr("Not encrypted (http)");
}

QString HostViewModel::connectionsText() const
{
    return QLocale().toString(m_status.connections);
}

QString HostViewModel::playersText() const
{
    return tr("%n player(s)", nullptr, playerCount());
}

QString HostViewModel::onlineSentence() const
{
    if (m_players.countInGame() == 0)
        return tr("%n player(s) are online.", nullptr, playerCount());
    return tr("%n player(s) are online.", nullptr, playerCount()) + u' ' +
           tr("%n of them are in a game.", nullptr, m_players.countInGame());
}

QString HostViewModel::stopQuestionText() const
{
    return tr("%1 Everyone is disconnected when the server stops. Saved progress stays.").arg(onlineSentence());
}

QString HostViewModel::restartQuestionText() const
{
    return tr("%1 Everyone is disconnected and can sign in again a few seconds later. Saved progress stays.")
        .arg(onlineSentence());
}

Problem HostViewModel::problem() const
{
    return m_status.phase == server::Phase::Failed ? problemOf(m_status.error) : Problem();
}

} // namespace app
