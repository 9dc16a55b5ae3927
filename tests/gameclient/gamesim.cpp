// relaydeck-gamesim: simulated games that behave as the real one does, from the first packet to the multiplayer menu.
// It ends with 0 only if every game did all of its script, with 1 if one did not, with 2 when it could not start.

#include <core/net/processlimits.h>
#include <core/net/qtnetwork.h>

#include <tests/gameclient/accountsfile.h>
#include <tests/gameclient/seededrandom.h>
#include <tests/gameclient/simulation.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
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
        {u"redirector"_s, u"Play through an outside connector whose redirector is there; one for each game."_s,
         u"HOST:PORT"_s},
        {u"connector"_s, u"The same, by the line of ports that a headless connector prints."_s, u"PORTS"_s},
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

// 0: a game on its own.
int seatsOf(const QString &script)
{
    for (const PartyInfo &party : parties()) {
        if (script == QLatin1StringView(party.name))
            return static_cast<int>(party.seats);
    }
    return 0;
}

std::optional<OutsideConnector> readRedirector(const QString &text)
{
    const auto colon = text.lastIndexOf(u':');
    bool ok = false;
    OutsideConnector connector;
    connector.host = text.left(colon);
    connector.redirector = text.sliced(colon + 1).toUShort(&ok);
    return colon > 0 && ok && connector.redirector > 0 ? std::optional(connector) : std::nullopt;
}

// The line of ports that a headless connector prints; a port it does not have is null there.
std::optional<OutsideConnector> readPorts(const QString &text)
{
    const QJsonObject ports = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto port = [&ports](QLatin1StringView name, quint16 other) {
        return ports.contains(name) ? static_cast<quint16>(qBound(0, ports[name].toInt(0), 65535)) : other;
    };
    OutsideConnector connector;
    connector.redirector = port("redirector"_L1, 0);
    connector.ports.telemetry = port("telemetry"_L1, 0);
    connector.ports.http = port("http"_L1, 0);
    connector.ports.tunnel = port("tunnel"_L1, 0);
    connector.ports.game = port("game"_L1, GameDatagrams::kGamePort);
    return connector.redirector > 0 ? std::optional(connector) : std::nullopt;
}

// Empty, or what is wrong with how the games are to reach their server.
QString readWays(const QCommandLineParser &parser, SimulationOptions &options)
{
    options.server = parser.value(u"server"_s);
    const QStringList redirectors = parser.values(u"redirector"_s);
    for (const QString &text : redirectors) {
        const auto connector = readRedirector(text);
        if (!connector)
            return u"--redirector is HOST:PORT"_s;
        options.connectors.push_back(*connector);
    }
    const QStringList lines = parser.values(u"connector"_s);
    for (const QString &text : lines) {
        const auto connector = readPorts(text);
        if (!connector)
            return u"--connector is the line of ports that a headless connector prints"_s;
        options.connectors.push_back(*connector);
    }
    if (options.server.isEmpty() == options.connectors.empty())
        return u"name either --server URL or connectors (--redirector HOST:PORT, --connector PORTS)"_s;
    return {};
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
    if (problem = readWays(parser, options); !problem.isEmpty())
        return problem;
    options.script = parser.value(u"script"_s);
    if (!scriptNamed(options.script) && seatsOf(options.script) == 0)
        return u"there is no script \"%1\"; --list-scripts names them"_s.arg(options.script);
    options.clients = number(parser, u"clients"_s, 1, 100'000, problem);
    if (const int seats = seatsOf(options.script); seats > 0 && options.clients % seats != 0)
        problem = u"this script is played in groups of %1"_s.arg(seats);
    const auto connectors = static_cast<int>(options.connectors.size());
    if (connectors > 1 ? connectors != options.clients : connectors == 1 && seatsOf(options.script) > 1)
        problem = u"each game needs a connector of its own: name as many as there are games"_s;
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
    if (info == all.end() || !info->needsAccount)
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
        for (const PartyInfo &party : parties())
            print(stdout, QByteArray(party.name).leftJustified(18) + party.about);
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
