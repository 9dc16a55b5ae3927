#include <app/jointexts.h>

#include <core/base/limits.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::JoinTexts)
};

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

QString hostWithPort(const QUrl &url)
{
    const bool usual = portOf(url) == (url.scheme() == "https"_L1 ? 443 : 80);
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return usual ? host : u"%1:%2"_s.arg(host).arg(portOf(url));
}

QString lookupSeconds()
{
    return QString::number(std::chrono::duration_cast<std::chrono::seconds>(base::kLookupDeadline).count());
}

StepsModel::Step serverStep(const connector::Status &status)
{
    using Phase = connector::Phase;
    const QString value =
        status.server && status.lookupMs >= 0 ? Text::tr("%1 ms", "milliseconds").arg(status.lookupMs) : QString();
    if (status.phase == Phase::Off)
        return {Text::tr("Ask the server"), {}, {}, StepsModel::Todo};
    if (status.phase == Phase::Reconnecting)
        return {Text::tr("The server is away"),
                Text::tr("Trying again (%1)").arg(std::max(1, status.attempts)),
                {},
                StepsModel::Warning};
    if (status.phase == Phase::LookingUp)
        return {Text::tr("Asking the server"), {}, {}, StepsModel::Running};
    if (status.lookupError)
        return {Text::tr("No usable server at this address"), {}, {}, StepsModel::Failed};
    return {Text::tr("The server answers"),
            status.server ? Text::tr("Version %1 fits this app").arg(status.server->version) : QString(), value,
            StepsModel::Done};
}

// What the game has to do without. The first one names the program, which as a rule holds the others too.
QString missingText(const connector::PortProblem &problem)
{
    using Role = connector::PortRole;
    const QString cause = problem.permission ? Text::tr("The system refused port %1").arg(problem.port)
                          : problem.holder.isEmpty()
                              ? Text::tr("Something holds port %1").arg(problem.port)
                              : Text::tr("%1 holds port %2").arg(problem.holder).arg(problem.port);
    switch (problem.role) {
    case Role::Http:
        return Text::tr("%1. Galaxy at War does not load.").arg(cause);
    case Role::Qos:
        return Text::tr("%1. The game cannot tell its kind of router.").arg(cause);
    case Role::Telemetry:
    case Role::Redirector:
    case Role::Blaze:
    case Role::Tunnel:
        break;
    }
    return Text::tr("%1. You can play all the same.").arg(cause);
}

StepsModel::Step portsStep(const connector::Status &status)
{
    using Phase = connector::Phase;
    const QString ports = portsText(status.ports);
    if (status.portProblem) {
        const QString port = QString::number(status.portProblem->port);
        return {status.portProblem->permission ? Text::tr("A local port was refused")
                                               : Text::tr("A local port is in use"),
                status.portProblem->permission ? Text::tr("The system does not allow port %1").arg(port)
                                               : Text::tr("Port %1 is taken").arg(port),
                port, StepsModel::Failed};
    }
    if (status.phase == Phase::Preparing)
        return {Text::tr("Opening the game's local ports"), {}, {}, StepsModel::Running};
    if (!ports.isEmpty() && !status.portsMissing.isEmpty())
        return {Text::tr("Not every local port is open"), missingText(status.portsMissing.constFirst()),
                QString::number(status.portsMissing.constFirst().port), StepsModel::Warning};
    if (!ports.isEmpty())
        return {Text::tr("Local ports are open"), Text::tr("No other connector is running"), ports, StepsModel::Done};
    return {Text::tr("Open the game's local ports"), {}, {}, StepsModel::Todo};
}

QString relayFormText(connector::TunnelForm form)
{
    using Form = connector::TunnelForm;
    switch (form) {
    case Form::Udp:
        return Text::tr("Over UDP");
    case Form::Http:
        return Text::tr("Over HTTP, which is slower: UDP does not get through");
    case Form::Local:
        return Text::tr("On this PC");
    case Form::None:
        break;
    }
    return {};
}

