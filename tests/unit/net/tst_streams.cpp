// Every promise of net::Stream, over real sockets of each backend, TLS, the pipe inside the process, and the network
// in memory.

#include "recorder.h"

#include <core/base/limits.h>
#include <core/net/memorynetwork.h>
#include <core/net/qtnetwork.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/support/testcertificate.h>

#include <QSslConfiguration>
#include <QTest>

using namespace std::chrono_literals;
using net::CloseReason;

namespace {

enum class Kind {
    Epoll,
    Notifier,
    Qt,
    Tls,
    Pipe,
    Memory,
    MemorySplit,
};

// A connected pair over one of the networks, and how to let its time pass.
class Pair
{
public:
    explicit Pair(Kind kind, net::StreamDeadlines deadlines = {})
        : m_kind(kind)
    {
        if (kind == Kind::Memory || kind == Kind::MemorySplit) {
            net::MemoryNetworkOptions options;
            options.latency = 3ms;
            if (kind == Kind::MemorySplit)
                options.splitSeed = 7;
            network = std::make_unique<net::MemoryNetwork>(time, time, options);
        } else {
            const auto backend = kind == Kind::Notifier ? net::QtNetwork::Backend::Notifier
                                 : kind == Kind::Qt     ? net::QtNetwork::Backend::Qt
                                                        : net::QtNetwork::Backend::Best;
            network = std::make_unique<net::QtNetwork>(backend, deadlines);
        }
        if (kind == Kind::Pipe) {
            auto ends = network->makePipe({QHostAddress(QHostAddress::LocalHost), 1},
                                          {QHostAddress(QHostAddress::LocalHost), 2});
            client = std::move(ends.first);
            server = std::move(ends.second);
            setHandlers();
            return;
        }
        connectThem();
    }

    void setHandlers()
    {
        client->setHandler(&clientSide);
        server->setHandler(&serverSide);
    }

    // Lets things happen until `done`; false when it never becomes true.
    bool until(const std::function<bool()> &done)
    {
        if (isMemory())
            return time.runUntil(done);
        return QTest::qWaitFor(done, 10'000);
    }
    [[nodiscard]] bool isMemory() const { return m_kind == Kind::Memory || m_kind == Kind::MemorySplit; }
    // QTcpSocket and QSslSocket end both directions together.
    [[nodiscard]] bool halfCloses() const { return m_kind != Kind::Qt && m_kind != Kind::Tls; }

    test::ManualTime time;
    std::unique_ptr<net::Network> network;
    std::unique_ptr<net::Listener> listener;
    Recorder clientSide;
    Recorder serverSide;
    net::StreamPtr client;
    net::StreamPtr server;

private:
    void connectThem()
    {
        const bool tls = m_kind == Kind::Tls;
        const QSslConfiguration serverTls = tls ? test::serverTls() : QSslConfiguration();
        const QSslConfiguration clientTls = tls ? test::clientTls() : QSslConfiguration();
        net::ListenOptions options;
        options.address = QHostAddress(QHostAddress::LocalHost);
        options.tls = tls ? &serverTls : nullptr;
        auto made = network->listen(options, [this](net::StreamPtr stream) {
            server = std::move(stream);
            server->setHandler(&serverSide);
        });
        QVERIFY(made.hasValue());
        listener = *std::move(made);
        net::ConnectOptions connect;
        connect.host = QStringLiteral("127.0.0.1");
        connect.port = listener->port();
        connect.tls = tls;
        connect.tlsConfiguration = tls ? &clientTls : nullptr;
        connect.keepAlive = 30s;
        const auto attempt = network->connectTo(connect, [this](auto result) {
            QVERIFY(result.hasValue());
            client = *std::move(result);
            client->setHandler(&clientSide);
        });
        QVERIFY(until([this] { return client && server; }));
    }

    Kind m_kind;
};

// Bytes of which no stretch looks like its neighbours.
QByteArray pattern(qsizetype size)
{
    static const QByteArray tile = [] {
        QByteArray bytes(65'521, Qt::Uninitialized); // a prime: no buffer size is a multiple of it
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>((i * 31 + i / 251) & 0xFF);
        return bytes;
    }();
    return tile.repeated(size / tile.size() + 1).first(size);
}

void write(net::Stream &stream, const QByteArray &bytes)
{
    stream.write(base::asBytes(QByteArrayView(bytes)));
}

} // namespace

Q_DECLARE_METATYPE(Kind)

class TestStreams : public test::QuietTest
{
    Q_OBJECT

private:
    static void kinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("epoll") << Kind::Epoll;
        QTest::newRow("notifier") << Kind::Notifier;
        QTest::newRow("qt") << Kind::Qt;
        QTest::newRow("tls") << Kind::Tls;
        QTest::newRow("pipe") << Kind::Pipe;
        QTest::newRow("memory") << Kind::Memory;
        QTest::newRow("memory, split") << Kind::MemorySplit;
    }

private Q_SLOTS:
    void bytesArriveInOrder_data() { kinds(); }
    void bytesArriveInOrder()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        const QByteArray up = pattern(3'000'000);
        const QByteArray down = pattern(1'000'001);
        write(*pair.client, up);
        write(*pair.server, down);
        QVERIFY(pair.until(
            [&] { return pair.serverSide.bytes.size() == up.size() && pair.clientSide.bytes.size() == down.size(); }));
        QVERIFY(pair.serverSide.bytes == up);
        QVERIFY(pair.clientSide.bytes == down);
        QVERIFY(pair.until([&] { return pair.client->bytesQueued() == 0; }));
        QVERIFY(pair.clientSide.drains > 0);
    }

