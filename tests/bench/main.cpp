// relaydeck-bench [NAME…]: runs the benchmarks whose names begin with one of the arguments, all without any;
// --list prints the names.

#include <tests/bench/bench.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string_view>

namespace bench {

namespace {

constexpr int kRounds = 9;
constexpr auto kRoundTime = std::chrono::milliseconds(60);

struct Entry
{
    const char *name;
    Function function;
};
std::vector<Entry> &entries()
{
    static std::vector<Entry> all;
    return all;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Processor time of this program, so that what else the machine does is not measured. (On Windows the C library gives
// wall time here.)
double nanoseconds(const Bench::Operation &operation, long calls)
{
    const std::clock_t start = std::clock();
    for (long i = 0; i < calls; ++i)
        operation();
    return static_cast<double>(std::clock() - start) * (1e9 / CLOCKS_PER_SEC);
}

} // namespace

Registration::Registration(const char *name, Function function)
{
    entries().push_back({name, function});
}

std::vector<double> Bench::run(const Operation &operation)
{
    // Warm-up, which also finds how many calls fill a round.
    long calls = 1;
    double took = nanoseconds(operation, calls);
    const double wanted = std::chrono::duration<double, std::nano>(kRoundTime).count();
    while (took < wanted / 4) {
        calls *= took > 0 && wanted / took < 8 ? 2 : 4;
        took = nanoseconds(operation, calls);
    }
    calls = std::max(1L, std::lround(static_cast<double>(calls) * wanted / took));
    std::vector<double> rounds;
    for (int i = 0; i < kRounds; ++i)
        rounds.push_back(nanoseconds(operation, calls) / static_cast<double>(calls));
    return rounds;
}

void Bench::measure(const std::string &name, double budgetNs, const Operation &operation, double perCall)
{
    std::vector<double> rounds = run(operation);
    for (double &round : rounds)
        round /= perCall;
    report(name, "ns", budgetNs, std::move(rounds));
}

void Bench::rate(const std::string &name, const std::string &unit, double budget, double unitsPerCall,
                 const Operation &operation)
{
    std::vector<double> rounds = run(operation);
    for (double &round : rounds)
        round = unitsPerCall / (round * 1e-9);
    report(name, unit, budget, std::move(rounds));
}

void Bench::report(const std::string &name, const std::string &unit, double budget, std::vector<double> rounds)
{
    const double middle = median(rounds);
    std::vector<double> deviations;
    for (const double round : rounds)
        deviations.push_back(std::abs(round - middle));
    std::printf("%s %.4g %s ", name.c_str(), middle, unit.c_str());
    if (budget > 0)
        std::printf("%.4g\n", budget);
    else
        std::printf("-\n");
    std::fflush(stdout);
    std::fprintf(stderr, "  (+- %.3g over %zu rounds)\n", median(deviations), rounds.size());
}

} // namespace bench

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    auto &all = bench::entries();
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return std::strcmp(a.name, b.name) < 0; });
    if (argc == 2 && std::string_view(argv[1]) == "--list") {
        for (const auto &entry : all)
            std::printf("%s\n", entry.name);
        return 0;
    }
    int run = 0;
    for (const auto &entry : all) {
        bool wanted = argc == 1;
        for (int i = 1; i < argc; ++i)
            wanted = wanted || std::string_view(entry.name).starts_with(argv[i]);
        if (!wanted)
            continue;
        bench::Bench runner;
        entry.function(runner);
        ++run;
    }
    if (run == 0)
        std::fprintf(stderr, "no benchmark has such a name; --list shows them\n");
    return run > 0 ? 0 : 2;
}
