// scenario_random --seed N --seeds N --steps N [--trace]: plays simulations of the game service, one for each seed from
// --seed on, and says how to play a failing one again.

#include <tests/scenario/random/simulation.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

// The step that broke something, from 1; 0: none did.
int play(quint64 seed, int steps, bool trace, scenario::SimTally &total, QTextStream &out)
{
    std::function<void(const QString &)> tell;
    int number = 0;
    if (trace)
        tell = [&](const QString &line) { out << number << ' ' << line << Qt::endl; };
    scenario::Simulation simulation(seed, tell);
    for (number = 1; number <= steps; ++number) {
        const QString wrong = simulation.step();
        if (wrong.isEmpty())
            continue;
        out << "seed " << seed << " step " << number << ": " << wrong << Qt::endl
            << "replay: scenario_random --trace --seed " << seed << " --steps " << number << Qt::endl;
        return number;
    }
    const scenario::SimTally &tally = simulation.tally();
    total.games += tally.games;
    total.entered += tally.entered;
    total.placed += tally.placed;
    total.migrations += tally.migrations;
    total.fullGames += tally.fullGames;
    total.refused += tally.refused;
    total.reports += tally.reports;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption seed(u"seed"_s, u"The first seed."_s, u"number"_s, u"1"_s);
    const QCommandLineOption seeds(u"seeds"_s, u"How many of them."_s, u"number"_s, u"1"_s);
    const QCommandLineOption steps(u"steps"_s, u"Steps of each."_s, u"number"_s, u"100000"_s);
    const QCommandLineOption trace(u"trace"_s, u"Tell every step."_s);
    parser.addOptions({seed, seeds, steps, trace});
    parser.addHelpOption();
    parser.process(program);
    QLoggingCategory::setFilterRules(u"app.*=false"_s);
    QTextStream out(stdout);
    int failed = 0;
    scenario::SimTally total;
    const quint64 first = parser.value(seed).toULongLong();
    const quint64 count = parser.value(seeds).toULongLong();
    for (quint64 i = 0; i < count; ++i)
        failed += play(first + i, parser.value(steps).toInt(), parser.isSet(trace), total, out) != 0 ? 1 : 0;
    out << count << " seeds of " << parser.value(steps) << " steps, " << failed << " failed" << Qt::endl;
    out << total.games << " games, " << total.fullGames << " times full, " << total.entered << " players came in, "
        << total.placed << " by a search, " << total.migrations << " were told of a new host, " << total.reports
        << " matches reported, " << total.refused << " requests refused" << Qt::endl;
    // A run in which a kind of thing never happens tests less than it says.
    constexpr quint64 kStepsForAll = 20'000;
    const bool idle = total.games == 0 || total.fullGames == 0 || total.placed == 0 || total.migrations == 0 ||
                      total.reports == 0 || total.refused == 0;
    if (idle && count * parser.value(steps).toULongLong() >= kStepsForAll) {
        out << "some of it never happened" << Qt::endl;
        return 1;
    }
    return failed == 0 ? 0 : 1;
}