StepsModel::Step relayStep(const connector::Status &status)
{
    using State = connector::TunnelState;
    const connector::TunnelStatus &tunnel = status.tunnel;
    const bool connected = status.phase == connector::Phase::Ready || status.phase == connector::Phase::GameConnected;
    if (!connected || tunnel.state == State::Off)
        return {Text::tr("Open the relay"), {}, {}, StepsModel::Todo};
    switch (tunnel.state) {
    case State::Off:
    case State::Opening:
        break;
    case State::NotOffered:
        return {Text::tr("This server has no relay"),
                Text::tr("Games connect to each other directly"),
                {},
                StepsModel::Warning};
    case State::Open:
        return {Text::tr("The relay is open"), relayFormText(tunnel.form),
                tunnel.roundTripMs >= 0 ? Text::tr("%1 ms", "milliseconds").arg(tunnel.roundTripMs) : QString(),
                StepsModel::Done};
    case State::Waiting:
        return {Text::tr("The relay could not be opened"),
                tunnel.portProblem ? Text::tr("Port %1 is taken. Trying again.").arg(tunnel.portProblem->port)
                                   : Text::tr("Trying again (%1)").arg(std::max(1, tunnel.attempts)),
                {},
                StepsModel::Warning};
    }
    return {Text::tr("Opening the relay"), {}, {}, StepsModel::Running};
}

StepsModel::Step gameStep(const connector::Status &status)
{
    using Phase = connector::Phase;
    if (status.phase == Phase::GameConnected)
        return {
            Text::tr("The game is connected"), Text::tr("Keep Relay Deck open while you play"), {}, StepsModel::Done};
    if (status.phase == Phase::Ready)
        return {Text::tr("Waiting for the game"),
                Text::tr("Not started yet. If it is already open, close it and start it again."),
                {},
                StepsModel::Running};
    return {Text::tr("Wait for the game"), {}, {}, StepsModel::Todo};
}

Problem notOurs(const connector::LookupError &error)
{
    const QUrl url(error.understood);
    return {Text::tr("This is not a Pocket Relay server"),
            Text::tr("It may be your router's page; try with a port, such as :8080."), error.detail,
            url.port() < 0 && !url.host().isEmpty() ? Text::tr("Try port %1").arg(8080) : QString()};
}

} // namespace

Problem problemOf(const connector::LookupError &error)
{
    using Kind = connector::LookupErrorKind;
    const QUrl url(error.understood);
    const QString host = url.host();
    const QString &details = error.detail;
    switch (error.kind) {
    case Kind::BadAddress:
        return {Text::tr("That is not a valid server address"),
                Text::tr("Read as: “%1”").arg(error.understood),
                details,
                {}};
    case Kind::UnsupportedScheme:
        return {Text::tr("Only http and https addresses are supported"),
                Text::tr("Read as: “%1”").arg(error.understood),
                details,
                {}};
    case Kind::UserInfoInAddress:
        return {Text::tr("An address with a user name or password in it is not used"),
                Text::tr("Leave out everything up to the @ sign. You sign in inside the game."),
                {},
                {}};
    case Kind::NameNotFound:
        return {Text::tr("No server has the name “%1”").arg(host), Text::tr("Check the spelling."), details, {}};
    case Kind::Refused:
        return {Text::tr("%1 answers, but nothing listens on port %2").arg(host).arg(portOf(url)),
                Text::tr("The server may be off."),
                details,
                {}};
    case Kind::NoAnswer:
        return {Text::tr("No answer in %1 seconds").arg(lookupSeconds()),
                Text::tr("The server is off, or a firewall is in the way."),
                details,
                {}};
    case Kind::Unreachable:
        return {Text::tr("%1 cannot be reached from here").arg(host.isEmpty() ? error.understood : host),
                Text::tr("Check that this PC is on the network, then try again."),
                details,
                {}};
    case Kind::TlsFailed:
        return {Text::tr("The secure connection failed"),
                error.detail.isEmpty() ? Text::tr("The server's certificate is not trusted.")
                                       : Text::tr("The reason given: %1").arg(error.detail),
                details,
                {}};
    case Kind::CertificateWanted:
        return {Text::tr("This server asks for an identity file"),
                Text::tr("This version cannot use one. Ask the owner for an address that works without."),
                details,
                {}};
    case Kind::Redirected:
        return {Text::tr("The server sends visitors to another address"),
                Text::tr("Use the address it names, if you trust it: %1").arg(error.detail),
                details,
                {}};
    case Kind::NotFound:
        return {Text::tr("There is a web server, but no game server at this path"),
                Text::tr("Check the part after the host name. Usually there is none."),
                details,
                {}};
    case Kind::ErrorStatus:
        return {Text::tr("The server answered with an error"),
                error.detail.isEmpty() ? Text::tr("Try again later.")
                                       : Text::tr("It said: %1. Try again later.").arg(error.detail),
                details,
                {}};
    case Kind::NotJson:
    case Kind::WrongIdent:
        return notOurs(error);
    case Kind::TooOld:
        return {Text::tr("Server version %1 is older than 0.5.0").arg(error.detail),
                Text::tr("0.5.0 is the oldest this app supports. Ask the owner to update."),
                details,
                {}};
    case Kind::Silent:
        break;
    }
    return {Text::tr("The server accepts connections but does not answer"),
            Text::tr("It may have to be restarted."),
            details,
            {}};
}

