#include <app/platform/shutdownsignals.h>
#include <app/platform/standardoutput.h>
#include <tests/support/quiet.h>

#include <QSignalSpy>

#include <csignal>

#include <unistd.h>

using app::ShutdownSignals;

class TestShutdownSignals : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachWishIsHeard_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }

    void eachWishIsHeard()
    {
        QFETCH(const int, number);
        const ShutdownSignals shutdown;
        QSignalSpy requested(&shutdown, &ShutdownSignals::requested);
        QCOMPARE(raise(number), 0);
        QVERIFY(requested.isEmpty()); // not from inside the handler
        QVERIFY(requested.wait());
        QCOMPARE(raise(number), 0);
        QVERIFY(requested.wait());
        QCOMPARE(requested.size(), 2);
    }

    void manyAtOnceAreOneWish()
    {
        const ShutdownSignals shutdown;
        QSignalSpy requested(&shutdown, &ShutdownSignals::requested);
        for (int i = 0; i < 100'000; ++i) // more than a pipe holds
            raise(SIGTERM);
        QVERIFY(requested.wait());
        QVERIFY(!requested.isEmpty());
    }

    void ignoredSignalsStayIgnored()
    {
        std::signal(SIGHUP, SIG_IGN); // as nohup does
        {
            const ShutdownSignals shutdown;
            QSignalSpy requested(&shutdown, &ShutdownSignals::requested);
            raise(SIGHUP);
            raise(SIGTERM);
            QVERIFY(requested.wait());
            QCOMPARE(requested.size(), 1);
        }
        QVERIFY(std::signal(SIGHUP, SIG_DFL) == SIG_IGN);
    }

    void whatStoodBeforeReturns()
    {
        struct sigaction before // Qt Test has a handler of its own
        {};
        struct sigaction now
        {};
        sigaction(SIGTERM, nullptr, &before);
        {
            const ShutdownSignals shutdown;
        }
        sigaction(SIGTERM, nullptr, &now);
        QVERIFY(now.sa_handler == before.sa_handler);
        const ShutdownSignals again; // one after the other is fine
        sigaction(SIGTERM, nullptr, &now);
        QVERIFY(now.sa_handler != before.sa_handler);
    }

    void closedOutputIsAnErrorNotTheEnd()
    {
        const ShutdownSignals shutdown;
        int ends[2] = {-1, -1};
        QCOMPARE(pipe(ends), 0);
        const int saved = dup(STDOUT_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        const bool whileOpen = app::writeLine("{}");
        char text[4] = {};
        const ssize_t got = read(ends[0], text, sizeof text);
        close(ends[0]);
        const bool whenClosed = app::writeLine("{}");
        std::clearerr(stdout);
        dup2(saved, STDOUT_FILENO);
        close(saved);
        close(ends[1]);
        QVERIFY(whileOpen);
        QCOMPARE(QByteArray(text, got), "{}\n");
        QVERIFY(!whenClosed);
    }
};

QTEST_GUILESS_MAIN(TestShutdownSignals)
#include "tst_shutdownsignals.moc"
