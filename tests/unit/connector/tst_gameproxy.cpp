// The game's HTTP requests on their way to the server: what is handed on, what is refused, what comes back.

#include <core/base/limits.h>
#include <core/connector/gameproxy.h>
#include <core/connector/proxyrequest.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using connector::GameProxy;
using connector::proxyTarget;

namespace {

constexpr quint16 kPort = 42131;

class NoUpstream final : public connector::Upstream
{
public:
    std::unique_ptr<connector::Operation> lookUp(LookupDone /*done*/) override { return nullptr; }
    std::unique_ptr<connector::Operation> openBlaze(const connector::ServerInfo & /*server*/,
                                                    const net::Endpoint & /*game*/, OpenDone /*done*/) override
    {
        return nullptr;
    }
    net::StreamPtr openHttp(const net::Endpoint & /*game*/) override { return std::move(next); }
    net::StreamPtr next; // handed out once, as a server in this program would
};

http::RequestHead headOf(const QByteArray &target)
{
    http::RequestHead head;
    head.target = target;
    return head;
}

} // namespace

class GameProxyTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void targets_data();
    void targets();
    void longTargets();
    void handsOn();
    void keepsTheConnection();
    void headersOfTheGame();
    void headersOfTheAnswer();
    void headGetsTheLength();
    void otherMethods();
    void hostNames_data();
    void hostNames();
    void statusIsPassedOn_data();
    void statusIsPassedOn();
    void redirects();
    void redirectsElsewhere_data();
    void redirectsElsewhere();
    void endlessRedirects();
    void noServer();
    void silentServer();
    void nonsense();
    void longBodies();
    void tooMany();
    void gameLeaves();
    void inProcess();
    void beforeAnyLookup();

private:
    [[nodiscard]] QByteArray ask(const QByteArray &request);
    [[nodiscard]] QByteArray get(const QByteArray &target)
    {
        return ask("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:42131\r\n\r\n");
    }
    [[nodiscard]] static int statusOf(const QByteArray &answer) { return answer.mid(9, 3).toInt(); }
    [[nodiscard]] static QByteArray bodyOf(const QByteArray &answer)
    {
        return answer.mid(answer.indexOf("\r\n\r\n") + 4);
    }
    [[nodiscard]] QByteArray lastRequest() const
    {
        return m_server->requests.empty() ? QByteArray() : m_server->requests.back();
    }
    void setBase(const QString &base) { m_proxy->setServer({.base = QUrl(base)}); }

    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<fake::Server> m_server;
    NoUpstream m_upstream;
    std::unique_ptr<GameProxy> m_proxy;
    QByteArray m_answer;
};

void GameProxyTest::init()
{
    test::failOnWarnings();
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
    m_network->addHost(u"play.example"_s, QHostAddress(u"198.51.100.4"_s));
    m_answer = fake::response(200, "<xml/>", "content-type: text/xml\r\n");
    m_server = std::make_unique<fake::Server>(*m_network, quint16(80), [this](const QByteArray &) { return m_answer; });
    m_proxy = std::make_unique<GameProxy>(*m_network, *m_time, m_upstream);
    QVERIFY(m_proxy->open(kPort));
    setBase(u"http://play.example/"_s);
}

void GameProxyTest::cleanup()
{
    m_upstream.next.reset();
    m_proxy.reset();
    m_server.reset();
    m_time->settle();
    QCOMPARE(m_network->streamsOpen(), 0);
    m_network.reset();
    m_time.reset();
}

QByteArray GameProxyTest::ask(const QByteArray &request)
{
    net::StreamPtr stream = m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kPort);
    if (!stream)
        return {};
    fake::Peer game(std::move(stream));
    game.send(request);
    m_time->settle();
    return game.received;
}

void GameProxyTest::targets_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("target"); // null: refused
    const auto row = [](const char *name, const char *base, const char *asked, const char *target) {
        QTest::newRow(name) << QString::fromLatin1(base) << QByteArray(asked) << QByteArray(target);
    };
    row("root", "http://h/", "/", "/");
    row("path and query", "http://h/", "/galaxyatwar/increaseRatings/a.b?rinc|0=1&rinc%7C1=2",
        "/galaxyatwar/increaseRatings/a.b?rinc|0=1&rinc%7C1=2");
    row("below a folder", "http://h/sub/", "/qos/qos?prpt=1", "/sub/qos/qos?prpt=1");
    row("several slashes", "http://h/sub/", "///qos/qos", "/sub/qos/qos");
    row("slashes inside stay", "http://h/", "/a//b", "/a//b");
    row("a URL in the path", "http://h/sub/", "/http://other.host/x", "/sub/http://other.host/x");
    row("a host behind slashes", "http://h/sub/", "///other.host/x", "/sub/other.host/x");
    row("colon", "http://h/", "/a:b", "/a:b");
    row("query of its own", "http://h/?x=1", "/a?..", "/a?..");
    row("dots in names", "http://h/", "/a..b/..c/d..", "/a..b/..c/d..");
    row("whole URL", "http://h/", "http://other.host/x", nullptr);
    row("no slash", "http://h/", "x", nullptr);
    row("asterisk", "http://h/", "*", nullptr);
    row("up", "http://h/sub/", "/../x", nullptr);
    row("up at the end", "http://h/sub/", "/x/..", nullptr);
    row("up, encoded", "http://h/sub/", "/%2e%2E/x", nullptr);
    row("up, encoded twice", "http://h/sub/", "/%252e%252e/x", nullptr);
    row("up, for a decoder that takes any two characters", "http://h/sub/", "/%252^%252e/x", nullptr);
    row("up behind an encoded slash", "http://h/sub/", "/a%2f..%2fx", nullptr);
    row("up behind a backslash", "http://h/sub/", "/a\\..\\x", nullptr);
    row("here", "http://h/sub/", "/./x", nullptr);
    row("fragment", "http://h/", "/a#b", nullptr);
}