Problem problemOf(const connector::PortProblem &problem)
{
    if (problem.permission) {
        return {Text::tr("The system refused port %1").arg(problem.port),
                Text::tr("The game looks for its server on this port of this PC. Allow it, then try again."),
                {},
                {}};
    }
    return {Text::tr("Another connector is using the game's ports"),
            problem.holder.isEmpty()
                ? Text::tr("Something holds port %1. Close it, then try again. Only one connector can run at a time.")
                      .arg(problem.port)
                : Text::tr("%1 holds port %2. Close it, then try again. Only one connector can run at a time.")
                      .arg(problem.holder)
                      .arg(problem.port),
            {},
            {}};
}

Problem problemOf(const connector::Status &status)
{
    using Phase = connector::Phase;
    if (status.phase == Phase::Reconnecting) {
        return {Text::tr("The server is away. Trying again (%1).").arg(std::max(1, status.attempts)),
                Text::tr("The game reconnects by itself when the server is back."),
                {},
                {},
                status.attempts > 1 ? tone::Attention : tone::Working};
    }
    if (status.phase == Phase::Off || status.phase == Phase::LookingUp)
        return {};
    if (status.lookupError)
        return problemOf(*status.lookupError);
    if (status.portProblem)
        return problemOf(*status.portProblem);
    if (status.phase == Phase::Failed)
        return {Text::tr("The connection could not be made"), Text::tr("Try again."), status.upgradeProblem, {}};
    if (status.phase == Phase::Ready && !status.upgradeProblem.isEmpty()) {
        return {Text::tr("The game's last connection was not accepted"),
                Text::tr("The game tries again by itself. The details tell what the server said."),
                status.upgradeProblem,
                {},
                tone::Attention};
    }
    if (status.server && status.server->association.isEmpty()) {
        return {Text::tr("This server has no relay"),
                Text::tr("Players behind strict routers may fail to join."),
                {},
                {},
                tone::Attention};
    }
    return {};
}

QList<StepsModel::Step> joinSteps(const connector::Status &status)
{
    return {serverStep(status), portsStep(status), relayStep(status), gameStep(status)};
}

QString portsText(const connector::Ports &ports)
{
    QList<int> open;
    for (const quint16 port : {ports.redirector, ports.blaze, ports.telemetry, ports.qos, ports.http, ports.tunnel}) {
        if (port != 0)
            open.append(port);
    }
    if (open.isEmpty())
        return {};
    std::sort(open.begin(), open.end());
    QStringList parts;
    for (qsizetype first = 0, end = 0; first < open.size(); first = end) {
        end = first + 1; // of the run without a gap
        while (end < open.size() && open[end] == open[end - 1] + 1)
            ++end;
        parts.append(end - first == 1 ? QString::number(open[first])
                                      : Text::tr("%1–%2", "from port to port").arg(open[first]).arg(open[end - 1]));
    }
    return parts.join(u", "_s);
}

QString serverTitle(const connector::Status &status)
{
    if (status.server && !status.server->base.host().isEmpty())
        return hostWithPort(status.server->base);
    return status.address;
}

} // namespace app
