// SSL 3.0 as a stream over a stream: both roles over the in-memory network, cut at random places.

#include "collector.h"

#include <core/base/limits.h>
#include <core/connector/ssl3stream.h>
#include <core/net/memorynetwork.h>
#include <core/ssl3/clientengine.h>
#include <core/ssl3/serverengine.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

using namespace std::chrono_literals;
using connector::Ssl3Problem;
using connector::Ssl3Stream;
using connector::Ssl3StreamOptions;
using net::CloseReason;
using test::Collector;

namespace {

struct Watcher final : connector::Ssl3Observer
{
    void onSsl3Open(ssl3::CipherSuite) override
    {
        ++opened;
        if (whenOpen)
            whenOpen();
    }
    void onSsl3Problem(Ssl3Problem problem, const ssl3::Failure &) override { problems.append(problem); }

    int opened = 0;
    QList<Ssl3Problem> problems;
    std::function<void()> whenOpen;
};

base::ByteView bytes(QByteArrayView text)
{
    return base::asBytes(text);
}

} // namespace

class Ssl3StreamTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto loaded = ssl3::Crypto::load();
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(ssl3::describe(loaded.error())));
        m_crypto = *std::move(loaded);
        auto identity = ssl3::ServerIdentity::generate(*m_crypto, m_random);
        QVERIFY(identity);
        m_identity.emplace(*std::move(identity));
    }
    void init()
    {
        test::failOnWarnings();
        m_time = std::make_unique<test::ManualTime>();
        makeNetwork({});
    }
    void cleanup()
    {
        m_client.reset();
        m_server.reset();
        m_rawClient.reset();
        m_rawServer.reset();
        m_time->settle();
        QCOMPARE(m_network->streamsOpen(), 0);
    }

    void bothWays_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 0; seed < 20; ++seed)
            QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
    void bothWays()
    {
        QFETCH(quint64, seed);
        makeNetwork({.latency = 1ms, .splitSeed = seed});
        open();
        const QByteArray early(20'000, 'e');
        m_client->write(bytes(early)); // waits for the handshake
        m_server->write(bytes("welcome"));
        QVERIFY(m_client->bytesQueued() >= early.size());
        m_time->advance(5s);
        QCOMPARE(m_serverSide.received, early);
        QCOMPARE(m_clientSide.received, QByteArray("welcome"));
        const QByteArray late(70'000, 'l');
        m_server->write(bytes(late));
        m_time->advance(30s);
        QCOMPARE(m_clientSide.received.size(), 7 + 70'000);
        m_client->close();
        m_time->advance(5s);
        QVERIFY(m_serverSide.ended);
        QCOMPARE(m_serverSide.closed, CloseReason::Finished);
        QCOMPARE(m_clientSide.closed, CloseReason::Finished);
        QVERIFY(m_serverWatch.problems.isEmpty() && m_clientWatch.problems.isEmpty());
        QCOMPARE(m_serverWatch.opened + m_clientWatch.opened, 2);
    }

    // close() right after write(), before the handshake has even begun: nothing is lost.
    void closeWaitsForWhatWasWritten()
    {
        open();
        m_client->write(bytes("last words"));
        m_client->close();
        m_client->write(bytes("too late"));
        m_time->advance(1s);
        QCOMPARE(m_serverSide.received, QByteArray("last words"));
        QVERIFY(m_serverSide.ended);
    }

    void closeWithNothingWrittenIsAtOnce()
    {
        open();
        m_client->close();
        m_time->advance(3s);
        QCOMPARE(m_clientSide.closed, CloseReason::Finished);
        QCOMPARE(m_serverWatch.opened, 0);
    }

    // Half close: what the other side still says arrives.
    void finishGoesOnReading()
    {
        open();
        m_time->advance(1s);
        m_client->finish();
        m_server->write(bytes("on its way")); // before the end has reached it
        m_time->advance(1s);
        QVERIFY(m_serverSide.ended);
        QCOMPARE(m_clientSide.received, QByteArray("on its way"));
    }

    void withoutCloseNotify()
    {
        m_serverOptions.sendCloseNotify = false;
        auto [client, server] = pipe();
        m_rawClient = std::move(client);
        m_rawClient->setHandler(&m_clientSide);
        makeServer(std::move(server));
        ssl3::ClientEngine engine(*m_crypto, m_random);
        const auto turn = [&] {
            m_rawClient->write(engine.output().view());
            engine.output().clear();
            m_time->settle();
            engine.feed(bytes(std::exchange(m_clientSide.received, {})));
            std::ignore = engine.next();
        };
        turn();
        turn();
        turn();
        QVERIFY(engine.isOpen());
        m_server->write(bytes("answer"));
        m_server->close();
        m_time->settle();
        // One record, then the end of the transport.
        QCOMPARE(m_clientSide.received.size(), 5 + 6 + 20);
        QCOMPARE(m_clientSide.received[0], '\x17');
        QVERIFY(m_clientSide.ended);
    }

    void backPressure()
    {
        open();
        m_time->advance(1s);
        m_serverSide.whenBytes = [this] { m_server->setReading(false); };
        const QByteArray all(300'000, 'x');
        m_client->write(bytes(all));
        m_time->advance(1s);
        const qsizetype first = m_serverSide.received.size();
        QVERIFY(first > 0 && first <= base::kSslPlaintextMax); // one record, and the rest waits
        QVERIFY(m_client->bytesQueued() > 0);
        m_time->advance(1s);
        QCOMPARE(m_serverSide.received.size(), first);
        m_serverSide.whenBytes = nullptr;
        m_server->setReading(true);
        m_time->advance(5s);
        QCOMPARE(m_serverSide.received.size(), all.size());
        QVERIFY(m_clientSide.drained > 0);
        QCOMPARE(m_client->bytesQueued(), 0);
    }

    // The end of the peer is told behind what it said, also to a reader that paused.
    void endWhilePaused()
    {
        open();
        m_time->advance(1s);
        m_server->setReading(false);
        m_client->write(bytes("goodbye"));
        m_client->close();
        m_time->advance(1s);
        QVERIFY(!m_serverSide.ended);
        m_server->setReading(true);
        m_time->advance(5s);
        QCOMPARE(m_serverSide.received, QByteArray("goodbye"));
        QVERIFY(m_serverSide.ended);
    }

    void pausedBeforeTheHandshake()
    {
        open();
        m_server->setReading(false);
        m_client->write(bytes("data"));
        m_time->advance(1s);
        QCOMPARE(m_serverWatch.opened, 1); // the handshake delivers nothing, so it goes on
        QCOMPARE(m_serverSide.received, QByteArray());
        m_server->setReading(true);
        m_time->advance(1s);
        QCOMPARE(m_serverSide.received, QByteArray("data"));
    }

    void silence()
    {
        openServerOnly();
        m_time->advance(base::kSslSilenceDeadline - 1ms);
        QVERIFY(m_serverWatch.problems.isEmpty());
        m_time->advance(2ms);
        QCOMPARE(m_serverWatch.problems, QList {Ssl3Problem::Silent});
        QCOMPARE(m_serverSide.closed, CloseReason::TlsFailed);
    }

    void tricklingDoesNotHelp()
    {
        openServerOnly();
        const QByteArray hello = QByteArray::fromHex("160300002f0100002b0300") + QByteArray(100, 'x');
        m_rawClient->write(bytes(hello.left(1)));
        for (int second = 1; second < 10; ++second) {
            m_time->advance(1s);
            m_rawClient->write(bytes(hello.mid(second, 1)));
        }
        m_time->advance(999ms);
        QVERIFY(m_serverWatch.problems.isEmpty());
        m_time->advance(2ms);
        QCOMPARE(m_serverWatch.problems, QList {Ssl3Problem::HandshakeSlow});
        QCOMPARE(m_serverSide.closed, CloseReason::TlsFailed);
    }

    void clientDeadline()
    {
        auto [client, server] = pipe();
        m_rawServer = std::move(server);
        m_rawServer->setHandler(&m_serverSide);
        makeClient(std::move(client));
        m_time->advance(base::kSslHandshakeDeadline + 1ms);
        QCOMPARE(m_clientWatch.problems, QList {Ssl3Problem::HandshakeSlow});
        QCOMPARE(m_clientSide.closed, CloseReason::TlsFailed);
    }

    void noDeadlineOnceOpen()
    {
        open();
        m_time->advance(24h);
        m_client->write(bytes("still there"));
        m_time->advance(1s);
        QCOMPARE(m_serverSide.received, QByteArray("still there"));
    }

    void nonsenseIsAnsweredAndClosed()
    {
        openServerOnly();
        m_rawClient->write(bytes(QByteArray::fromHex("1703000003616263")));
        m_time->advance(3s);
        QCOMPARE(m_clientSide.received.toHex(), QByteArray("1503000002020a"));
        QCOMPARE(m_serverWatch.problems, QList {Ssl3Problem::Failed});
        QCOMPARE(m_serverSide.closed, CloseReason::TlsFailed);
        QCOMPARE(m_serverSide.received, QByteArray());
    }

    void resetInTheHandshake()
    {
        openServerOnly();
        m_rawClient->write(bytes(QByteArray::fromHex("1603")));
        m_time->settle();
        m_rawClient->abort();
        m_time->settle();
        QCOMPARE(m_serverWatch.problems, QList {Ssl3Problem::Failed});
        QCOMPARE(m_serverSide.closed, CloseReason::TlsFailed);
    }

    void resetWhenOpen()
    {
        open();
        m_time->advance(1s);
        m_network->resetAll();
        m_time->settle();
        QVERIFY(m_serverWatch.problems.isEmpty());
        QCOMPARE(m_serverSide.closed, CloseReason::Reset);
    }

    void abortEnds()
    {
        open();
        m_time->advance(1s);
        m_server->abort();
        m_time->settle();
        QCOMPARE(m_serverSide.closed, CloseReason::Aborted);
        QCOMPARE(m_clientSide.closed, CloseReason::Reset);
    }

    void destroyedInCallbacks_data()
    {
        QTest::addColumn<bool>("whenOpen");
        QTest::newRow("on opening") << true;
        QTest::newRow("on bytes") << false;
    }
    void destroyedInCallbacks()
    {
        QFETCH(bool, whenOpen);
        open();
        (whenOpen ? m_serverWatch.whenOpen : m_serverSide.whenBytes) = [this] { m_server.reset(); };
        m_client->write(bytes(QByteArray(50'000, 'x')));
        m_time->advance(1s);
        QVERIFY(!m_server);
        // Its last flight went with it, so to the client the handshake was never finished.
        QCOMPARE(m_clientSide.closed, whenOpen ? CloseReason::TlsFailed : CloseReason::Reset);
    }

private:
    void makeNetwork(const net::MemoryNetworkOptions &options)
    {
        m_client.reset();
        m_server.reset();
        m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time, options);
        for (Collector *side : {&m_clientSide, &m_serverSide})
            side->reset();
        m_clientWatch.opened = m_serverWatch.opened = 0;
        m_clientWatch.problems.clear();
        m_serverWatch.problems.clear();
        m_clientWatch.whenOpen = m_serverWatch.whenOpen = nullptr;
        m_serverOptions = {.handshakeDeadline = base::kSslHandshakeDeadline,
                           .silenceDeadline = base::kSslSilenceDeadline};
    }
    std::pair<net::StreamPtr, net::StreamPtr> pipe()
    {
        const QHostAddress here(QHostAddress::LocalHost);
        return m_network->makePipe({here, 50'000}, {here, 42'127});
    }
    void makeServer(net::StreamPtr below)
    {
        m_server = std::make_unique<Ssl3Stream>(std::move(below),
                                                std::make_unique<ssl3::ServerEngine>(*m_crypto, *m_identity, m_random),
                                                *m_network, m_serverOptions, &m_serverWatch);
        m_server->setHandler(&m_serverSide);
    }
    void makeClient(net::StreamPtr below)
    {
        m_client =
            std::make_unique<Ssl3Stream>(std::move(below), std::make_unique<ssl3::ClientEngine>(*m_crypto, m_random),
                                         *m_network, Ssl3StreamOptions {}, &m_clientWatch);
        m_client->setHandler(&m_clientSide);
    }
    void open()
    {
        auto [client, server] = pipe();
        makeServer(std::move(server));
        makeClient(std::move(client));
    }
    void openServerOnly()
    {
        auto [client, server] = pipe();
        m_rawClient = std::move(client);
        m_rawClient->setHandler(&m_clientSide);
        makeServer(std::move(server));
    }

    base::SystemRandom m_random;
    std::unique_ptr<const ssl3::Crypto> m_crypto;
    std::optional<ssl3::ServerIdentity> m_identity;
    Ssl3StreamOptions m_serverOptions;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    Collector m_clientSide;
    Collector m_serverSide;
    Watcher m_clientWatch;
    Watcher m_serverWatch;
    net::StreamPtr m_rawClient;
    net::StreamPtr m_rawServer;
    std::unique_ptr<Ssl3Stream> m_client;
    std::unique_ptr<Ssl3Stream> m_server;
};

QTEST_GUILESS_MAIN(Ssl3StreamTest)
#include "tst_ssl3stream.moc"
