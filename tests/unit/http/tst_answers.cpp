// The bytes of answers, header lines, and the client's address.

#include <core/http/clientaddress.h>
#include <core/http/response.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using http::Response;

class TestAnswers : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnTheWire()
    {
        const auto wire = [](const Response &response, http::AnswerTo to = {}) {
            QByteArray out;
            http::appendHead(out, response, to);
            return out + (http::sendsBody(response, to) ? response.body : QByteArray("-"));
        };
        QCOMPARE(
            wire(Response::text(404, u"nö"_s)),
            "HTTP/1.1 404 Not Found\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 3\r\n\r\nn\xC3\xB6");
        QCOMPARE(wire(Response::json(QJsonObject {{u"a"_s, 1}})),
                 "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n{\"a\":1}");
        QCOMPARE(wire(Response::empty(204)), "HTTP/1.1 204 No Content\r\n\r\n-");
        QCOMPARE(wire(Response::empty(200)), "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n-");
        QCOMPARE(wire(Response::xml("<a/>"), {1, true, http::Persist::Close}),
                 "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: 4\r\nconnection: close\r\n\r\n-");
        QCOMPARE(wire(Response::empty(200), {0, false, http::Persist::KeepAlive}),
                 "HTTP/1.0 200 OK\r\ncontent-length: 0\r\nconnection: keep-alive\r\n\r\n-");
        QCOMPARE(wire(Response::switchingProtocols("blaze")),
                 "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: blaze\r\n\r\n-");
    }

    void headerLines()
    {
        http::Headers headers;
        headers.add("X-Token", "one");
        headers.add("x-token", "two");
        headers.add("Connection", "keep-alive , UPGRADE");
        QCOMPARE(headers.first("x-token")->toByteArray(), "one");
        QVERIFY(!headers.first("x-toke"));
        QVERIFY(headers.hasWord("connection", "upgrade"));
        QVERIFY(!headers.hasWord("connection", "keep"));
        headers.set("x-token", "three");
        QCOMPARE(headers.count(), 2);
        QCOMPARE(headers.first("x-token")->toByteArray(), "three");
    }

    void clientAddresses_data()
    {
        QTest::addColumn<bool>("proxied");
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("outcome");
        const auto proxied = [](const QByteArray &header, const QString &outcome) {
            QTest::newRow(("proxy: " + header).constData()) << true << u"127.0.0.1"_s << header << outcome;
        };
        const QString onlyV4 = u"Server was provided IPv6 address but only IPv4 is supported"_s;
        const QString unreadable = u"Failed to parse X-Real-IP: "_s;
        proxied("203.0.113.9", u"203.0.113.9"_s);
        proxied("203.0.113.9:4711", u"203.0.113.9"_s);
        proxied("203.0.113.9:65535", u"203.0.113.9"_s);
        proxied("203.0.113.9:65536", unreadable);
        proxied("203.0.113.9:", unreadable);
        proxied("203.0.113", unreadable);
        proxied("203.0.113.256", unreadable);
        proxied("203.0.113.09", unreadable);
        proxied("203.0.113.9, 10.0.0.1", unreadable);
        proxied("nonsense", unreadable);
        proxied("1", unreadable);
        proxied(" ", unreadable);
        proxied("\xFF", u"Header X-Real-IP contained unexpected characters"_s);
        proxied("2001:db8::1", onlyV4);
        proxied("[2001:db8::1]:80", onlyV4);
        proxied("[2001:db8::1", unreadable);
        proxied("[2001:db8::1]80", unreadable);
        proxied("::ffff:203.0.113.9", u"203.0.113.9"_s);
        proxied("[::ffff:203.0.113.9]:80", u"203.0.113.9"_s);
        const auto direct = [](const QString &peer, const QString &outcome) {
            QTest::newRow(qPrintable(u"peer: "_s + peer)) << false << peer << QByteArray("203.0.113.1") << outcome;
        };
        direct(u"203.0.113.9"_s, u"203.0.113.9"_s);
        direct(u"::ffff:203.0.113.9"_s, u"203.0.113.9"_s);
        direct(u"2001:db8::1"_s, onlyV4);
    }
    void clientAddresses()
    {
        QFETCH(bool, proxied);
        QFETCH(QString, peer);
        QFETCH(QByteArray, header);
        QFETCH(QString, outcome);
        http::Headers headers;
        headers.add("X-Real-IP", header);
        headers.add("X-Real-IP", "198.51.100.1"); // of a repeated header the first one counts
        headers.add("X-Forwarded-For", "198.51.100.2");
        const auto address = http::clientAddress(headers, {QHostAddress(peer), 5000},
                                                 proxied ? http::ProxyMode::TrustedProxy : http::ProxyMode::Direct);
        if (address)
            QCOMPARE(QHostAddress(address->value).toString(), outcome);
        else if (outcome.endsWith(u": "_s))
            QVERIFY2(address.error().startsWith(outcome) && address.error() != outcome, qPrintable(address.error()));
        else
            QCOMPARE(address.error(), outcome);
    }

    void forwardedAddresses_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("one") << QByteArray("203.0.113.9") << u"203.0.113.9"_s;
        QTest::newRow("with its proxies") << QByteArray("203.0.113.9, 198.51.100.7,10.0.0.1") << u"203.0.113.9"_s;
        QTest::newRow("blanks") << QByteArray(" 203.0.113.9 \t, 10.0.0.1") << u"203.0.113.9"_s;
        QTest::newRow("port") << QByteArray("203.0.113.9:4711, 10.0.0.1") << u"203.0.113.9"_s;
        QTest::newRow("mapped") << QByteArray("::ffff:203.0.113.9") << u"203.0.113.9"_s;
        QTest::newRow("nobody first") << QByteArray(", 203.0.113.9")
                                      << u"Failed to parse X-Forwarded-For: invalid IP address syntax"_s;
        QTest::newRow("hidden") << QByteArray("unknown, 203.0.113.9")
                                << u"Failed to parse X-Forwarded-For: invalid IP address syntax"_s;
        QTest::newRow("no ASCII") << QByteArray("\xFF, 203.0.113.9")
                                  << u"Header X-Forwarded-For contained unexpected characters"_s;
    }
    void forwardedAddresses()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, outcome);
        http::Headers headers;
        headers.add("X-Real-IP", "198.51.100.1"); // is another mode's
        headers.add("X-Forwarded-For", header);
        headers.add("X-Forwarded-For", "198.51.100.2");
        const auto address = http::clientAddress(headers, {QHostAddress(QHostAddress::LocalHost), 1},
                                                 http::ProxyMode::TrustedForwardedFor);
        QCOMPARE(address ? QHostAddress(address->value).toString() : address.error(), outcome);
    }

    void missingProxyHeader()
    {
        http::Headers headers;
        headers.add("X-Real-IP", "198.51.100.1");
        const auto forwarded = http::clientAddress(headers, {QHostAddress(QHostAddress::LocalHost), 1},
                                                   http::ProxyMode::TrustedForwardedFor);
        QCOMPARE(forwarded.error(), u"X-Forwarded-For header is missing"_s);
        const auto address =
            http::clientAddress({}, {QHostAddress(QHostAddress::LocalHost), 1}, http::ProxyMode::TrustedProxy);
        QCOMPARE(address.error(), u"X-Real-IP header is missing"_s);
    }
};

QTEST_APPLESS_MAIN(TestAnswers)
#include "tst_answers.moc"
