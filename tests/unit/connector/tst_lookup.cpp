// The look-up over a network: the request's bytes, redirects, deadlines, and what each failure is called.

#include <core/base/limits.h>
#include <core/connector/lookup.h>
#include <core/connector/requestheads.h>
#include <core/connector/serveraddress.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using connector::LookupErrorKind;
using connector::ServerInfo;

class LookupTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void requestBytes();
    void succeeds();
    void redirects();
    void redirectToOtherHost();
    void redirectLimit();
    void bodyLimit();
    void silentServer();
    void tricklingServer();
    void unreachable();
    void failures_data();
    void failures();
    void destroyedInFlight();

private:
    using Answer = base::Result<ServerInfo, connector::LookupError>;
    [[nodiscard]] std::optional<Answer> lookUp(const QString &address);
    [[nodiscard]] LookupErrorKind kindOf(const QString &address);

    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
};

void LookupTest::init()
{
    test::failOnWarnings();
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
    m_network->addHost(u"h"_s, QHostAddress(u"10.0.0.5"_s));
}

void LookupTest::cleanup()
{
    m_time->settle();
    QCOMPARE(m_network->streamsOpen(), 0); // nothing is left behind
    m_network.reset();
    m_time.reset();
}

std::optional<LookupTest::Answer> LookupTest::lookUp(const QString &address)
{
    std::optional<Answer> answer;
    std::unique_ptr<connector::Operation> lookup;
    lookup = std::make_unique<connector::Lookup>(*m_network, connector::parseServerAddress(address)->base,
                                                 [&](Answer given) {
                                                     answer.emplace(std::move(given));
                                                     lookup.reset(); // allowed inside
                                                 });
    m_time->runUntil([&] { return answer.has_value(); }, std::chrono::seconds(60));
    return answer;
}

LookupErrorKind LookupTest::kindOf(const QString &address)
{
    const auto answer = lookUp(address);
    return answer && !*answer ? answer->error().kind : LookupErrorKind::BadAddress; // BadAddress never comes from here
}

void LookupTest::requestBytes()
{
    QCOMPARE(connector::lookupRequest(QUrl(u"http://h:8080/sub/api/server"_s)),
             "GET /sub/api/server HTTP/1.1\r\naccept: application/json\r\nuser-agent: RelayDeck/" RELAYDECK_VERSION
             "\r\nhost: h:8080\r\n\r\n"_ba);
}

void LookupTest::succeeds()
{
    fake::Server server(*m_network, 80, [](const QByteArray &) { return fake::response(200, fake::details()); });
    const auto answer = lookUp(u"h/sub"_s);
    QVERIFY(answer && *answer);
    QCOMPARE((*answer)->base.toString(), u"http://h/sub/"_s);
    QCOMPARE((*answer)->version, u"0.8.1"_s);
    QCOMPARE((*answer)->association, u"token-1"_s);
    QCOMPARE(server.requests.size(), 1U);
    QCOMPARE(server.requests.front(), connector::lookupRequest(QUrl(u"http://h/sub/api/server"_s)));
    server.stop();
}

void LookupTest::redirects()
{
    fake::Server front(*m_network, 80, [](const QByteArray &) {
        return fake::response(302, {}, "location: http://h:8080/game/api/server\r\n");
    });
    fake::Server server(*m_network, 8080, [](const QByteArray &) { return fake::response(200, fake::details()); });
    const auto answer = lookUp(u"h"_s);
    QVERIFY(answer && *answer);
    QCOMPARE((*answer)->base.toString(), u"http://h:8080/game/"_s); // kept for all that follows
    front.stop();
    server.stop();
}

void LookupTest::redirectToOtherHost()
{
    fake::Server server(*m_network, 80, [](const QByteArray &) {
        return fake::response(302, {}, "location: http://elsewhere/api/server\r\n");
    });
    QCOMPARE(kindOf(u"h"_s), LookupErrorKind::Redirected);
    server.stop();
}

void LookupTest::redirectLimit()
{
    int left = base::kRedirectsMax;
    fake::Server server(*m_network, 80, [&left](const QByteArray &) {
        return left-- > 0 ? fake::response(307, {}, "location: /api/server\r\n") : fake::response(200, fake::details());
    });
    const auto answer = lookUp(u"h"_s);
    QVERIFY(answer && *answer);
    QCOMPARE(server.requests.size(), std::size_t(base::kRedirectsMax + 1));
    left = base::kRedirectsMax + 1;
    QCOMPARE(kindOf(u"h"_s), LookupErrorKind::Redirected);
    server.stop();
}

