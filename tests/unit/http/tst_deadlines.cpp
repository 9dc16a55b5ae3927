// What the server does with clients that are slow, silent, or idle.

#include "serving.h"

#include <core/base/limits.h>
#include <tests/support/quiet.h>

#include <QTest>

class TestDeadlines : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void silentConnectionEndsAtTheDeadline()
    {
        World world;
        const auto client = world.connect();
        world.time.advance(base::kHttpHeadDeadline - 10ms);
        QVERIFY(!client->ended);
        world.time.advance(1s);
        QVERIFY(client->ended);
        QVERIFY(client->received.isEmpty());
    }

    void trickledHeadEndsAtTheDeadline()
    {
        World world;
        const auto client = world.connect();
        const QByteArray request = get("/now", "X: " + QByteArray(200, 'x') + "\r\n");
        for (int second = 0; second < 9; ++second) {
            client->send(request.mid(second, 1));
            world.time.advance(1s);
            QVERIFY(!client->ended);
        }
        world.time.advance(2s);
        QVERIFY(client->ended);
        QVERIFY(client->received.startsWith("HTTP/1.1 408 "));
    }

    void laterHeadsHaveTheirOwnDeadline()
    {
        World world;
        const auto client = world.connect();
        // Each read ends inside the next head: none of them takes long, so the connection lives.
        QByteArray pending = get("/now");
        for (int i = 0; i < 20; ++i) {
            client->send(pending + "GET /n");
            pending = get("/now").mid(6);
            world.time.advance(2s);
            QVERIFY(!client->ended);
        }
        QCOMPARE(client->received.count("200 OK"), 20);
        world.time.advance(11s);
        QVERIFY(client->ended);
    }

    void trickledBodyEndsAtTheDeadline()
    {
        World world;
        const auto client = world.connect();
        client->send("POST /body HTTP/1.1\r\nContent-Length: 100\r\n\r\n");
        for (int second = 0; second < 29; ++second) {
            client->send("x");
            world.time.advance(1s);
            QVERIFY(!client->ended);
        }
        world.time.advance(2s);
        QVERIFY(client->ended);
        QVERIFY(client->received.startsWith("HTTP/1.1 408 "));
    }

    void idleConnectionIsKeptFor120Seconds()
    {
        World world;
        const auto client = world.connect();
        client->send(get("/now"));
        world.time.advance(base::kHttpIdleDeadline - 1s);
        QVERIFY(!client->ended);
        client->send(get("/now"));
        world.time.advance(base::kHttpIdleDeadline - 1s);
        QVERIFY(!client->ended);
        QCOMPARE(client->received, kNow + kNow);
        world.time.advance(2s);
        QVERIFY(client->ended);
    }

    void workingHasNoDeadline()
    {
        World world;
        const auto client = world.connect();
        client->send(get("/later"));
        world.time.advance(10min);
        QVERIFY(!client->ended);
        world.waiting.at(0).send(Response::empty(204));
        world.time.advance(1s);
        QVERIFY(client->received.startsWith("HTTP/1.1 204 "));
    }

    void manyIdleConnectionsShareOneTimer()
    {
        World world;
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 60; ++i) {
            clients.push_back(world.connect());
            clients.back()->send(get("/now"));
        }
        world.time.advance(11s);
        QCOMPARE(world.server.connectionsOpen(), 60);
        QCOMPARE(world.time.timersPending(), std::size_t {1});
    }
};

QTEST_APPLESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"
