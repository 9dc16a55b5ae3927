// The upgrade: bytes of the request, what each answer means, and nothing lost behind a 101.

#include <core/base/limits.h>
#include <core/connector/remoteupstream.h>
#include <core/connector/requestheads.h>
#include <core/connector/upgrade.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using connector::UpgradeErrorKind;

class UpgradeTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void requestBytes_data();
    void requestBytes();
    void switches_data();
    void switches();
    void leftover();
    void refused_data();
    void refused();
    void redirectOnce();
    void redirectTwice();
    void silent();
    void nobodyThere();

private:
    using Answer = base::Result<connector::OpenedStream, connector::UpgradeError>;
    [[nodiscard]] std::optional<Answer> upgrade();

    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    connector::ServerInfo m_info {QUrl(u"http://10.0.0.5/sub/"_s), u"0.8.1"_s, u"token"_s, {}};
};

void UpgradeTest::init()
{
    test::failOnWarnings();
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
}

void UpgradeTest::cleanup()
{
    m_time->settle();
    QCOMPARE(m_network->streamsOpen(), 0);
    m_network.reset();
    m_time.reset();
}

std::optional<UpgradeTest::Answer> UpgradeTest::upgrade()
{
    std::optional<Answer> answer;
    std::unique_ptr<connector::Operation> operation;
    connector::RemoteUpstream upstream(*m_network, {m_info.base}, 42131);
    operation = upstream.openBlaze(m_info, {}, [&](Answer given) {
        answer.emplace(std::move(given));
        operation.reset(); // allowed inside
    });
    m_time->runUntil([&] { return answer.has_value(); }, std::chrono::seconds(60));
    return answer;
}

void UpgradeTest::requestBytes_data()
{
    QTest::addColumn<QString>("association");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("none") << QString() << ""_ba;
    QTest::newRow("token") << u"abc.def"_s << "x-association: abc.def\r\n"_ba;
    QTest::newRow("empty token") << u""_s << "x-association: \r\n"_ba;
    QTest::newRow("token with a line end") << u"abc\r\nhost: evil"_s << "x-association: abchost: evil\r\n"_ba;
}

void UpgradeTest::requestBytes()
{
    QFETCH(QString, association);
    QFETCH(QByteArray, line);
    QCOMPARE(connector::upgradeRequest(QUrl(u"https://h/sub/api/server/upgrade"_s), association, 42131),
             "GET /sub/api/server/upgrade HTTP/1.1\r\n"
             "connection: Upgrade\r\n"
             "upgrade: blaze\r\n"
             "x-pocket-relay-scheme: http\r\n"
             "x-pocket-relay-host: 127.0.0.1\r\n"
             "x-pocket-relay-port: 42131\r\n"
             "x-pocket-relay-local-http: true\r\n"_ba +
                 line +
                 "accept: */*\r\n"
                 "user-agent: RelayDeck/" RELAYDECK_VERSION "\r\n"
                 "host: h\r\n\r\n");
}

void UpgradeTest::switches_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("usual") << fake::kSwitching;
    QTest::newRow("without headers") << "HTTP/1.1 101 OK\r\n\r\n"_ba;
    QTest::newRow("another protocol") << "HTTP/1.1 101 OK\r\nupgrade: websocket\r\n\r\n"_ba;
    QTest::newRow("after a 100") << "HTTP/1.1 100 Continue\r\n\r\n"_ba + fake::kSwitching;
}

void UpgradeTest::switches()
{
    QFETCH(QByteArray, answer);
    fake::Server server(*m_network, 80, [&answer](const QByteArray &) { return answer; });
    auto opened = upgrade();
    QVERIFY(opened && *opened);
    QVERIFY((*opened)->leftover.isEmpty());
    QVERIFY(server.requests.front().startsWith("GET /sub/api/server/upgrade HTTP/1.1\r\n"));
    QVERIFY(server.requests.front().contains("\r\nx-association: token\r\n"));
    fake::Peer peer(std::move((*opened)->stream));
    peer.send("to the server");
    server.connections.front()->send("to the game");
    m_time->settle();
    QCOMPARE(server.connections.front()->received, "to the server"_ba);
    QCOMPARE(peer.received, "to the game"_ba);
    peer.stream.reset();
    server.stop();
}

