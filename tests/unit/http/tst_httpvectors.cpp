// The cases of http.json that are about transport, against a handful of routes that answer as the real ones do:
// what the whole server must do with them is checked where it is composed.

#include <core/base/clock.h>
#include <core/http/clientaddress.h>
#include <core/http/router.h>
#include <core/http/server.h>
#include <core/net/qtnetwork.h>
#include <tests/support/httpvectors.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using http::Method;
using http::Responder;
using http::Response;

namespace {

struct Telemetry
{
    static void read(http::JsonReader &in, Telemetry & /*out*/)
    {
        QJsonArray values;
        in.array(u"values"_s, values);
        for (const QJsonValue pair : values) {
            if (pair.toArray().size() != 2 || !pair[0].isString() || !pair[1].isString())
                in.fail(u"a pair of strings is needed"_s);
        }
    }
};

struct Login
{
    static void read(http::JsonReader &in, Login & /*out*/)
    {
        QString email;
        in.string(u"email"_s, email);
    }
};

void checkToken(const http::Request &request, base::MoveOnlyFunction<void(http::AccessResult)> done)
{
    if (request.head.headers.contains("x-token"))
        done(std::any());
    else
        done(base::failure(Response::bare(400, "Missing token")));
}

class DemoServer final : public test::HttpVectorServer
{
public:
    explicit DemoServer(bool behindProxy)
        : m_server(m_network, m_clock, m_router)
    {
        const auto get = [this](const QByteArray &path, const Response &answer) {
            m_router.add(http::Route<> {.method = Method::Get,
                                        .path = path,
                                        .handler = [answer](auto, Responder responder) { responder.send(answer); }});
        };
        get("/qos/firetype", Response::xml(QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<firetype>\n"
                                                      "    <firetype>2</firetype>\n</firetype>\n")));
        get("/qos/firewall", Response::xml("<firewall/>"));
        get("/qos/qos", Response::xml("<qos/>"));
        get("/api/server", Response::json(QJsonObject {}));
        m_router.add(http::Route<> {.method = Method::Get,
                                    .path = "/api/players/self",
                                    .access = checkToken,
                                    .handler = [](auto, Responder responder) {
                                        responder.send(Response::json(QJsonObject {{u"id"_s, 3}}));
                                    }});
        const auto refuse = [](auto, Responder responder) { responder.send(Response::empty(500)); };
        m_router.add(http::Route<> {
            .method = Method::Delete, .path = "/api/players/self", .access = checkToken, .handler = refuse});
        m_router.add(http::Route<> {
            .method = Method::Get, .path = "/api/players/{id}/data/{key}", .access = checkToken, .handler = refuse});
        m_router.add(http::Route<> {
            .method = Method::Put, .path = "/api/players/{id}/role", .access = checkToken, .handler = refuse});
        m_router.add(
            http::Route<http::NoQuery, Login> {.method = Method::Post, .path = "/api/auth/login", .handler = refuse});
        m_router.add(http::Route<http::NoQuery, Telemetry> {
            .method = Method::Post, .path = "/api/server/telemetry", .handler = [](auto, Responder responder) {
                responder.send(Response::empty(200));
            }});
        m_router.add(http::Route<> {.method = Method::Get,
                                    .path = "/api/server/upgrade",
                                    .handler = [this, behindProxy](auto call, Responder responder) {
                                        upgrade(call.request, std::move(responder), behindProxy);
                                    }});
        m_router.setFallback([](const http::Request &request, Responder responder) {
            responder.send(request.head.path == "/hello.json" ? Response::json(QByteArray("{\"hello\":true}"))
                                                              : Response::empty(404));
        });
        net::ListenOptions options;
        options.address = QHostAddress(QHostAddress::LocalHost);
        m_started = m_server.start(options).hasValue();
    }
    [[nodiscard]] bool started() const { return m_started; }
    [[nodiscard]] quint16 port() const override { return m_server.port(); }

private:
    void upgrade(const http::Request &request, Responder responder, bool behindProxy)
    {
        const auto address = http::clientAddress(request.head.headers, request.peer,
                                                 behindProxy ? http::ProxyMode::TrustedProxy : http::ProxyMode::Direct);
        if (!address)
            responder.send(Response::text(400, address.error()));
        else if (request.head.method == Method::Head)
            responder.send(Response::text(405, u"GET only"_s));
        else if (!request.head.wantsUpgrade())
            responder.send(Response::text(426, u"an upgrade is wanted"_s));
        else
            responder.upgrade("blaze", [this](net::StreamPtr stream, QByteArray /*leftover*/) {
                m_streams.push_back(std::move(stream));
            });
    }

    base::SystemClock m_clock;
    net::QtNetwork m_network;
    http::Router m_router;
    http::Server m_server;
    std::vector<net::StreamPtr> m_streams;
    bool m_started = false;
};

} // namespace

class TestHttpVectors : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void transport_data()
    {
        // Those about the content of a route of the real server come with that server.
        static const QStringList elsewhere {u"order_of_checks"_s, u"upgrade_early_bytes"_s};
        m_vectors.addRows({u"http"_s, u"cors"_s, u"upgrade"_s}, [](const QJsonObject &entry) {
            const QString name = entry.value(u"name"_s).toString();
            return !elsewhere.contains(name) && !name.startsWith(u"tunnel_"_s);
        });
    }
    void transport()
    {
        QFETCH(QString, name);
        const QString problem = m_vectors.run(name, [](const test::HttpVectorFixture &fixture) {
            auto server = std::make_unique<DemoServer>(fixture.config.value(u"reverse_proxy"_s).toBool());
            return server->started() ? std::move(server) : nullptr;
        });
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    // The runner itself must be able to fail.
    void runnerNoticesWrongAnswers()
    {
        if (!m_vectors.has(u"order_of_checks"_s))
            QSKIP("other vectors, without the case this is tried with");
        const QString problem = m_vectors.run(
            u"order_of_checks"_s, [](const test::HttpVectorFixture &) { return std::make_unique<DemoServer>(false); });
        QVERIFY(problem.startsWith(u"step 1: status 404"_s));
    }

private:
    test::HttpVectors m_vectors;
};

QTEST_GUILESS_MAIN(TestHttpVectors)
#include "tst_httpvectors.moc"