    void writesOfOneTurnLeaveTogether_data() { kinds(); }
    void writesOfOneTurnLeaveTogether()
    {
        QFETCH(Kind, kind);
        if (kind == Kind::MemorySplit)
            QSKIP("splits on purpose");
        Pair pair(kind);
        for (int i = 0; i < 100; ++i)
            write(*pair.client, "x");
        QVERIFY(pair.until([&] { return pair.serverSide.bytes.size() == 100; }));
        QCOMPARE(pair.serverSide.reads, 1);
        QCOMPARE(pair.clientSide.drains, 0); // nothing had to wait
    }

    void endpointsAreKnown_data() { kinds(); }
    void endpointsAreKnown()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        QCOMPARE(pair.client->peer().port, pair.server->local().port);
        QCOMPARE(pair.server->peer().port, pair.client->local().port);
        QVERIFY(pair.server->peer().isLoopback());
        QVERIFY(pair.server->peer().ipv4()->isLoopback());
    }

    void writingGoesOnAfterThePeersEnd_data() { kinds(); }
    void writingGoesOnAfterThePeersEnd()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        if (!pair.halfCloses())
            QSKIP("Qt's sockets end both directions together");
        write(*pair.client, "question");
        pair.client->finish();
        write(*pair.client, "ignored");
        QVERIFY(pair.until([&] { return pair.serverSide.ends == 1; }));
        QCOMPARE(pair.serverSide.bytes, "question");
        const QByteArray answer = pattern(500'000);
        write(*pair.server, answer);
        QVERIFY(pair.until([&] { return pair.clientSide.bytes.size() == answer.size(); }));
        QVERIFY(pair.clientSide.bytes == answer);
        QVERIFY(!pair.clientSide.closed);
        pair.server->finish();
        QVERIFY(pair.until([&] { return pair.clientSide.closed && pair.serverSide.closed; }));
        QCOMPARE(*pair.clientSide.closed, CloseReason::Finished);
        QCOMPARE(*pair.serverSide.closed, CloseReason::Finished);
        QCOMPARE(pair.clientSide.ends, 1);
        QCOMPARE(pair.serverSide.ends, 1);
        QCOMPARE(pair.clientSide.closes, 1);
    }

    void closeDeliversWhatIsQueued_data() { kinds(); }
    void closeDeliversWhatIsQueued()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        pair.serverSide.whenEnd = [&] { pair.server->finish(); };
        const QByteArray bytes = pattern(2'000'000);
        write(*pair.client, bytes);
        pair.client->close();
        QVERIFY(pair.until([&] { return pair.clientSide.closed && pair.serverSide.closed; }));
        QCOMPARE(pair.serverSide.bytes.size(), bytes.size());
        QVERIFY(pair.serverSide.bytes == bytes);
        QCOMPARE(*pair.clientSide.closed, CloseReason::Finished);
        QCOMPARE(*pair.serverSide.closed, CloseReason::Finished);
    }

    void closeDoesNotWaitForEver_data() { kinds(); }
    void closeDoesNotWaitForEver()
    {
        QFETCH(Kind, kind);
        net::StreamDeadlines deadlines;
        deadlines.linger = 50ms;
        Pair pair(kind, deadlines);
        write(*pair.server, "dropped");
        pair.client->close(); // the server never ends its side
        QVERIFY(pair.until([&] { return pair.clientSide.closed.has_value(); }));
        QCOMPARE(*pair.clientSide.closed, CloseReason::Finished);
        QVERIFY(pair.clientSide.bytes.isEmpty());
    }

    void abortResetsThePeer_data() { kinds(); }
    void abortResetsThePeer()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        pair.client->abort();
        QVERIFY(!pair.clientSide.closed); // never from inside the call
        QVERIFY(pair.until([&] { return pair.clientSide.closed && pair.serverSide.closed; }));
        QCOMPARE(*pair.clientSide.closed, CloseReason::Aborted);
        QCOMPARE(pair.clientSide.closes, 1);
        if (kind != Kind::Qt && kind != Kind::Tls) // Qt's abort() ends the connection in order
            QCOMPARE(*pair.serverSide.closed, CloseReason::Reset);
    }

    void destroyingAborts_data() { kinds(); }
    void destroyingAborts()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        pair.client.reset();
        QVERIFY(pair.until([&] { return pair.serverSide.closed.has_value(); }));
        QVERIFY(!pair.clientSide.closed);
    }

    void pausedReadingHoldsThePeer_data() { kinds(); }
    void pausedReadingHoldsThePeer()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        pair.server->setReading(false);
        const QByteArray bytes = pattern(9'000'000); // more than every buffer on the way
        write(*pair.client, bytes);
        QVERIFY(pair.until([&] { return pair.client->bytesQueued() < bytes.size(); }));
        if (!pair.isMemory())
            QTest::qWait(20); // whatever the system takes, it takes now
        QVERIFY(pair.client->bytesQueued() > 0);
        QCOMPARE(pair.serverSide.reads, 0);
        QCOMPARE(pair.clientSide.drains, 0);
        pair.server->setReading(true);
        QVERIFY(pair.until([&] { return pair.serverSide.bytes.size() == bytes.size(); }));
        QVERIFY(pair.serverSide.bytes == bytes);
        QVERIFY(pair.until([&] { return pair.clientSide.drains == 1; }));
        QCOMPARE(pair.client->bytesQueued(), 0);
    }

    void stalledWriteIsCut_data() { kinds(); }
    void stalledWriteIsCut()
    {
        QFETCH(Kind, kind);
        net::StreamDeadlines deadlines;
        deadlines.writeStall = 100ms;
        Pair pair(kind, deadlines);
        pair.server->setReading(false);
        write(*pair.client, pattern(9'000'000));
        const auto before = pair.time.now();
        QVERIFY(pair.until([&] { return pair.clientSide.closed.has_value(); }));
        QCOMPARE(*pair.clientSide.closed, CloseReason::WriteStalled);
        if (pair.isMemory())
            QVERIFY(pair.time.now() - before >= base::kWriteStallDeadline);
    }

    void streamMayDieInItsCallbacks_data() { kinds(); }
    void streamMayDieInItsCallbacks()
    {
        QFETCH(Kind, kind);
        {
            Pair pair(kind);
            pair.serverSide.whenBytes = [&] { pair.server.reset(); };
            write(*pair.client, pattern(200'000));
            QVERIFY(pair.until([&] { return !pair.server && pair.clientSide.closed; }));
        }
        {
            Pair pair(kind);
            pair.serverSide.whenEnd = [&] { pair.server.reset(); };
            pair.client->finish();
            QVERIFY(pair.until([&] { return !pair.server; }));
        }
        {
            Pair pair(kind);
            pair.serverSide.whenClosed = [&] { pair.server.reset(); };
            pair.server->abort();
            QVERIFY(pair.until([&] { return !pair.server; }));
        }
        {
            Pair pair(kind);
            pair.clientSide.whenDrained = [&] { pair.client.reset(); };
            write(*pair.client, pattern(9'000'000));
            QVERIFY(pair.until([&] { return !pair.client && pair.serverSide.closed; }));
        }
        {
            Pair pair(kind);
            pair.serverSide.whenBytes = [&] { pair.server->abort(); };
            write(*pair.client, "x");
            QVERIFY(pair.until([&] { return pair.serverSide.closed.has_value(); }));
            QCOMPARE(pair.serverSide.reads, 1);
        }
    }

    void handlerCanBeReplacedInACallback_data() { kinds(); }
    void handlerCanBeReplacedInACallback()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        Recorder second;
        pair.serverSide.whenBytes = [&] { pair.server->setHandler(&second); };
        write(*pair.client, "a");
        QVERIFY(pair.until([&] { return pair.serverSide.bytes.size() == 1; }));
        write(*pair.client, "b");
        QVERIFY(pair.until([&] { return second.bytes == "b"; }));
        QCOMPARE(pair.serverSide.bytes, "a");
    }

    void drainedComesAfterABigTurn_data() { kinds(); }
    void drainedComesAfterABigTurn()
    {
        QFETCH(Kind, kind);
        Pair pair(kind);
        write(*pair.client, pattern(base::kReadChunk + 1));
        if (pair.client->bytesQueued() > 0)
            QVERIFY(pair.until([&] { return pair.clientSide.drains == 1; }));
        QVERIFY(pair.until([&] { return pair.serverSide.bytes.size() == base::kReadChunk + 1; }));
    }

    void listenerCountsWhatIsOpen_data() { kinds(); }
    void listenerCountsWhatIsOpen()
    {
        QFETCH(Kind, kind);
        if (kind == Kind::Pipe)
            QSKIP("no listener");
        Pair pair(kind);
        QCOMPARE(pair.listener->connectionsOpen(), 1);
        pair.server->abort();
        QVERIFY(pair.until([&] { return pair.serverSide.closed.has_value(); }));
        QCOMPARE(pair.listener->connectionsOpen(), 0);
    }
};

QTEST_GUILESS_MAIN(TestStreams)
#include "tst_streams.moc"
