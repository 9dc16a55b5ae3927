// relaydeck-gamesim: simulated games that behave as the real one does, from the first packet to the multiplayer menu.
// It ends with 0 only if every game did all of its script, with 1 if one did not, with 2 when it could not start.

#include <core/net/processlimits.h>
#include <core/net/qtnetwork.h>

#include <tests/gameclient/accountsfile.h>
#include <tests/gameclient/seededrandom.h>
#include <tests/gameclient/simulation.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;
using namespace gameclient;

namespace {

constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

struct Arguments
{
    SimulationOptions simulation;
    QString accountsFile;
    std::optional<quint64> seed;
    bool json = false;
    bool listScripts = false;
};

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Simulated games against a server or through a connector."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"redirector"_s, u"Play through an outside connector whose redirector is there."_s, u"HOST:PORT"_s},
        {u"server"_s, u"Each game brings a connector of its own and joins this server."_s, u"URL"_s},
        {u"clients"_s, u"How many games (1)."_s, u"N"_s, u"1"_s},
        {u"parallel"_s, u"How many at the same time (all)."_s, u"N"_s, u"0"_s},
        {u"script"_s, u"What they do; see --list-scripts."_s, u"NAME"_s, u"main-menu"_s},
        {u"accounts"_s, u"File that keeps the accounts for the script \"returning\"."_s, u"FILE"_s},
        {u"timeout"_s, u"Seconds for one step (30)."_s, u"SECONDS"_s, u"30"_s},
        {u"hold"_s, u"Seconds to stay connected, pinging, after the script (0)."_s, u"SECONDS"_s, u"0"_s},
        {u"seed"_s, u"Makes the saved data the same in every run."_s, u"NUMBER"_s},
        {u"json"_s, u"No trace, one line of JSON at the end."_s},
        {u"list-scripts"_s, u"Name the scripts and end."_s},
    });
}

// A number within its bounds, or nothing with `problem` set.
int number(const QCommandLineParser &parser, const QString &name, int least, int most, QString &problem)
{
    bool ok = false;
    const int value = parser.value(name).toInt(&ok);
    if (!ok || value < least || value > most)
        problem = u"--%1 is a number from %2 to %3"_s.arg(name).arg(least).arg(most);
    return value;
}

bool readRedirector(const QString &text, SimulationOptions &options)
{
    const auto colon = text.lastIndexOf(u':');
    bool ok = false;
    options.redirectorHost = text.left(colon);
    options.redirectorPort = text.sliced(colon + 1).toUShort(&ok);
    return colon > 0 && ok && options.redirectorPort > 0;
}