void LookupTest::bodyLimit()
{
    qsizetype size = base::kLookupBodyMax;
    fake::Server server(*m_network, 80, [&size](const QByteArray &) {
        return fake::response(200, fake::details().leftJustified(size, ' '));
    });
    const auto answer = lookUp(u"h"_s);
    QVERIFY(answer && *answer);
    ++size;
    QCOMPARE(kindOf(u"h"_s), LookupErrorKind::NotJson);
    server.stop();
}

void LookupTest::silentServer()
{
    fake::Server server(*m_network, 80, [](const QByteArray &) { return QByteArray(); });
    const auto before = m_time->now();
    QCOMPARE(kindOf(u"h"_s), LookupErrorKind::Silent);
    QCOMPARE(m_time->now() - before, base::kLookupDeadline);
    server.stop();
}

void LookupTest::tricklingServer()
{
    fake::Server server(*m_network, 80, [](const QByteArray &) { return "HTTP/1.1 200 X\r\n"_ba; });
    const auto before = m_time->now();
    base::ScopedTimer timer(*m_time);
    std::function<void()> trickle = [&] {
        for (const auto &connection : server.connections) {
            if (connection->stream)
                connection->send("x: y\r\n");
        }
        timer.start(std::chrono::seconds(1), trickle);
    };
    trickle();
    QCOMPARE(kindOf(u"h"_s), LookupErrorKind::Silent);
    QCOMPARE(m_time->now() - before, base::kLookupDeadline); // bytes do not extend it
    server.stop();
}

void LookupTest::unreachable()
{
    m_network->setReachable(false);
    const auto before = m_time->now();
    QCOMPARE(kindOf(u"h"_s), LookupErrorKind::NoAnswer);
    QCOMPARE(m_time->now() - before, base::kConnectDeadline);
    m_network->setReachable(true);
    QCOMPARE(kindOf(u"h"_s), LookupErrorKind::Refused);
    QCOMPARE(kindOf(u"nobody.example"_s), LookupErrorKind::NameNotFound);
}

void LookupTest::failures_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<LookupErrorKind>("kind");
    QTest::newRow("not HTTP") << "SSH-2.0-OpenSSH\r\n\r\n"_ba << LookupErrorKind::NotJson;
    QTest::newRow("404") << fake::response(404, "x") << LookupErrorKind::NotFound;
    QTest::newRow("page") << fake::response(200, "<html>") << LookupErrorKind::NotJson;
    QTest::newRow("cut off") << "HTTP/1.1 200 X\r\ncontent-length: 50\r\n\r\n{"_ba << LookupErrorKind::NotJson;
    QTest::newRow("cut off in the head") << "HTTP/1.1 200 X\r\n"_ba << LookupErrorKind::NotJson;
    QTest::newRow("nothing") << QByteArray() << LookupErrorKind::Silent;
    QTest::newRow("upgraded") << fake::kSwitching << LookupErrorKind::NotJson;
    QTest::newRow("redirect to nowhere") << fake::response(302, "x") << LookupErrorKind::Redirected;
    QTest::newRow("too old") << fake::response(200, R"({"ident":"POCKET_RELAY_SERVER","version":"0.4.0"})")
                             << LookupErrorKind::TooOld;
}

void LookupTest::failures()
{
    QFETCH(QByteArray, answer);
    QFETCH(LookupErrorKind, kind);
    fake::Server server(*m_network, 80, [&answer](const QByteArray &) { return answer; });
    server.closesAfterAnswer = true;
    QCOMPARE(kindOf(u"h"_s), kind);
    server.stop();
}

void LookupTest::destroyedInFlight()
{
    fake::Server server(*m_network, 80, [](const QByteArray &) { return QByteArray(); });
    bool called = false;
    auto lookup =
        std::make_unique<connector::Lookup>(*m_network, QUrl(u"http://h/"_s), [&called](Answer) { called = true; });
    m_time->settle();
    lookup.reset();
    m_time->advance(std::chrono::seconds(60));
    QVERIFY(!called);
    QVERIFY(server.connections.front()->closed.has_value());
    server.stop();
}

QTEST_GUILESS_MAIN(LookupTest)
#include "tst_lookup.moc"
