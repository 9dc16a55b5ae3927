// fetch() against our server and against scripted ones.

#include "serving.h"

#include <core/base/limits.h>
#include <core/http/fetch.h>
#include <tests/support/quiet.h>

#include <QTest>

class TestFetch : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void fetchGivesTheAnswer()
    {
        World world;
        http::FetchRequest request;
        request.server.host = u"127.0.0.1"_s;
        request.server.port = 80;
        request.target = "/now?x";
        request.headers = {{"accept", "application/json"}, {"user-agent", "us"}, {"host", "127.0.0.1"}};
        std::optional<http::FetchResponse> got;
        const auto running = http::fetch(world.network, std::move(request), [&](auto result) {
            QVERIFY(result.hasValue());
            got = *std::move(result);
        });
        QVERIFY(!got);
        world.time.advance(1s);
        QCOMPARE(got->head.status, 200);
        QCOMPARE(got->body, "now");
        QCOMPARE(world.seen.at(0), "/now?x");
        QCOMPARE(http::requestBytes("GET", "/a", {{"b", "c"}, {"D", "e"}}, "f"),
                 "GET /a HTTP/1.1\r\nb: c\r\nD: e\r\n\r\nf");
    }

    void fetchErrors_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("close");
        QTest::addColumn<http::FetchErrorKind>("kind");
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n";
        QTest::newRow("silent") << QByteArray() << false << http::FetchErrorKind::NoAnswer;
        QTest::newRow("hangs in the body") << head << false << http::FetchErrorKind::TooLarge;
        QTest::newRow("hangs in the head")
            << QByteArray("HTTP/1.1 200 OK\r\n") << false << http::FetchErrorKind::NoAnswer;
        QTest::newRow("ends at once") << QByteArray() << true << http::FetchErrorKind::Closed;
        QTest::newRow("ends in the head") << QByteArray("HTTP/1.1 200") << true << http::FetchErrorKind::Closed;
        QTest::newRow("not HTTP") << QByteArray("220 mail.example ESMTP\r\n") << false
                                  << http::FetchErrorKind::Malformed;
        QTest::newRow("unasked upgrade") << kUp << false << http::FetchErrorKind::Malformed;
    }
    void fetchErrors()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, close);
        QFETCH(http::FetchErrorKind, kind);
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        Client server;
        const auto listener = network.listen({QHostAddress(), 81}, [&](net::StreamPtr stream) {
            server.stream = std::move(stream);
            server.stream->setHandler(&server);
            server.send(answer);
            if (close)
                server.stream->close();
        });
        QVERIFY(listener.hasValue());
        http::FetchRequest request;
        request.server.host = u"127.0.0.1"_s;
        request.server.port = 81;
        request.bodyMax = 100;
        std::optional<http::FetchErrorKind> got;
        const auto before = time.now();
        const auto running = http::fetch(network, std::move(request), [&](auto result) {
            QVERIFY(!result.hasValue());
            got = result.error().kind;
        });
        time.advance(1min);
        QCOMPARE(*got, kind);
        QVERIFY(time.now() - before >= base::kLookupDeadline);
    }

    void fetchCannotConnect()
    {
        test::ManualTime time;
        net::MemoryNetwork network(time, time);
        http::FetchRequest request;
        request.server.host = u"127.0.0.1"_s;
        request.server.port = 81;
        std::optional<http::FetchError> got;
        std::unique_ptr<http::Fetch> running = http::fetch(network, request, [&](auto result) {
            got = result.error();
            running.reset(); // allowed inside the callback
        });
        time.advance(1s);
        QCOMPARE(got->kind, http::FetchErrorKind::Connect);
        QCOMPARE(got->connect.kind, net::NetErrorKind::Refused);
        bool called = false;
        http::fetch(network, request, [&](auto) { called = true; }).reset();
        time.advance(1min);
        QVERIFY(!called);
    }
};

QTEST_APPLESS_MAIN(TestFetch)
#include "tst_fetch.moc"