void UpgradeTest::leftover()
{
    fake::Server server(*m_network, 80, [](const QByteArray &) { return fake::kSwitching + "first bytes"; });
    auto opened = upgrade();
    QVERIFY(opened && *opened);
    QCOMPARE((*opened)->leftover, "first bytes"_ba);
    (*opened)->stream.reset();
    server.stop();
}

void UpgradeTest::refused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<UpgradeErrorKind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &answer, UpgradeErrorKind kind, int status,
                        const QString &detail = {}) { QTest::newRow(name) << answer << kind << status << detail; };
    row("200", fake::response(200, "hello"), UpgradeErrorKind::Swallowed, 200);
    row("204", "HTTP/1.1 204 X\r\n\r\n"_ba, UpgradeErrorKind::Swallowed, 204);
    row("426", fake::response(426, ""), UpgradeErrorKind::UpgradeRemoved, 426);
    row("400 of old servers", fake::response(400, "Cannot upgrade connection"), UpgradeErrorKind::UpgradeRemoved, 400,
        u"Cannot upgrade connection"_s);
    row("400", fake::response(400, "no\r\nX-Real-IP\x01"), UpgradeErrorKind::AddressRefused, 400, u"no X-Real-IP?"_s);
    row("400 for a certificate", fake::response(400, "The SSL certificate error"), UpgradeErrorKind::CertificateWanted,
        400, u"The SSL certificate error"_s);
    row("404", fake::response(404, "x"), UpgradeErrorKind::ErrorStatus, 404);
    row("405", fake::response(405, "x"), UpgradeErrorKind::ErrorStatus, 405);
    row("502", fake::response(502, "x"), UpgradeErrorKind::ServerAway, 502);
    row("504", fake::response(504, "x"), UpgradeErrorKind::ServerAway, 504);
    row("other host", fake::response(302, "", "location: http://other/\r\n"), UpgradeErrorKind::Redirected, 302,
        u"http://other/"_s);
    row("not HTTP", "SSH-2.0\r\n\r\n"_ba, UpgradeErrorKind::BadAnswer, 0);
    row("nothing", ""_ba, UpgradeErrorKind::Closed, 0);
    row("half a head", "HTTP/1.1 101 Swit"_ba, UpgradeErrorKind::Closed, 0);
}

void UpgradeTest::refused()
{
    QFETCH(QByteArray, answer);
    QFETCH(UpgradeErrorKind, kind);
    QFETCH(int, status);
    QFETCH(QString, detail);
    fake::Server server(*m_network, 80, [&answer](const QByteArray &) { return answer; });
    server.closesAfterAnswer = true;
    const auto result = upgrade();
    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, kind);
    QCOMPARE(result->error().status, status);
    QCOMPARE(result->error().detail, detail);
    QVERIFY(!connector::describe(result->error()).isEmpty());
    server.stop();
}

void UpgradeTest::redirectOnce()
{
    fake::Server front(*m_network, 80, [](const QByteArray &) {
        return fake::response(308, {}, "location: http://10.0.0.5:8080/x/api/server/upgrade\r\n");
    });
    fake::Server server(*m_network, 8080, [](const QByteArray &) { return fake::kSwitching; });
    const auto opened = upgrade();
    QVERIFY(opened && *opened);
    QVERIFY(server.requests.front().startsWith("GET /x/api/server/upgrade HTTP/1.1\r\n"));
    QVERIFY(server.requests.front().contains("\r\nupgrade: blaze\r\n"));
    front.stop();
    server.stop();
}

void UpgradeTest::redirectTwice()
{
    fake::Server server(*m_network, 80,
                        [](const QByteArray &) { return fake::response(302, {}, "location: /again\r\n"); });
    const auto result = upgrade();
    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, UpgradeErrorKind::Redirected);
    QCOMPARE(server.requests.size(), 2U);
    server.stop();
}

void UpgradeTest::silent()
{
    fake::Server server(*m_network, 80, [](const QByteArray &) { return QByteArray(); });
    const auto before = m_time->now();
    const auto result = upgrade();
    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, UpgradeErrorKind::Silent);
    QCOMPARE(m_time->now() - before, base::kLookupDeadline);
    server.stop();
}

void UpgradeTest::nobodyThere()
{
    auto result = upgrade();
    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, UpgradeErrorKind::Refused);
    m_network->setReachable(false);
    result = upgrade();
    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, UpgradeErrorKind::NoAnswer);
}

QTEST_GUILESS_MAIN(UpgradeTest)
#include "tst_upgrade.moc"