void GameProxyTest::targets()
{
    QFETCH(const QString, base);
    QFETCH(const QByteArray, asked);
    QFETCH(const QByteArray, target);
    const auto made = proxyTarget(QUrl(base), headOf(asked));
    QCOMPARE(made.has_value(), !target.isNull());
    if (made)
        QCOMPARE(*made, target);
}

void GameProxyTest::longTargets()
{
    const QByteArray most = '/' + QByteArray(base::kProxyTargetMax - 1, 'a');
    QVERIFY(proxyTarget(QUrl(u"http://h/"_s), headOf(most)));
    QVERIFY(!proxyTarget(QUrl(u"http://h/"_s), headOf(most + 'a')));
}

void GameProxyTest::handsOn()
{
    const QByteArray answer = get("/galaxyatwar/getRatings/a.b");
    QCOMPARE(statusOf(answer), 200);
    QCOMPARE(bodyOf(answer), "<xml/>"_ba);
    QVERIFY(answer.contains("\r\ncontent-type: text/xml\r\n"));
    QVERIFY(answer.contains("\r\ncontent-length: 6\r\n"));
    QVERIFY(lastRequest().startsWith("GET /galaxyatwar/getRatings/a.b HTTP/1.1\r\n"));
    QVERIFY(lastRequest().contains("\r\nhost: play.example\r\n"));
}

void GameProxyTest::keepsTheConnection()
{
    const QByteArray one = "GET /a HTTP/1.1\r\nHost: localhost:42131\r\n\r\n";
    const QByteArray answers = ask(one + one);
    QCOMPARE(answers.count("HTTP/1.1 200"), 2);
    QCOMPARE(m_server->requests.size(), std::size_t {2});
}

// Nothing of the game but conditions and range.
void GameProxyTest::headersOfTheGame()
{
    QVERIFY(!ask("GET /a HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: secret\r\nX-Token: secret\r\nAuthorization: secret\r\n"
                 "If-None-Match: \"e\"\r\nIf-Modified-Since: yesterday\r\nRange: bytes=0-1\r\nContent-Length: "
                 "4\r\n\r\nbody")
                 .isEmpty());
    const QByteArray sent = lastRequest();
    QVERIFY(!sent.contains("secret"));
    QVERIFY(!sent.contains("content-length"));
    for (const char *line : {"if-none-match: \"e\"", "if-modified-since: yesterday", "range: bytes=0-1"})
        QVERIFY2(sent.contains(QByteArray("\r\n") + line + "\r\n"), line);
}

void GameProxyTest::headersOfTheAnswer()
{
    m_answer = fake::response(200, "x",
                              "etag: \"e\"\r\nset-cookie: a\r\nset-cookie: b\r\nkeep-alive: timeout=5\r\n"
                              "connection: keep-alive, x-mine\r\nx-mine: 1\r\nproxy-authenticate: no\r\n");
    const QByteArray answer = get("/a");
    QVERIFY(answer.contains("\r\netag: \"e\"\r\n"));
    QCOMPARE(answer.count("set-cookie"), 2);
    for (const char *gone : {"keep-alive", "x-mine", "proxy-authenticate", "access-control"})
        QVERIFY2(!answer.contains(gone), gone);
}

void GameProxyTest::headGetsTheLength()
{
    const QByteArray answer = ask("HEAD /a HTTP/1.1\r\nHost: 127.0.0.1:42131\r\n\r\n");
    QVERIFY(answer.contains("\r\ncontent-length: 6\r\n"));
    QVERIFY(bodyOf(answer).isEmpty());
    QVERIFY(lastRequest().startsWith("GET /a "));
}

void GameProxyTest::otherMethods()
{
    for (const char *method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
        const QByteArray answer = ask(QByteArray(method) + " /a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QCOMPARE(statusOf(answer), 405);
        QVERIFY(answer.contains("\r\nallow: GET, HEAD\r\n"));
    }
    QVERIFY(m_server->requests.empty());
}

void GameProxyTest::hostNames_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::newRow("address and port") << "Host: 127.0.0.1:42131\r\n"_ba << 200;
    QTest::newRow("address") << "Host: 127.0.0.1\r\n"_ba << 200;
    QTest::newRow("name") << "Host: LocalHost:42131\r\n"_ba << 200;
    QTest::newRow("none") << ""_ba << 200;
    QTest::newRow("another") << "Host: evil.example:42131\r\n"_ba << 403;
    QTest::newRow("another beginning") << "Host: 127.0.0.1.evil.example\r\n"_ba << 403;
    QTest::newRow("empty") << "Host: \r\n"_ba << 403;
}

