#include <app/shellviewmodel.h>

#include <QClipboard>
#include <QGuiApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace app {

ShellViewModel::ShellViewModel(HostViewModel &host, JoinViewModel &join, SettingsViewModel &settings, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_join(join)
{
    m_hostPhaseSeen = host.phase();
    if (host.isRunning() || host.isBusy())
        m_page = OverviewPage;
    else if (join.isActive())
        m_page = JoinPage;
    connectHost();
    connectJoin();
    connect(&settings, &SettingsViewModel::saveFailed, this, [this] {
        m_toasts.add(tone::Problem, tr("The settings could not be saved. They hold until the window closes."));
    });
}

void ShellViewModel::connectHost()
{
    connect(&m_host, &HostViewModel::statusChanged, this, &ShellViewModel::onHostStatus);
    connect(&m_host, &HostViewModel::runningForChanged, this, &ShellViewModel::stateChanged);
    connect(&m_host, &HostViewModel::playersTextChanged, this, &ShellViewModel::stateChanged);
    connect(&m_host, &HostViewModel::hostedBeforeChanged, this, &ShellViewModel::overviewAvailableChanged);
    connect(&m_host, &HostViewModel::started, this, [this] {
        setPage(OverviewPage);
        m_toasts.add(tone::Ok, m_host.portNote().isEmpty() ? tr("Hosting started on port %1").arg(m_host.portText())
                                                           : m_host.portNote());
    });
    connect(&m_host, &HostViewModel::stopped, this, [this] {
        if (!m_closing)
            m_toasts.add(tone::Ok, tr("Hosting stopped"), tr("Start again"), [this] { m_host.start(); });
    });
    connect(&m_host, &HostViewModel::playerJoined, this,
            [this](const QString &name) { announce(tr("%1 joined").arg(name)); });
}

void ShellViewModel::connectJoin()
{
    connect(&m_join, &JoinViewModel::statusChanged, this, &ShellViewModel::stateChanged);
    connect(m_join.steps(), &StepsModel::stepChanged, this, &ShellViewModel::announce);
    connect(&m_join, &JoinViewModel::connectedTo, this,
            [this](const QString &title) { announce(tr("Connected to %1").arg(title)); });
    connect(&m_join, &JoinViewModel::disconnectedFrom, this, [this](const QString &title) {
        announce(tr("Disconnected from %1").arg(title));
        m_toasts.add(tone::Ok, tr("Disconnected from %1").arg(title), tr("Connect again"),
                     [this] { m_join.tryAgain(); });
    });
    connect(&m_join, &JoinViewModel::failed, this, [this] { announce(m_join.problem().title); });
    connect(&m_join, &JoinViewModel::forgotten, this, [this](const QString &address, const QDateTime &joined) {
        m_toasts.add(tone::Ok, tr("%1 removed from the list").arg(address), tr("Undo"),
                     [this, address, joined] { m_join.takeBack(address, joined); });
    });
}

void ShellViewModel::onHostStatus()
{
    const auto phase = m_host.phase();
    if (std::exchange(m_hostPhaseSeen, phase) != phase)
        announce(pillText().isEmpty() ? hostText() : pillText());
    if (m_page == GamesPage && !isGamesAvailable())
        setPage(OverviewPage);
    Q_EMIT stateChanged();
    // A restart was under way when the window was closed: the server that came up again has to go too.
    if (m_closing && (phase == HostViewModel::Starting || phase == HostViewModel::Running))
        m_host.stopNow();
    if (m_closing && !m_host.isRunning() && !m_host.isBusy())
        Q_EMIT closeApproved();
}

void ShellViewModel::setPage(Page page)
{
    if (page == m_page || (page == GamesPage && !isGamesAvailable()))
        return;
    m_page = page;
    Q_EMIT pageChanged();
}

void ShellViewModel::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    announce(tr("Copied"));
}

void ShellViewModel::copyBestAddress()
{
    const QString address = m_host.addresses()->best();
    if (address.isEmpty() || !m_host.isRunning())
        return;
    copy(address);
    m_toasts.add(tone::Ok, tr("Copied: %1").arg(address));
}

bool ShellViewModel::requestClose()
{
    if (m_closing || (!m_host.isRunning() && !m_host.isBusy()))
        return true;
    if (m_host.playerCount() > 0) {
        Q_EMIT closeQuestion();
        return false;
    }
    stopAndClose();
    return false;
}

void ShellViewModel::stopAndClose()
{
    m_closing = true;
    if (!m_host.isRunning() && !m_host.isBusy())
        Q_EMIT closeApproved();
    else
        m_host.stopNow();
}

QString ShellViewModel::title() const
{
    return m_host.isRunning() || m_host.isBusy() ? m_host.serverName() : u"Relay Deck"_s;
}

