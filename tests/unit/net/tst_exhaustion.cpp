// What a listener does when the process has no descriptor left. A program of its own: it lowers its own limit.

#include "recorder.h"

#include <core/net/qtnetwork.h>
#include <tests/support/quiet.h>

#include <QFile>
#include <QTest>

#include <memory>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <unistd.h>

namespace {

double cpuSeconds()
{
    rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

} // namespace

class TestExhaustion : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void acceptingPausesAndGoesOn()
    {
        net::QtNetwork network;
        std::vector<net::StreamPtr> accepted;
        Recorder recorder;
        net::ListenOptions options;
        options.address = QHostAddress(QHostAddress::LocalHost);
        const auto listener = network.listen(options, [&](net::StreamPtr stream) {
            stream->setHandler(&recorder);
            accepted.push_back(std::move(stream));
        });
        QVERIFY(listener.hasValue());

        net::StreamPtr client;
        net::ConnectOptions connect;
        connect.host = QStringLiteral("127.0.0.1");
        connect.port = (*listener)->port();
        // The client's descriptor is taken first, then all others, so that only the accepting one is missing.
        std::vector<int> hoard;
        const auto attempt = network.connectTo(connect, [&](auto result) {
            client = *std::move(result);
            client->setHandler(&recorder);
        });
        const rlimit low {64, 64};
        rlimit before {};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        const rlimit soft {low.rlim_cur, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &soft), 0);
        bool full = false;
        network.after(std::chrono::milliseconds(0), [&] {
            for (int descriptor = ::open("/dev/null", O_RDONLY); descriptor >= 0;
                 descriptor = ::open("/dev/null", O_RDONLY))
                hoard.push_back(descriptor);
            full = true;
        });
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no descriptor left")));
        QVERIFY(QTest::qWaitFor([&] { return full && client; }, 5000));
        const double cpuBefore = cpuSeconds();
        bool waited = false;
        network.after(std::chrono::milliseconds(600), [&] { waited = true; });
        QVERIFY(QTest::qWaitFor([&] { return waited; }, 5000));
        QVERIFY(accepted.empty());
        QVERIFY(cpuSeconds() - cpuBefore < 0.3); // no busy loop
        for (const int descriptor : hoard)
            ::close(descriptor);
        QVERIFY(QTest::qWaitFor([&] { return accepted.size() == 1; }, 1000)); // within a second
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    }
};

QTEST_GUILESS_MAIN(TestExhaustion)
#include "tst_exhaustion.moc"