void GameProxyTest::hostNames()
{
    QFETCH(const QByteArray, line);
    QFETCH(const int, status);
    QCOMPARE(statusOf(ask("GET /a HTTP/1.1\r\n" + line + "\r\n")), status);
    QCOMPARE(m_server->requests.size(), std::size_t(status == 200 ? 1 : 0));
}

void GameProxyTest::statusIsPassedOn_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 206, 304, 400, 404, 500})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void GameProxyTest::statusIsPassedOn()
{
    QFETCH(const int, status);
    m_answer = fake::response(status, status == 304 ? QByteArray() : "text"_ba);
    QCOMPARE(statusOf(get("/a")), status);
}

void GameProxyTest::redirects()
{
    m_server->answer = [](const QByteArray &request) {
        return request.startsWith("GET /new?x=1 ") ? fake::response(200, "there")
                                                   : fake::response(302, {}, "location: /new?x=1\r\n");
    };
    QCOMPARE(bodyOf(get("/old")), "there"_ba);
}

void GameProxyTest::redirectsElsewhere_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("another host") << "location: http://other.example/x\r\n"_ba;
    QTest::newRow("another host without scheme") << "location: //other.example/x\r\n"_ba;
    QTest::newRow("another scheme") << "location: ftp://play.example/x\r\n"_ba;
    QTest::newRow("nowhere") << ""_ba;
}

void GameProxyTest::redirectsElsewhere()
{
    QFETCH(const QByteArray, line);
    m_answer = fake::response(302, {}, line);
    QCOMPARE(statusOf(get("/a")), 502);
    QCOMPARE(m_server->requests.size(), std::size_t {1});
}

void GameProxyTest::endlessRedirects()
{
    m_answer = fake::response(302, {}, "location: /again\r\n");
    QCOMPARE(statusOf(get("/a")), 502);
    QCOMPARE(m_server->requests.size(), std::size_t(1 + base::kRedirectsMax));
}

void GameProxyTest::noServer()
{
    m_server->stop();
    QCOMPARE(statusOf(get("/a")), 502);
}

void GameProxyTest::silentServer()
{
    m_answer.clear();
    fake::Peer game(m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kPort));
    game.send("GET /a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    m_time->advance(base::kProxyDeadline - std::chrono::seconds(1));
    QVERIFY(game.received.isEmpty());
    m_time->advance(std::chrono::seconds(2));
    QCOMPARE(statusOf(game.received), 502);
}

void GameProxyTest::nonsense()
{
    m_answer = "SSH-2.0-x\r\n\r\n";
    QCOMPARE(statusOf(get("/a")), 502);
    m_answer = fake::kSwitching; // an upgrade nobody asked for
    QCOMPARE(statusOf(get("/a")), 502);
}

void GameProxyTest::longBodies()
{
    m_answer = fake::response(200, QByteArray(base::kProxyBodyMax, 'x'));
    QCOMPARE(bodyOf(get("/a")).size(), base::kProxyBodyMax);
    m_answer = fake::response(200, QByteArray(base::kProxyBodyMax + 1, 'x'));
    QCOMPARE(statusOf(get("/a")), 502);
}

void GameProxyTest::tooMany()
{
    m_answer.clear();
    std::vector<std::unique_ptr<fake::Peer>> games;
    for (int i = 0; i <= base::kProxyRequestsMax; ++i) {
        games.push_back(
            std::make_unique<fake::Peer>(m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kPort)));
        games.back()->send("GET /a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        m_time->settle();
        QCOMPARE(games.back()->received.isEmpty(), i < base::kProxyRequestsMax);
    }
    QCOMPARE(statusOf(games.back()->received), 503);
    games.clear();
}

void GameProxyTest::gameLeaves()
{
    m_answer.clear();
    {
        fake::Peer game(m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), kPort));
        game.send("GET /a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        m_time->settle();
    }
    m_server->connections.back()->send(fake::response(200, "late"));
    m_time->settle();
    QCOMPARE(m_server->requests.size(), std::size_t {1});
}

// A server of this program is asked over its own pipe, wherever its address leads.
void GameProxyTest::inProcess()
{
    setBase(u"https://nowhere.example/"_s);
    auto [ours, theirs] = m_network->makePipe({}, {});
    m_upstream.next = std::move(ours);
    fake::Connection server(*m_server, std::move(theirs));
    QCOMPARE(bodyOf(get("/a")), "<xml/>"_ba);
    m_time->settle();
}

void GameProxyTest::beforeAnyLookup()
{
    m_proxy->setServer({});
    QCOMPARE(statusOf(get("/a")), 400);
}

QTEST_GUILESS_MAIN(GameProxyTest)
#include "tst_gameproxy.moc"
