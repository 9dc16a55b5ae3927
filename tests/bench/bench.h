#pragma once
// A small runner for benchmarks: a file registers functions, the program runs those named on its command line (all when
// none is) and prints one line each:
//
//     name value unit budget
//
// A measurement counts processor time, on one thread. It warms up, then runs 9 rounds; the value is their median, the
// spread (median absolute deviation) goes to standard error. The budget is what the figure is wished to keep ("-" for
// none); it is printed, not enforced: absolute figures depend on the machine.
//
//     BENCHMARK(tdf_encode) { bench.measure("tdf.encode", "ns", 66, [&] { … one operation … }); }

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace bench {

class Bench
{
public:
    using Operation = std::function<void()>;

    // Nanoseconds of one operation. `perCall` when one call does several.
    void measure(const std::string &name, double budgetNs, const Operation &operation, double perCall = 1);
    // Work done a second: `unitsPerCall` units (operations, gigabytes, …) in one call.
    void rate(const std::string &name, const std::string &unit, double budget, double unitsPerCall,
              const Operation &operation);
    // A figure measured some other way: one value a round.
    void report(const std::string &name, const std::string &unit, double budget, std::vector<double> rounds);

private:
    // Nanoseconds of one call, 9 rounds.
    [[nodiscard]] static std::vector<double> run(const Operation &operation);
};

using Function = void (*)(Bench &);

struct Registration
{
    Registration(const char *name, Function function);
};

// Keeps the compiler from dropping a result nobody looks at.
template <class T>
inline void keep(const T &value)
{
#if defined(__GNUC__) || defined(__clang__)
    asm volatile("" : : "r,m"(value) : "memory"); // NOLINT(hicpp-no-assembler): the point of it
#else
    const volatile auto *sink = &value;
    static_cast<void>(sink);
#endif
}

} // namespace bench

#define BENCHMARK(name)                                                                                                \
    static void bench_##name(bench::Bench &bench);                                                                     \
    static const bench::Registration registration_##name(#name, &bench_##name);                                        \
    static void bench_##name([[maybe_unused]] bench::Bench &bench)
