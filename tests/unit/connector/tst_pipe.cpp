// Bytes both ways between two streams: nothing lost, nothing piled up, ends and breaks carried over.

#include <core/base/limits.h>
#include <core/connector/pipe.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using connector::PipeEnd;
using connector::PipeSide;

class PipeTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void carries_data();
    void carries();
    void leftoverFirst();
    void backPressure_data();
    void backPressure();
    void halfClose_data();
    void halfClose();
    void bothEndAtOnce();
    void breaks_data();
    void breaks();
    void breakDeliversQueued();
    void shutDown();
    void destroyedInCallback();

private:
    void open(const QByteArray &leftover = {}, std::optional<quint64> splitSeed = {});
    [[nodiscard]] fake::Peer &peer(PipeSide side) { return side == PipeSide::Game ? *m_game : *m_server; }
    [[nodiscard]] fake::Peer &peerOpposite(PipeSide side) { return side == PipeSide::Game ? *m_server : *m_game; }

    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<fake::Peer> m_game;   // the game's own end
    std::unique_ptr<fake::Peer> m_server; // the server's own end
    std::unique_ptr<connector::Pipe> m_pipe;
    std::optional<PipeEnd> m_end;
};

void PipeTest::init()
{
    test::failOnWarnings();
    m_time = std::make_unique<test::ManualTime>();
}

void PipeTest::cleanup()
{
    m_pipe.reset();
    m_game.reset();
    m_server.reset();
    if (m_network) {
        m_time->settle();
        QCOMPARE(m_network->streamsOpen(), 0);
    }
    m_network.reset();
    m_time.reset();
    m_end.reset();
}

void PipeTest::open(const QByteArray &leftover, std::optional<quint64> splitSeed)
{
    net::MemoryNetworkOptions options;
    options.splitSeed = splitSeed;
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time, options);
    const net::Endpoint here {QHostAddress(QHostAddress::LocalHost), 1};
    auto game = m_network->makePipe(here, here);
    auto server = m_network->makePipe(here, here);
    m_game = std::make_unique<fake::Peer>(std::move(game.first));
    m_server = std::make_unique<fake::Peer>(std::move(server.first));
    m_pipe = std::make_unique<connector::Pipe>(std::move(game.second), std::move(server.second),
                                               base::asBytes(QByteArrayView(leftover)), [this](PipeEnd end) {
                                                   m_end = end;
                                                   m_pipe.reset(); // as its owner does
                                               });
}

namespace {

QByteArray pattern(qsizetype size, int salt)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + i / 251 + salt) & 0xFF);
    return bytes;
}

void addSides()
{
    QTest::addColumn<PipeSide>("side");
    QTest::newRow("game") << PipeSide::Game;
    QTest::newRow("server") << PipeSide::Server;
}

} // namespace

void PipeTest::carries_data()
{
    QTest::addColumn<bool>("split");
    QTest::newRow("whole") << false;
    QTest::newRow("in random pieces") << true;
}