// Empty, or what is wrong with the arguments.
QString readArguments(const QCommandLineParser &parser, Arguments &arguments)
{
    QString problem;
    SimulationOptions &options = arguments.simulation;
    arguments.json = parser.isSet(u"json"_s);
    arguments.listScripts = parser.isSet(u"list-scripts"_s);
    if (arguments.listScripts)
        return {};
    if (!parser.positionalArguments().isEmpty())
        return u"what does \"%1\" mean?"_s.arg(parser.positionalArguments().constFirst());
    if (parser.isSet(u"redirector"_s) == parser.isSet(u"server"_s))
        return u"name either --redirector HOST:PORT or --server URL"_s;
    options.server = parser.value(u"server"_s);
    if (parser.isSet(u"redirector"_s) && !readRedirector(parser.value(u"redirector"_s), options))
        return u"--redirector is HOST:PORT"_s;
    options.script = parser.value(u"script"_s);
    if (!scriptNamed(options.script))
        return u"there is no script \"%1\"; --list-scripts names them"_s.arg(options.script);
    options.clients = number(parser, u"clients"_s, 1, 100'000, problem);
    options.parallel = number(parser, u"parallel"_s, 0, 100'000, problem);
    options.stepDeadline = std::chrono::seconds(number(parser, u"timeout"_s, 1, 3600, problem));
    options.hold = std::chrono::seconds(number(parser, u"hold"_s, 0, 86'400, problem));
    if (parser.isSet(u"seed"_s)) {
        bool ok = false;
        arguments.seed = parser.value(u"seed"_s).toULongLong(&ok);
        if (!ok)
            problem = u"--seed is a number"_s;
    }
    arguments.accountsFile = parser.value(u"accounts"_s);
    return problem;
}

QString loadAccounts(Arguments &arguments)
{
    const auto &all = scripts();
    const auto info = std::find_if(all.begin(), all.end(), [&](const ScriptInfo &script) {
        return arguments.simulation.script == QLatin1StringView(script.name);
    });
    if (!info->needsAccount)
        return {};
    if (arguments.accountsFile.isEmpty())
        return u"this script needs --accounts FILE of an earlier run"_s;
    auto accounts = readAccounts(arguments.accountsFile);
    if (!accounts)
        return accounts.error();
    if (accounts->size() < static_cast<std::size_t>(arguments.simulation.clients))
        return u"the file holds only %1 accounts"_s.arg(accounts->size());
    arguments.simulation.accounts = std::move(*accounts);
    return {};
}

void print(std::FILE *to, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), to);
    std::fputc('\n', to);
    std::fflush(to);
}

int refuse(const QString &problem)
{
    print(stderr, "relaydeck-gamesim: " + problem.toUtf8());
    return kExitUsage;
}

int report(const Arguments &arguments, const SimulationResult &result)
{
    bool kept = true;
    if (!arguments.accountsFile.isEmpty()) {
        // Accounts this run did not play with stay in the file as they are.
        std::vector<Account> accounts = result.accounts;
        const auto &before = arguments.simulation.accounts;
        for (auto i = static_cast<std::size_t>(arguments.simulation.clients); i < before.size(); ++i)
            accounts.push_back(before[i]);
        if (const auto written = writeAccounts(arguments.accountsFile, accounts); !written) {
            print(stderr, written.error().toUtf8());
            kept = false;
        }
    }
    print(stdout, arguments.json ? summaryJson(result) : summaryText(result).toUtf8());
    return result.ok == result.clients && kept ? 0 : kExitFailed;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"relaydeck-gamesim"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RELAYDECK_VERSION));
    QLoggingCategory::setFilterRules(u"app.*.info=false"_s); // fifty connectors have little to say that is new

    QCommandLineParser parser;
    addOptions(parser);
    parser.process(app);
    Arguments arguments;
    if (const QString problem = readArguments(parser, arguments); !problem.isEmpty())
        return refuse(problem);
    if (arguments.listScripts) {
        for (const ScriptInfo &script : scripts())
            print(stdout, QByteArray(script.name).leftJustified(18) + script.about);
        return 0;
    }
    if (const QString problem = loadAccounts(arguments); !problem.isEmpty())
        return refuse(problem);

    net::raiseDescriptorLimit();
    base::SystemClock clock;
    base::SystemRandom systemRandom;
    std::optional<SeededRandom> seeded;
    if (arguments.seed)
        seeded.emplace(*arguments.seed);
    base::Random &random = seeded ? static_cast<base::Random &>(*seeded) : systemRandom;
    auto identity = connector::RedirectorIdentity::open({}, systemRandom);
    if (!identity)
        return refuse(identity.error());

    net::QtNetwork network;
    SimulationResult result;
    Simulation::Trace trace;
    if (!arguments.json) {
        trace = [&clock, start = clock.now()](int client, const QString &line) {
            const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - start).count();
            print(stdout, u"%1 s  game %2  %3"_s.arg(static_cast<double>(ms) / 1000.0, 8, 'f', 3)
                              .arg(client, 3)
                              .arg(line)
                              .toUtf8());
        };
    }
    const Simulation simulation(network, clock, random, *identity, arguments.simulation, std::move(trace),
                                [&result](const SimulationResult &outcome) {
                                    result = outcome;
                                    QCoreApplication::quit();
                                });
    QCoreApplication::exec();
    return report(arguments, result);
}
