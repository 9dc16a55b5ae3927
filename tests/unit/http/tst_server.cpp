// Connections of the server: order, bodies, half closes, slow readers, upgrades, stopping.

#include "serving.h"

#include <core/base/limits.h>
#include <tests/support/quiet.h>

#include <QTest>

class TestServer : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void keepAliveAndPipelining_data()
    {
        QTest::addColumn<int>("seed");
        QTest::newRow("whole") << 0;
        for (int seed = 1; seed <= 20; ++seed)
            QTest::addRow("split %d", seed) << seed;
    }
    void keepAliveAndPipelining()
    {
        QFETCH(int, seed);
        World world(seed == 0 ? std::nullopt : std::optional<quint64>(seed));
        const auto client = world.connect();
        client->send(get("/now?1") + get("/now?2") + "POST /body HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi" +
                     get("/now?3"));
        world.time.advance(1s);
        const QByteArray body = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";
        QCOMPARE(client->received, kNow + kNow + body + kNow);
        QCOMPARE(world.seen, (std::vector<QByteArray> {"/now?1", "/now?2", "/now?3"}));
        client->send(get("/now?4"));
        world.time.advance(1s);
        QVERIFY(client->received.endsWith(kNow + kNow));
        QVERIFY(!client->ended);
        QCOMPARE(world.server.connectionsOpen(), 1);
    }

    void answersKeepTheOrderOfRequests()
    {
        World world;
        const auto client = world.connect();
        client->send(get("/later") + get("/now"));
        world.time.advance(5s);
        QVERIFY(client->received.isEmpty());
        QVERIFY(world.seen.empty()); // the second one waits its turn
        world.waiting.at(0).send(Response::empty(204));
        world.time.advance(1s);
        QCOMPARE(client->received, "HTTP/1.1 204 No Content\r\n\r\n" + kNow);
    }

    void closeIsObeyedAndEchoed()
    {
        World world;
        const auto client = world.connect();
        client->send(get("/now", "Connection: close\r\n") + get("/now"));
        world.time.advance(500ms);
        QVERIFY(client->received.contains("\r\nconnection: close\r\n"));
        QCOMPARE(client->received.count("HTTP/1.1"), 1);
        QVERIFY(client->ended);
        QCOMPARE(world.talk("GET /now HTTP/1.0\r\n\r\n"),
                 "HTTP/1.0 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 3\r\n"
                 "connection: close\r\n\r\nnow");
        const QByteArray kept =
            world.talk("GET /now HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /now HTTP/1.0\r\n\r\n");
        QCOMPARE(kept.count("HTTP/1.0 200"), 2);
        QCOMPARE(kept.count("connection: keep-alive"), 1);
    }

    void headHasNoBody()
    {
        World world;
        QByteArray request = get("/now") + get("/now");
        request.replace(0, 3, "HEAD");
        QCOMPARE(world.talk(request), kNow.chopped(3) + kNow);
    }

    void unreadableRequests_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("nonsense") << QByteArray("nonsense\r\n\r\n") << QByteArray("400 Bad Request");
        QTest::newRow("long target") << "GET /" + QByteArray(base::kHttpHeadMax, 'a') << QByteArray("414 URI Too Long");
        QTest::newRow("long head") << "GET / HTTP/1.1\r\na: " + QByteArray(base::kHttpHeadMax, 'a')
                                   << QByteArray("431 Request Header Fields Too Large");
    }
    void unreadableRequests()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QByteArray, status);
        World world;
        const auto client = world.connect();
        client->send(get("/now") + wire + get("/now"));
        world.time.advance(500ms);
        QCOMPARE(client->received, kNow + "HTTP/1.1 " + status + "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        QVERIFY(client->ended);
        world.time.advance(3s);
        QCOMPARE(world.server.connectionsOpen(), 0);
    }

    void bodies()
    {
        World world;
        const auto post = [](qsizetype size, const QByteArray &more = {}) {
            return "POST /body HTTP/1.1\r\n" + more + "Content-Length: " + QByteArray::number(size) + "\r\n\r\n";
        };
        QVERIFY(world.talk(post(1000) + QByteArray(1000, 'x'))
                    .endsWith("content-length: 1000\r\n\r\n" + QByteArray(1000, 'x')));
        const QByteArray tooLarge = world.talk(post(1001) + QByteArray(1001, 'x') + get("/now"));
        QVERIFY(tooLarge.startsWith("HTTP/1.1 413 "));
        QCOMPARE(tooLarge.count("HTTP/1.1"), 1); // and closed
        QVERIFY(
            world.talk("POST /body HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + get("/now"))
                .endsWith("\r\n\r\nabc" + kNow));
        // A body nobody asked for is skipped.
        const QByteArray withGet = "GET /now HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello";
        QCOMPARE(world.talk(withGet + get("/now")), kNow + kNow);
        // A refused request's body too.
        const QByteArray refused = "POST /refused HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello";
        QCOMPARE(world.talk(refused + get("/now")), "HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\nno" + kNow);
    }

    void expectContinue()
    {
        World world;
        const auto client = world.connect();
        client->send("POST /body HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        world.time.advance(500ms);
        QCOMPARE(client->received, "HTTP/1.1 100 Continue\r\n\r\n");
        client->send("hi" + get("/now"));
        world.time.advance(500ms);
        QVERIFY(client->received.endsWith("\r\n\r\nhi" + kNow));
        // Refused before the body was wanted: the answer, and the end.
        const QByteArray refused =
            world.talk("POST /refused HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QCOMPARE(refused, "HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno");
        const QByteArray tooLarge =
            world.talk("POST /body HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n");
        QVERIFY(tooLarge.startsWith("HTTP/1.1 413 "));
    }

    void halfClosedClientStillGetsItsAnswers()
    {
        World world;
        const auto client = world.connect();
        client->send(get("/later") + get("/now"));
        client->stream->finish();
        world.time.advance(1s);
        QCOMPARE(world.waiting.size(), std::size_t {1});
        world.waiting.at(0).send(Response::empty(204));
        world.time.advance(1s);
        QVERIFY(client->received.startsWith("HTTP/1.1 204 "));
        QVERIFY(client->closed);
        QCOMPARE(world.server.connectionsOpen(), 0);
    }

    void goneClientFreesEverything()
    {
        World world;
        auto client = world.connect();
        client->send(get("/later"));
        world.time.advance(1s);
        QVERIFY(world.waiting.at(0).isWanted());
        client->stream->abort();
        world.time.advance(1s);
        QVERIFY(!world.waiting.at(0).isWanted());
        world.waiting.at(0).send(Response::empty(200));
        QCOMPARE(world.server.connectionsOpen(), 0);
    }

    void slowReaderGetsNoFurtherAnswers()
    {
        World world;
        const auto client = world.connect();
        client->stream->setReading(false);
        QByteArray requests;
        for (int i = 0; i < 200; ++i)
            requests += get("/now?") + get("/big");
        client->send(requests);
        world.time.advance(1s);
        QVERIFY2(world.seen.size() <= 2, qPrintable(QString::number(world.seen.size())));
        client->stream->setReading(true);
        world.time.advance(10s);
        QCOMPARE(world.seen.size(), std::size_t {200});
        QCOMPARE(client->received.count("content-length: 1000000"), 200);
    }

    void readerThatStopsIsCut()
    {
        World world;
        const auto client = world.connect();
        client->stream->setReading(false);
        client->send(get("/big"));
        world.time.advance(base::kWriteStallDeadline + 1s);
        QCOMPARE(world.server.connectionsOpen(), 0);
    }

    void upgradeKeepsEveryByte_data()
    {
        QTest::addColumn<int>("seed");
        QTest::newRow("whole") << 0;
        for (int seed = 1; seed <= 20; ++seed)
            QTest::addRow("split %d", seed) << seed;
    }
    void upgradeKeepsEveryByte()
    {
        QFETCH(int, seed);
        World world(seed == 0 ? std::nullopt : std::optional<quint64>(seed));
        const auto client = world.connect();
        QByteArray raw;
        for (int i = 0; i < 5000; ++i)
            raw.append(static_cast<char>(i & 0xFF));
        client->send(get("/now") + get("/later") + get("/up", "Upgrade: blaze\r\n") + raw);
        world.time.advance(1s);
        QVERIFY(!world.upgraded);
        world.waiting.at(0).send(Response::empty(204));
        world.time.advance(1s);
        QVERIFY(world.upgraded != nullptr);
        QCOMPARE(client->received, kNow + "HTTP/1.1 204 No Content\r\n\r\n" + kUp);
        QCOMPARE(world.server.connectionsOpen(), 0);
        client->send("more");
        world.time.advance(1s);
        QVERIFY(world.rawSide.received == raw + "more");
        world.upgraded->write(base::asBytes(std::string_view("hello")));
        world.time.advance(5min); // no deadline of ours is left on it
        QVERIFY(client->received.endsWith("hello"));
        QVERIFY(!client->ended);
    }

    void upgradeWithABodyIsRefused()
    {
        World world;
        const QByteArray answer = world.talk("GET /up HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
        QVERIFY(answer.startsWith("HTTP/1.1 400 "));
        QVERIFY(!world.upgraded);
    }

    void stopLetsAnswersFinish()
    {
        World world;
        const auto idle = world.connect();
        idle->send(get("/now"));
        const auto busy = world.connect();
        busy->send(get("/later"));
        world.time.advance(1s);
        bool stopped = false;
        world.server.stop(5s, [&] { stopped = true; });
        QVERIFY(!stopped);
        QCOMPARE(world.server.port(), 0);
        world.time.advance(1s);
        QVERIFY(idle->ended);
        QVERIFY(!stopped);
        world.waiting.at(0).send(Response::empty(204));
        world.time.advance(1s);
        QVERIFY(stopped);
        QCOMPARE(busy->received, "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
        QVERIFY(busy->ended);
        QCOMPARE(world.server.connectionsOpen(), 0);
        QVERIFY(!world.network.connectFrom(QHostAddress(QHostAddress::LocalHost), 80));
    }

    void stopEndsAtItsGrace()
    {
        World world;
        const auto busy = world.connect();
        busy->send(get("/later"));
        world.time.advance(1s);
        bool stopped = false;
        world.server.stop(2s, [&] { stopped = true; });
        world.time.advance(1900ms);
        QVERIFY(!stopped);
        world.time.advance(200ms);
        QVERIFY(stopped);
        QVERIFY(busy->closed);
        QVERIFY(!world.waiting.at(0).isWanted());
        net::ListenOptions options;
        options.port = 80;
        QVERIFY(world.server.start(options).hasValue()); // and can start again
        QCOMPARE(world.talk(get("/now")), kNow);
    }
};

QTEST_APPLESS_MAIN(TestServer)
#include "tst_server.moc"
