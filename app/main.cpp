// Relay Deck. One program: a window that hosts and joins, the same without a window, and the import of a data folder.

#include <app/commandline.h>
#include <app/contentcommand.h>
#include <app/headless.h>
#include <app/importcommand.h>
#include <app/jsonuistore.h>
#include <app/networkbackend.h>
#include <app/platform/shutdownsignals.h>
#include <app/platform/standardoutput.h>
#include <app/refusedwindow.h>
#include <app/startup.h>
#include <app/window.h>

#include <QGuiApplication>
#include <QTimer>

#include <string_view>

namespace {

using namespace Qt::StringLiterals;

// Wrong use of the command line, as usual for programs of the shell.
constexpr int kExitUsage = 2;

// Decided before Qt is set up: without a window no display is needed.
bool needsWindow(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument(argv[i]);
        if (argument == "--headless" || argument == "--help" || argument == "-h" || argument == "--version" ||
            argument == "-v" || argument == "import" || argument == "import-content")
            return false;
    }
    return true;
}

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

app::EngineOptions engineOptions(const app::Startup &startup)
{
    return {.config = startup.config(), .dataFolder = startup.dataFolder(), .portIsFixed = startup.portIsFixed()};
}

int alreadyRunning(app::Startup &startup, bool withWindow)
{
    if (!withWindow) {
        app::complain(
            u"Relay Deck is already running with this data folder (process %1). Use another one with --data."_s.arg(
                startup.instance().holderProcess()));
        return 1;
    }
    QObject::connect(&startup.instance(), &app::SingleInstance::askFinished, qApp,
                     [](app::SingleInstance::Answer answer) {
                         if (answer == app::SingleInstance::Answer::Shown)
                             return QCoreApplication::exit(0);
                         QCoreApplication::exit(1);
                     });
    QTimer::singleShot(0, &startup.instance(), [&startup] { startup.instance().askToShow(); });
    const int status = QCoreApplication::exec();
    if (status != 0) {
        const QString reason = u"Relay Deck is already running with this data folder, without a window."_s;
        app::complain(reason);
        app::showRefused(reason);
    }
    return status;
}

int runHeadless(app::Startup &startup)
{
    // Before everything that ends in order behind it: a second wish meanwhile, as closing terminals send it, must not
    // cut that short.
    const app::ShutdownSignals shutdown;
    const app::CommandLine &line = startup.line();
    app::HeadlessOptions options {.printPorts = line.printPorts};
    if (line.host)
        options.host = app::HostOptions {};
    if (!line.joinAddress.isEmpty())
        options.join = line.joinAddress;
    app::Headless headless(engineOptions(startup), std::move(options));
    QObject::connect(&shutdown, &app::ShutdownSignals::requested, &headless, &app::Headless::stop);
    QTimer::singleShot(0, &headless, &app::Headless::start);
    return QCoreApplication::exec();
}

int runWindow(app::Startup &startup)
{
    const app::ShutdownSignals shutdown; // first, as above: the network thread ends when `backend` goes
    const app::CommandLine &line = startup.line();
    app::NetworkBackend backend(engineOptions(startup));
    app::JsonUiStore store(startup.dataFolder());
    app::Window window(backend, store, startup.clock(), startup.dataFolder());
    window.settings().setServerNameConfigured(startup.config().serverName);
    window.join().setAddressConfigured(startup.config().connector.address);
    if (line.port)
        window.settings().setPortForThisRun(*line.port);
    if (!window.show())
        return 1;
    startup.instance().setWindow(app::SingleInstance::Window::Open);
    QObject::connect(&startup.instance(), &app::SingleInstance::showRequested, &window, &app::Window::raise);
    // The system ends the program: nobody is there to answer a question.
    QObject::connect(&shutdown, &app::ShutdownSignals::requested, qApp, [] { QCoreApplication::exit(0); });
    if (line.host)
        window.host().start();
    if (!line.joinAddress.isEmpty())
        window.join().connectTo(line.joinAddress);
    return QCoreApplication::exec();
}

int run(bool withWindow)
{
    const auto line = app::parseCommandLine(QCoreApplication::arguments().mid(1));
    if (!line) {
        app::complain(line.error());
        app::complain(app::usageHint());
        return kExitUsage;
    }
    switch (line->action) {
    case app::CommandLine::Action::ShowHelp:
        app::writeLine(app::helpText().toUtf8());
        return 0;
    case app::CommandLine::Action::ShowVersion:
        app::writeLine(app::versionText().toUtf8());
        return 0;
    case app::CommandLine::Action::Import:
        return app::runImport(*line);
    case app::CommandLine::Action::ImportContent:
        return app::runContentImport(*line);
    case app::CommandLine::Action::Run:
        break;
    }
    app::Startup startup(*line);
    switch (startup.prepare()) {
    case app::Startup::Outcome::Failed:
        if (withWindow)
            app::showRefused(startup.reason());
        return 1;
    case app::Startup::Outcome::AlreadyRunning:
        return alreadyRunning(startup, withWindow);
    case app::Startup::Outcome::Ready:
        break;
    }
    return withWindow ? runWindow(startup) : runHeadless(startup);
}

} // namespace

int main(int argc, char **argv)
{
    app::attachStandardOutput();
    QCoreApplication::setApplicationName(u"relaydeck"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RELAYDECK_VERSION));
    if (!needsWindow(argc, argv)) {
        const QCoreApplication application(argc, argv);
        return run(false);
    }
    if (!hasDisplay()) {
        app::complain(u"There is no display. Host without a window: relaydeck --headless --host"_s);
        return 1;
    }
    const QGuiApplication application(argc, argv);
    return run(true);
}