void PipeTest::carries()
{
    QFETCH(bool, split);
    open({}, split ? std::optional<quint64>(7) : std::nullopt);
    const QByteArray up = pattern(300'000, 1);
    const QByteArray down = pattern(900'000, 2);
    m_game->send(up);
    m_server->send(down);
    m_time->settle();
    QVERIFY(m_server->received == up);
    QVERIFY(m_game->received == down);
    QCOMPARE(m_pipe->bytesToServer(), quint64(up.size()));
    QCOMPARE(m_pipe->bytesToGame(), quint64(down.size()));
}

void PipeTest::leftoverFirst()
{
    open("left over, ");
    m_server->send("then the rest");
    m_time->settle();
    QCOMPARE(m_game->received, "left over, then the rest"_ba);
    QCOMPARE(m_pipe->bytesToGame(), quint64(m_game->received.size()));
}

void PipeTest::backPressure_data()
{
    addSides();
}

void PipeTest::backPressure()
{
    QFETCH(PipeSide, side);
    open();
    fake::Peer &from = peer(side);
    fake::Peer &to = peerOpposite(side);
    to.stream->setReading(false);
    constexpr qsizetype kMuch = 8 * base::MiB;
    from.send(pattern(kMuch, 3));
    m_time->settle();
    // One kernel buffer behind the pipe, its own bound, and what the last read brought.
    const quint64 taken = side == PipeSide::Game ? m_pipe->bytesToServer() : m_pipe->bytesToGame();
    QVERIFY(taken > quint64(base::kPipeQueuedMax));
    QVERIFY2(taken <= quint64(base::kPipeQueuedMax + 64 * base::KiB + base::kReadChunk),
             qPrintable(QString::number(taken)));
    QVERIFY(from.stream->bytesQueued() > 0);
    // The other direction is not held up by it.
    to.send("still flowing");
    m_time->settle();
    QCOMPARE(from.received, "still flowing"_ba);
    to.stream->setReading(true);
    m_time->settle();
    QCOMPARE(to.received.size(), kMuch);
    QVERIFY(to.received == pattern(kMuch, 3));
}

void PipeTest::halfClose_data()
{
    addSides();
}

void PipeTest::halfClose()
{
    QFETCH(PipeSide, side);
    open();
    fake::Peer &first = peer(side);
    fake::Peer &second = peerOpposite(side);
    first.send("last words");
    first.stream->finish();
    m_time->settle();
    QCOMPARE(second.received, "last words"_ba);
    QVERIFY(second.ended);
    QVERIFY(!first.ended);
    QVERIFY(!m_end);
    second.send("an answer all the same");
    m_time->advance(std::chrono::hours(1)); // no idle limit
    QCOMPARE(first.received, "an answer all the same"_ba);
    second.stream->finish();
    m_time->settle();
    QVERIFY(first.ended);
    QCOMPARE(first.closed, net::CloseReason::Finished);
    QCOMPARE(second.closed, net::CloseReason::Finished);
    QVERIFY(m_end);
    QCOMPARE(m_end->first, side);
    QVERIFY(!m_end->broken);
}

void PipeTest::bothEndAtOnce()
{
    open();
    m_game->send("a");
    m_server->send("b");
    m_game->stream->finish();
    m_server->stream->finish();
    m_time->settle();
    QCOMPARE(m_game->received, "b"_ba);
    QCOMPARE(m_server->received, "a"_ba);
    QVERIFY(m_end && !m_end->broken);
}

void PipeTest::breaks_data()
{
    QTest::addColumn<PipeSide>("side");
    QTest::addColumn<bool>("afterHalfClose");
    QTest::newRow("game") << PipeSide::Game << false;
    QTest::newRow("server") << PipeSide::Server << false;
    QTest::newRow("game, after its end") << PipeSide::Game << true;
    QTest::newRow("server, after its end") << PipeSide::Server << true;
}

void PipeTest::breaks()
{
    QFETCH(PipeSide, side);
    QFETCH(bool, afterHalfClose);
    open();
    fake::Peer &broken = peer(side);
    fake::Peer &other = peerOpposite(side);
    other.send("on its way");
    m_time->settle();
    if (afterHalfClose) {
        broken.stream->finish();
        m_time->settle();
    }
    broken.stream->abort();
    m_time->settle();
    // A reset arrives at the other side as an ordinary end.
    QVERIFY(other.ended);
    QVERIFY(!other.closed || *other.closed == net::CloseReason::Finished);
    if (other.stream)
        other.stream->close();
    m_time->advance(std::chrono::seconds(10));
    QVERIFY(m_end);
    QCOMPARE(m_end->first, side);
    QVERIFY(m_end->broken);
    QCOMPARE(m_network->streamsOpen(), 0);
}

void PipeTest::breakDeliversQueued()
{
    open();
    m_server->stream->setReading(false);
    const QByteArray saved = pattern(200'000, 4);
    m_game->send(saved);
    m_time->settle();
    m_game->stream->abort();
    m_time->settle();
    m_server->stream->setReading(true);
    m_time->advance(std::chrono::seconds(10));
    QVERIFY(m_server->received == saved);
    QVERIFY(m_server->ended);
    m_server->stream->close();
    m_time->advance(std::chrono::seconds(10));
    QVERIFY(m_end);
}

void PipeTest::shutDown()
{
    open();
    m_game->send("saved at the last moment");
    m_time->settle();
    m_pipe->shutDown();
    m_time->advance(std::chrono::seconds(10)); // neither side ends by itself
    QCOMPARE(m_server->received, "saved at the last moment"_ba);
    QVERIFY(m_game->ended);
    QVERIFY(m_server->ended);
    QVERIFY(m_end);
    QCOMPARE(m_end->first, PipeSide::None);
}

void PipeTest::destroyedInCallback()
{
    open();
    m_network->resetAll(); // both sides at once; the pipe dies in the second callback
    m_time->settle();
    QVERIFY(m_end && m_end->broken);
    QVERIFY(!m_pipe);
}

QTEST_GUILESS_MAIN(PipeTest)
#include "tst_pipe.moc"