QString ShellViewModel::pageTitle() const
{
    switch (m_page) {
    case HomePage:
        return tr("Home");
    case JoinPage:
        return tr("Join");
    case OverviewPage:
        return isOverviewAvailable() ? tr("Overview") : tr("Host a game");
    case GamesPage:
        return tr("Games");
    case SettingsPage:
        return tr("Settings");
    case AboutPage:
        break;
    }
    return tr("About");
}

bool ShellViewModel::isGamesAvailable() const
{
    return m_host.isRunning() || m_host.phase() == HostViewModel::Stopping;
}

bool ShellViewModel::isHostShown() const
{
    return m_host.phase() != HostViewModel::Stopped;
}

QString ShellViewModel::pillText() const
{
    switch (m_host.phase()) {
    case HostViewModel::Starting:
        return tr("Starting…");
    case HostViewModel::Running:
        return m_host.playerCount() == 0 ? tr("Hosting · nobody here yet")
                                         : tr("Hosting · %n online", nullptr, m_host.playerCount());
    case HostViewModel::Stopping:
        return tr("Stopping…");
    case HostViewModel::Failed:
        return tr("Could not start");
    case HostViewModel::Stopped:
        break;
    }
    switch (m_join.phase()) {
    case JoinViewModel::Off:
        return {};
    case JoinViewModel::Ready:
        return tr("Connected · %1").arg(m_join.title());
    case JoinViewModel::GameConnected:
        return tr("In the game · %1").arg(m_join.title());
    case JoinViewModel::Reconnecting:
        return tr("Reconnecting, try %1").arg(std::max(1, m_join.attempts()));
    case JoinViewModel::Failed:
        return m_join.hasPortProblem() ? tr("Not connected · local ports in use") : tr("Not connected");
    case JoinViewModel::LookingUp:
    case JoinViewModel::Preparing:
        break;
    }
    return tr("Connecting…");
}

QString ShellViewModel::pillShort() const
{
    if (m_host.isRunning())
        return tr("Hosting · %1").arg(m_host.playerCount());
    if (isHostShown())
        return pillText();
    switch (m_join.phase()) {
    case JoinViewModel::Ready:
        return tr("Connected");
    case JoinViewModel::GameConnected:
        return tr("In the game");
    case JoinViewModel::Reconnecting:
        return tr("Reconnecting");
    case JoinViewModel::Failed:
        return tr("Not connected");
    case JoinViewModel::Off:
    case JoinViewModel::LookingUp:
    case JoinViewModel::Preparing:
        break;
    }
    return pillText();
}

tone::Tone ShellViewModel::pillTone() const
{
    return isHostShown() ? hostTone() : joinTone();
}

ShellViewModel::Page ShellViewModel::pillPage() const
{
    return isHostShown() ? OverviewPage : JoinPage;
}

QString ShellViewModel::hostText() const
{
    switch (m_host.phase()) {
    case HostViewModel::Stopped:
        break;
    case HostViewModel::Starting:
        return tr("Starting…");
    case HostViewModel::Running:
        return tr("Hosting for %1").arg(m_host.runningFor());
    case HostViewModel::Stopping:
        return tr("Stopping…");
    case HostViewModel::Failed:
        return tr("Could not start");
    }
    return tr("Not hosting");
}

tone::Tone ShellViewModel::hostTone() const
{
    switch (m_host.phase()) {
    case HostViewModel::Stopped:
        break;
    case HostViewModel::Starting:
    case HostViewModel::Stopping:
        return tone::Working;
    case HostViewModel::Running:
        return tone::Ok;
    case HostViewModel::Failed:
        return tone::Problem;
    }
    return tone::Off;
}

QString ShellViewModel::reachText() const
{
    return m_host.isRunning() ? tr("This network · port %1").arg(m_host.portText()) : QString();
}

QString ShellViewModel::joinText() const
{
    switch (m_join.phase()) {
    case JoinViewModel::Off:
        break;
    case JoinViewModel::Ready:
    case JoinViewModel::GameConnected:
        return m_join.isOwnServer() ? tr("Playing on this PC") : tr("Connected to %1").arg(m_join.title());
    case JoinViewModel::Reconnecting:
        return tr("Reconnecting, try %1").arg(std::max(1, m_join.attempts()));
    case JoinViewModel::LookingUp:
    case JoinViewModel::Preparing:
        return tr("Connecting…");
    case JoinViewModel::Failed:
        return tr("Not connected");
    }
    return m_host.isRunning() ? tr("Not playing on this PC") : tr("Not connected");
}

tone::Tone ShellViewModel::joinTone() const
{
    return m_join.tone();
}

QString ShellViewModel::closeQuestionText() const
{
    return m_host.stopQuestionText();
}

void ShellViewModel::announce(const QString &text)
{
    if (text.isEmpty())
        return;
    // The same sentence twice is still said twice: readers speak on change.
    if (m_announcement == text) {
        m_announcement.clear();
        Q_EMIT announcementChanged();
    }
    m_announcement = text;
    Q_EMIT announcementChanged();
}

} // namespace app
