// What reading a request costs: the upgrade request of a published client, and a small look-up through parser, router
// and answer.

#include <core/http/requestparser.h>
#include <core/http/router.h>

#include <tests/bench/bench.h>

namespace {

// 8 headers, about 400 bytes.
constexpr std::string_view kUpgrade =
    "GET /api/server/upgrade HTTP/1.1\r\n"
    "connection: Upgrade\r\n"
    "upgrade: blaze\r\n"
    "x-pocket-relay-scheme: http\r\n"
    "x-pocket-relay-host: 127.0.0.1\r\n"
    "x-pocket-relay-port: 42131\r\n"
    "x-association: ABEiM0RVRneImaq7zN3u_w.horBsUKF8t0sWW_1VMa-Wciw0EGcXQZwlfsw3x1WJpQ\r\n"
    "accept: */*\r\n"
    "user-agent: PocketRelayClient/v0.7.0 (a client with a long name and a version "
    "of its own, as some have)\r\n\r\n";

class CountingExchange final : public http::Exchange
{
public:
    using Exchange::Exchange;
    void wantBody(qsizetype /*bytesMax*/, http::BodyCallback callback) override { callback({}); }
    QByteArray head;

private:
    void deliver(http::Response response) override { http::appendHead(head, response, {}); }
    void deliverUpgrade(http::Response response, http::UpgradeCallback /*callback*/) override
    {
        http::appendHead(head, response, {});
    }
};

struct ById
{
    quint32 id = 0;
    static void read(http::PathReader &in, ById &out) { in.number("id", out.id); }
};

} // namespace

BENCHMARK(http_head)
{
    http::RequestParser parser;
    bench.measure("http.head.parse", 1500, [&] {
        parser.feed(base::asBytes(kUpgrade));
        auto head = parser.next();
        auto end = parser.next();
        bench::keep(head);
        bench::keep(end);
    });
}

BENCHMARK(http_router)
{
    http::Router router;
    for (const char *path : {"/api/server", "/api/games", "/api/games/{id}", "/api/players", "/api/players/self"})
        router.add(http::Route<> {.path = path, .handler = [](auto /*call*/, http::Responder responder) {
                                      responder.send(http::Response::empty(404));
                                  }});
    const QByteArray body = "{\"name\":\"somebody\",\"id\":7}";
    router.add(http::Route<http::NoQuery, http::NoBody, ById> {
        .path = "/api/players/{id}",
        .handler = [&](auto /*call*/, http::Responder responder) { responder.send(http::Response::json(body)); }});
    http::Request request;
    request.head.path = "/api/players/7";
    bench.measure("http.route.answer", 2000, [&] {
        const auto exchange = std::make_shared<CountingExchange>(request);
        router.onRequest(exchange);
        bench::keep(exchange->head);
    });
}
