#include <core/base/limits.h>
#include <core/telemetry/counters.h>
#include <tests/support/quiet.h>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

class TestCounters : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void sameNameIsTheSameCounter()
    {
        telemetry::Counters counters;
        counters.counter(u"http.requests"_s).add();
        counters.counter(u"http.requests"_s).add(4);
        counters.counter(u"game.players"_s).set(7);
        counters.counter(u"game.players"_s).add(-2);
        const QList<telemetry::CounterValue> expected {{u"game.players"_s, 5}, {u"http.requests"_s, 5}};
        QCOMPARE(counters.snapshot(), expected);
    }

    void referencesStayGoodWhileOthersAreMade()
    {
        telemetry::Counters counters;
        telemetry::Counter &first = counters.counter(u"first"_s);
        for (int i = 1; i < base::kCountersMax; ++i)
            counters.counter(QString::number(i)).add();
        first.add(3);
        QCOMPARE(counters.snapshot().size(), base::kCountersMax);
        QCOMPARE(counters.counter(u"first"_s).value(), 3);
    }

    void threadsLoseNothing()
    {
        telemetry::Counters counters;
        constexpr int kThreads = 4;
        constexpr int kRounds = 10'000;
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&counters, t] {
                telemetry::Counter &own = counters.counter(QString::number(t));
                telemetry::Counter &shared = counters.counter(u"shared"_s);
                for (int i = 0; i < kRounds; ++i) {
                    own.add();
                    shared.add();
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(counters.counter(u"shared"_s).value(), kThreads * kRounds);
        QCOMPARE(counters.counter(u"2"_s).value(), kRounds);
    }
};

QTEST_APPLESS_MAIN(TestCounters)
#include "tst_counters.moc"
