// The router with its readers: which answer a request gets, without a connection.

#include <core/http/router.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using http::Method;
using http::Responder;
using http::Response;

namespace {

class FakeExchange final : public http::Exchange
{
public:
    using Exchange::Exchange;
    void wantBody(qsizetype bytesMax, http::BodyCallback callback) override
    {
        bodyMax = bytesMax;
        whenBody = std::move(callback);
    }
    std::optional<Response> answered;
    bool upgraded = false;
    qsizetype bodyMax = -1;
    http::BodyCallback whenBody;

private:
    void deliver(Response response) override { answered = std::move(response); }
    void deliverUpgrade(Response response, http::UpgradeCallback /*callback*/) override
    {
        answered = std::move(response);
        upgraded = true;
    }
};

http::Request requestOf(Method method, const QByteArray &target, const QByteArray &contentType = {})
{
    http::Request request;
    request.head.method = method;
    request.head.path = target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    request.head.query = target.contains('?') ? target.mid(target.indexOf('?') + 1) : QByteArray();
    if (!contentType.isEmpty())
        request.head.headers.add("Content-Type", contentType);
    return request;
}

struct Page
{
    quint64 offset = 0;
    quint8 count = 20;
    QString filter;
    static void read(http::QueryReader &in, Page &out)
    {
        in.number(u"offset", out.offset);
        in.number(u"count", out.count);
        std::optional<QString> filter;
        in.text(u"filter", filter);
        out.filter = filter.value_or(QString());
    }
};

struct DataKey
{
    quint32 id = 0;
    QString key;
    static void read(http::PathReader &in, DataKey &out)
    {
        in.number("id", out.id);
        in.text("key", out.key);
    }
};

struct Login
{
    QString email;
    std::optional<QString> password;
    quint16 port = 0;
    static void read(http::JsonReader &in, Login &out)
    {
        in.string(u"email"_s, out.email);
        in.string(u"password"_s, out.password);
        in.number(u"port"_s, out.port);
    }
};

// Everything a test asks of one request.
Response ask(http::Router &router, const http::Request &request, const QByteArray &body = {})
{
    const auto exchange = std::make_shared<FakeExchange>(request);
    router.onRequest(exchange);
    if (exchange->whenBody)
        exchange->whenBody(body);
    return exchange->answered.value_or(Response::empty(0));
}

std::unique_ptr<http::Router> makeRouter()
{
    auto router = std::make_unique<http::Router>();
    router->add(http::Route<Page> {
        .method = Method::Get, .path = "/api/players", .handler = [](auto call, Responder responder) {
            responder.send(
                Response::text(200, u"%1 %2 %3"_s.arg(call.query.offset).arg(call.query.count).arg(call.query.filter)));
        }});
    router->add(http::Route<http::NoQuery, http::NoBody, DataKey> {
        .method = Method::Get, .path = "/api/players/{id}/data/{key}", .handler = [](auto call, Responder responder) {
            responder.send(Response::text(200, u"%1 %2"_s.arg(call.path.id).arg(call.path.key)));
        }});
    router->add(http::Route<http::NoQuery, http::RawBody, DataKey> {
        .method = Method::Put,
        .path = "/api/players/{id}/data/{key}",
        .bodyMax = 10,
        .handler = [](auto call, Responder responder) { responder.send(Response::bare(200, call.body.bytes)); }});
    router->add(
        http::Route<> {.method = Method::Get, .path = "/api/players/self", .handler = [](auto, Responder responder) {
                           responder.send(Response::text(200, u"self"_s));
                       }});
    router->add(http::Route<http::NoQuery, Login> {
        .method = Method::Post, .path = "/api/login", .handler = [](auto call, Responder responder) {
            responder.send(Response::text(
                200, u"%1/%2/%3"_s.arg(call.body.email, call.body.password.value_or(u"none"_s)).arg(call.body.port)));
        }});
    router->add(http::Route<> {.method = Method::Get,
                               .path = "/qos/firewall",
                               .handler = [](auto, Responder responder) { responder.send(Response::xml("<x/>")); }});
    router->add(http::Route<> {.method = Method::Get, .path = "/api/forgets", .handler = [](auto, Responder) {}});
    router->add(http::Route<> {.method = Method::Get, .path = "/api/up", .handler = [](auto, Responder responder) {
                                   responder.upgrade("blaze", [](net::StreamPtr, QByteArray) {});
                               }});
    return router;
}

} // namespace

