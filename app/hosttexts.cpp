#include <app/hosttexts.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::HostTexts)
};

QString cannotStart(const server::StartError &error)
{
    return error.port == 0 ? Text::tr("Could not start") : Text::tr("Could not start on port %1").arg(error.port);
}

QString tryPort(const server::StartError &error)
{
    return error.portProposed == 0 ? QString() : Text::tr("Try port %1").arg(error.portProposed);
}

StepsModel::State stateOf(server::StartStep step, const server::Status &status)
{
    if (status.phase == server::Phase::Running || status.phase == server::Phase::Stopping)
        return StepsModel::Done;
    if (status.phase == server::Phase::Stopped)
        return StepsModel::Todo;
    const bool failed = status.phase == server::Phase::Failed;
    const server::StartStep current = failed ? status.error.step : status.step;
    if (step == current)
        return failed ? StepsModel::Failed : StepsModel::Running;
    return step < current ? StepsModel::Done : StepsModel::Todo;
}

// One title per state: a step that went wrong reads as its opposite.
QString pick(StepsModel::State state, const QString &todo, const QString &running, const QString &done,
             const QString &failed)
{
    switch (state) {
    case StepsModel::Todo:
        return todo;
    case StepsModel::Running:
        return running;
    case StepsModel::Done:
    case StepsModel::Warning:
        return done;
    case StepsModel::Failed:
        break;
    }
    return failed;
}

} // namespace

Problem problemOf(const server::StartError &error)
{
    using Kind = server::StartErrorKind;
    const QString details = error.detail;
    switch (error.kind) {
    case Kind::None:
        return {};
    case Kind::PortTaken:
        return {cannotStart(error),
                error.portHolder.isEmpty() ? Text::tr("Another program uses this port.")
                                           : Text::tr("Another program uses it: %1.").arg(error.portHolder),
                details, tryPort(error)};
    case Kind::PortPermission:
        return {cannotStart(error), Text::tr("No port could be opened. The system allows ports above 1024 only."),
                details, tryPort(error)};
    case Kind::AddressNotAvailable:
        return {Text::tr("This PC does not have the address the server should listen on"),
                Text::tr("Leave “host” empty in the configuration, or name an address of this PC."),
                details,
                {}};
    case Kind::DatabaseUnreadable:
        return {Text::tr("The saved data could not be read"),
                Text::tr("The database is damaged or belongs to another program. Nothing was changed. Put a copy of it "
                         "back, or use another data folder."),
                details,
                {}};
    case Kind::DatabaseTooNew:
        return {Text::tr("The saved data was made by a newer version"),
                Text::tr("Nothing was changed. Start that version of Relay Deck, or use another data folder."),
                details,
                {}};
    case Kind::DiskFull:
        return {Text::tr("The disk is full"),
                Text::tr("Progress could not be saved, so the server did not start. Make some room, then try again."),
                details,
                {}};
    case Kind::FolderNotWritable:
        return {Text::tr("The data folder cannot be written"),
                Text::tr("Progress could not be saved there. Allow writing to the folder, or use another one."),
                details,
                {}};
    case Kind::SecretUnreadable:
        return {
            Text::tr("The server's key file is damaged"),
            Text::tr("It was not replaced, because every saved sign-in depends on it. Put a copy of secret.bin back, "
                     "then try again."),
            details,
            {}};
    case Kind::TlsFiles:
        return {Text::tr("The certificate cannot be used"),
                Text::tr("The certificate or its key, as named in the configuration, was refused. Check both files."),
                details,
                {}};
    case Kind::Other:
        break;
    }
    return {cannotStart(error),
            Text::tr("The system refused without a reason we know. The details may tell more."),
            details,
            {}};
}

QList<StepsModel::Step> startSteps(const server::Status &status)
{
    using Step = server::StartStep;
    const auto database = stateOf(Step::Database, status);
    const auto ports = stateOf(Step::Ports, status);
    const auto addresses = stateOf(Step::Addresses, status);
    const QString portValue = ports == StepsModel::Done && status.httpPort != 0 ? QString::number(status.httpPort)
                              : ports == StepsModel::Failed && status.error.port != 0
                                  ? QString::number(status.error.port)
                                  : QString();
    return {
        {pick(database, Text::tr("Open the saved data"), Text::tr("Opening the saved data"),
              Text::tr("The saved data is open"), Text::tr("The saved data could not be opened")),
         database == StepsModel::Todo ? Text::tr("Players, progress and leaderboards") : QString(),
         {},
         database},
        {pick(ports, Text::tr("Open the server's port"), Text::tr("Opening the server's port"),
              Text::tr("The server's port is open"), Text::tr("The server's port could not be opened")),
         ports == StepsModel::Done ? portNoteOf(status) : QString(), portValue, ports},
        {pick(addresses, Text::tr("Find the addresses of this PC"), Text::tr("Finding the addresses of this PC"),
              Text::tr("The addresses of this PC are known"), Text::tr("This PC has no usable address")),
         {},
         {},
         addresses},
    };
}

QString headlineOf(const server::Status &status)
{
    switch (status.phase) {
    case server::Phase::Stopped:
        return Text::tr("The server is stopped.");
    case server::Phase::Starting:
        return Text::tr("Starting…");
    case server::Phase::Stopping:
        return Text::tr("Stopping. Everyone's progress is being saved.");
    case server::Phase::Failed:
        return Text::tr("The server could not start.");
    case server::Phase::Running:
        break;
    }
    for (const auto &address : status.addresses) {
        if (address.kind != server::AddressKind::ThisPc)
            return Text::tr("Your server is on. People on this network can join now.");
    }
    return Text::tr("Your server is on, but this PC is on no network. Only you can join.");
}

QString portNoteOf(const server::Status &status)
{
    if (status.portWanted == 0 || status.httpPort == 0 || status.portWanted == status.httpPort)
        return {};
    return Text::tr("Hosting started on port %1, because port %2 could not be used.")
        .arg(status.httpPort)
        .arg(status.portWanted);
}

} // namespace app