class TestRouter : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const QByteArray &target, int status, const QByteArray &body) {
            QTest::newRow(target.constData()) << target << status << body;
        };
        row("/api/players/7/data/Base", 200, "7 Base");
        row("/api/players/007/data/a%2Fb+c%zz", 200, "7 a/b+c%zz");
        row("/api/players/7/data/%C3%A9", 200, "7 \xC3\xA9");
        row("/api/players/7/data/%FF", 400, "Invalid URL: `key` is not UTF-8");
        row("/api/players/x/data/a", 400, "Invalid URL: `id` is not a number in range");
        row("/api/players/4294967295/data/a", 200, "4294967295 a");
        row("/api/players/4294967296/data/a", 400, "Invalid URL: `id` is not a number in range");
        row("/api/players/-1/data/a", 400, "Invalid URL: `id` is not a number in range");
        row("/api/players/self/data/a", 400, "Invalid URL: `id` is not a number in range"); // falls back to {id}
        row("/api/players/self", 200, "self");
        row("/api/players/%73elf", 404, ""); // fixed parts are compared as written
        row("/api/players/", 404, "");
        row("/api//players", 404, "");
        row("/API/players", 404, "");
        row("/api/players/7/data/", 404, "");
        row("/api", 404, "");
        row("/", 404, "");
        row("*", 404, "");
    }
    void paths()
    {
        QFETCH(QByteArray, target);
        const auto router = makeRouter();
        const Response answer = ask(*router, requestOf(Method::Get, target));
        QTEST(answer.status, "status");
        QTEST(answer.body, "body");
    }

    void queries_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const QByteArray &query, int status, const QByteArray &body = {}) {
            QTest::newRow(query.constData()) << query << status << body;
        };
        row("", 200, "0 20 ");
        row("offset=18446744073709551615&count=255", 200, "18446744073709551615 255 ");
        row("count=256", 400);
        row("offset=18446744073709551616", 400);
        row("count=007", 200, "0 7 ");
        row("count=0000000000000000000000000000007", 200, "0 7 ");
        row("&&count=%37&", 200, "0 7 ");
        row("count=", 400);
        row("count", 400);
        row("count=+7", 400);
        row("count=%2B7", 400);
        row("count=-7", 400);
        row("count=1.5", 400);
        row("count=1&count=1", 400);
        row("other=1&other=2", 200, "0 20 ");
        row("Count=7", 200, "0 20 ");
        row("filter=a+b%20c%2B", 200, "0 20 a b c+");
        row("filter", 200, "0 20 ");
        row("fil%74er=x", 200, "0 20 x");
    }
    void queries()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, body);
        const auto router = makeRouter();
        const Response answer = ask(*router, requestOf(Method::Get, "/api/players?" + query));
        QTEST(answer.status, "status");
        if (answer.status == 200)
            QCOMPARE(answer.body, body);
        else
            QCOMPARE(answer.contentType, "text/plain; charset=utf-8");
    }

    void bodies_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const QByteArray &json, int status, const QByteArray &body = {}) {
            QTest::newRow(name) << json << status << body;
        };
        row("whole", R"({"email":"a","password":"p","port":80})", 200, "a/p/80");
        row("optional left out", R"({"email":"a","port":80})", 200, "a/none/80");
        row("optional null", R"( {"email":"a","password":null,"port":65535} )", 200, "a/none/65535");
        row("unknown fields", R"({"email":"a","port":1,"x":{"email":2},"y":["port"],"x":1})", 200, "a/none/1");
        row("escaped name", R"({"\u0065mail":"a","port":1})", 200, "a/none/1");
        row("value looks like a name", R"({"email":"email","port":1,"z":"email"})", 200, "email/none/1");
        row("missing", R"({"port":1})", 422);
        row("null", R"({"email":null,"port":1})", 422);
        row("wrong type", R"({"email":1,"port":1})", 422);
        row("optional of a wrong type", R"({"email":"a","password":1,"port":1})", 422);
        row("number too large", R"({"email":"a","port":65536})", 422);
        row("number negative", R"({"email":"a","port":-1})", 422);
        row("number broken", R"({"email":"a","port":1.5})", 422);
        row("twice", R"({"email":"a","email":"a","port":1})", 422);
        row("twice, escaped", R"({"email":"a","em\u0061il" : "b","port":1})", 422);
        row("a list", R"(["a","p",1])", 422);
        row("a number", "1", 422);
        row("null alone", "null", 422);
        row("a string", R"("x")", 422);
        row("empty", "", 400);
        row("blank", " ", 400);
        row("nonsense", "nonsense", 400);
        row("cut", R"({"email":"a")", 400);
        row("more behind", R"({"email":"a","port":1}x)", 400);
        row("two values", "1,2", 400);
        row("byte order mark", "\xEF\xBB\xBF{\"email\":\"a\",\"port\":1}", 400);
        row("not UTF-8", "{\"email\":\"\xFF\",\"port\":1}", 400);
        row("bracket trick", "1],[2", 400);
    }
    void bodies()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, body);
        const auto router = makeRouter();
        const Response answer = ask(*router, requestOf(Method::Post, "/api/login", "application/json"), json);
        QTEST(answer.status, "status");
        if (answer.status == 200)
            QCOMPARE(answer.body, body);
        else
            QCOMPARE(answer.contentType, "text/plain; charset=utf-8");
    }

    void contentTypes_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArray() << 415;
        for (const char *type : {"application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json",
                                 "application/a+json ;x=y"})
            QTest::newRow(type) << QByteArray(type) << 200;
        for (const char *type : {"text/json", "application/jsonx", "application/+json", "application/json+x", "json"})
            QTest::newRow(type) << QByteArray(type) << 415;
    }
    void contentTypes()
    {
        QFETCH(QByteArray, type);
        const auto router = makeRouter();
        const Response answer = ask(*router, requestOf(Method::Post, "/api/login", type), R"({"email":"a","port":1})");
        QTEST(answer.status, "status");
    }

    void methodsAndCors()
    {
        const auto router = makeRouter();
        const auto allow = [](const Response &answer) {
            return answer.headers.first("allow").value_or(QByteArrayView()).toByteArray();
        };
        const auto origin = [](const Response &answer) {
            return answer.headers.first("access-control-allow-origin").value_or(QByteArrayView()).toByteArray();
        };
        const Response wrong = ask(*router, requestOf(Method::Patch, "/api/players/1/data/a"));
        QCOMPARE(wrong.status, 405);
        QCOMPARE(allow(wrong), "GET,HEAD,PUT");
        QCOMPARE(origin(wrong), "*");
        QVERIFY(wrong.body.isEmpty() && wrong.contentType.isEmpty());
        QCOMPARE(allow(ask(*router, requestOf(Method::Head, "/api/login"))), "POST");

        const Response head = ask(*router, requestOf(Method::Head, "/api/players/self"));
        QCOMPARE(head.status, 200); // the connection leaves the body away
        const Response preflight = ask(*router, requestOf(Method::Options, "/api/players/x/data/a"));
        QCOMPARE(preflight.status, 204);
        QCOMPARE(origin(preflight), "*");
        QVERIFY(*preflight.headers.first("access-control-allow-methods") == QByteArrayView("*"));
        QVERIFY(*preflight.headers.first("access-control-allow-headers") == QByteArrayView("*"));
        QCOMPARE(ask(*router, requestOf(Method::Options, "/api/unknown")).status, 404);
        const Response outside = ask(*router, requestOf(Method::Options, "/qos/firewall"));
        QCOMPARE(outside.status, 405);
        QCOMPARE(allow(outside), "GET,HEAD");
        QVERIFY(origin(outside).isEmpty());
        QVERIFY(origin(ask(*router, requestOf(Method::Get, "/qos/firewall"))).isEmpty());
        QCOMPARE(origin(ask(*router, requestOf(Method::Get, "/api/players?count=x"))), "*");
    }

    void checksComeInOrder()
    {
        http::Router router;
        base::MoveOnlyFunction<void(http::AccessResult)> pending;
        QString seen;
        router.add(http::Route<Page, Login, DataKey> {
            .method = Method::Put,
            .path = "/api/{id}/{key}",
            .access = [&](const http::Request &, auto done) { pending = std::move(done); },
            .handler =
                [&](auto call, Responder responder) {
                    seen = std::any_cast<QString>(call.request.identity);
                    responder.send(Response::empty(200));
                }});
        const auto run = [&](const QByteArray &target, const QByteArray &type, http::AccessResult verdict) {
            const auto exchange = std::make_shared<FakeExchange>(requestOf(Method::Put, target, type));
            router.onRequest(exchange);
            Q_ASSERT(!exchange->answered); // the check takes its time
            pending(std::move(verdict));
            if (exchange->whenBody)
                exchange->whenBody(R"({"email":"a","port":1})");
            return *exchange->answered;
        };
        const auto granted = [] { return http::AccessResult(std::any(u"brann"_s)); };
        const Response refusal = Response::bare(400, "Missing token");
        QCOMPARE(run("/api/x/k?count=x", "text/plain", base::failure(refusal)).body, "Missing token");
        QVERIFY(run("/api/x/k?count=x", "text/plain", granted()).body.startsWith("Invalid URL"));
        QVERIFY(run("/api/1/k?count=x", "text/plain", granted()).body.startsWith("Failed to read query"));
        QCOMPARE(run("/api/1/k", "text/plain", granted()).status, 415);
        QVERIFY(seen.isEmpty());
        QCOMPARE(run("/api/1/k", "application/json", granted()).status, 200);
        QCOMPARE(seen, u"brann"_s);
    }

    void bodyLimitAndRawBody()
    {
        const auto router = makeRouter();
        const auto exchange =
            std::make_shared<FakeExchange>(requestOf(Method::Put, "/api/players/1/data/a", "any/thing"));
        router->onRequest(exchange);
        QCOMPARE(exchange->bodyMax, 10);
        exchange->whenBody(QByteArray("\0x", 2));
        QCOMPARE(exchange->answered->body, QByteArray("\0x", 2));
    }

    void droppedResponderAnswers500()
    {
        const auto router = makeRouter();
        QTest::ignoreMessage(QtWarningMsg, "no answer was given to GET /api/forgets");
        const Response answer = ask(*router, requestOf(Method::Get, "/api/forgets"));
        QCOMPARE(answer.status, 500);
        QCOMPARE(answer.body, "Internal server error");
    }

    void responderAnswersOnceAndSurvivesTheConnection()
    {
        auto exchange = std::make_shared<FakeExchange>(requestOf(Method::Get, "/"));
        Responder responder(exchange);
        Responder moved(std::move(responder));
        moved.send(Response::empty(204));
        moved.send(Response::empty(500));
        QCOMPARE(exchange->answered->status, 204);
        Responder late(exchange);
        QVERIFY(late.isWanted());
        exchange.reset();
        QVERIFY(!late.isWanted());
        late.send(Response::empty(200));
    }

    void upgradeAndFallback()
    {
        const auto router = makeRouter();
        const auto exchange = std::make_shared<FakeExchange>(requestOf(Method::Get, "/api/up"));
        router->onRequest(exchange);
        QVERIFY(exchange->upgraded);
        QCOMPARE(exchange->answered->status, 101);
        router->setFallback([](const http::Request &request, Responder responder) {
            responder.send(Response::bare(200, request.head.path));
        });
        QCOMPARE(ask(*router, requestOf(Method::Delete, "/any/thing")).body, "/any/thing");
    }
};

QTEST_APPLESS_MAIN(TestRouter)
#include "tst_router.moc"
