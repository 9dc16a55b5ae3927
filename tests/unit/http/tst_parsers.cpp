// Request and response parser: what they read, at every split, and where they stop.

#include <core/base/limits.h>
#include <core/http/requestparser.h>
#include <core/http/responseparser.h>
#include <tests/support/quiet.h>

#include <QElapsedTimer>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using http::RequestError;
using http::ResponseError;

namespace {

http::ByteView view(const QByteArray &bytes)
{
    return base::asBytes(QByteArrayView(bytes));
}

QByteArray headText(const http::Headers &headers)
{
    QByteArray text;
    for (int i = 0; i < headers.count(); ++i)
        text.append(headers.at(i).name).append('=').append(headers.at(i).value).append(';');
    return text;
}

// All events as one text, body chunks joined: the same whatever the splits were.
template <class Parser>
void drain(Parser &parser, QByteArray &trace)
{
    for (;;) {
        auto event = parser.next();
        if (!event) {
            trace.append("!").append(QByteArray::number(static_cast<int>(event.error())));
            return;
        }
        if (!*event)
            return;
        if (const auto *chunk = std::get_if<http::BodyChunk>(&**event)) {
            trace.append(base::asChars(chunk->bytes));
        } else if (std::holds_alternative<http::MessageEnd>(**event)) {
            trace.append("}\n");
        } else if constexpr (std::is_same_v<Parser, http::RequestParser>) {
            const auto &head = std::get<http::RequestHead>(**event);
            trace.append(http::methodName(head.method)).append(' ').append(head.path).append('?').append(head.query);
            trace.append(" 1.").append(QByteArray::number(head.versionMinor));
            trace.append(head.keepAlive ? " keep " : " close ").append(head.expectContinue ? "expect " : "");
            trace.append(headText(head.headers)).append('{');
        } else {
            const auto &head = std::get<http::ResponseHead>(**event);
            trace.append(QByteArray::number(head.status)).append(' ').append(head.reason).append(' ');
            trace.append(headText(head.headers)).append('{');
        }
    }
}

QByteArray requestTrace(const QList<QByteArray> &pieces)
{
    http::RequestParser parser;
    QByteArray trace;
    for (const QByteArray &piece : pieces) {
        parser.feed(view(piece));
        drain(parser, trace);
        if (trace.contains('!'))
            break;
    }
    return trace;
}

QByteArray responseTrace(const QList<QByteArray> &pieces, bool ended, http::Method answered = http::Method::Get)
{
    http::ResponseParser parser(1000, answered);
    QByteArray trace;
    for (const QByteArray &piece : pieces) {
        parser.feed(view(piece));
        drain(parser, trace);
        if (trace.contains('!'))
            return trace;
    }
    if (ended) {
        parser.feedEnd();
        drain(parser, trace);
    }
    const QByteArray rest = parser.takeRemaining();
    return rest.isEmpty() ? trace : trace + "rest=" + rest;
}

QList<QByteArray> singleBytes(const QByteArray &bytes)
{
    QList<QByteArray> pieces;
    for (const char byte : bytes)
        pieces.append(QByteArray(1, byte));
    return pieces;
}

// A head of exactly `size` bytes.
QByteArray headOf(qsizetype size)
{
    const QByteArray start = "GET / HTTP/1.1\r\nx: ";
    return start + QByteArray(size - start.size() - 4, 'a') + "\r\n\r\n";
}

std::optional<RequestError> errorOf(const QByteArray &bytes, qsizetype bodyLimit = -1)
{
    http::RequestParser parser;
    parser.feed(view(bytes));
    for (;;) {
        auto event = parser.next();
        if (!event)
            return event.error();
        if (!*event)
            return std::nullopt;
        if (bodyLimit >= 0 && std::holds_alternative<http::RequestHead>(**event))
            parser.setBodyLimit(bodyLimit);
    }
}

} // namespace

class TestParsers : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("trace");
        const auto row = [](const char *name, const QByteArray &wire, const QByteArray &trace) {
            QTest::newRow(name) << wire << trace;
        };
        row("plain", "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a? 1.1 keep host=x;{}\n");
        row("query", "GET /a?b=c?d&e HTTP/1.1\r\n\r\n", "GET /a?b=c?d&e 1.1 keep {}\n");
        row("full URL", "GET http://h:80/a?b HTTP/1.1\r\n\r\n", "GET /a?b 1.1 keep {}\n");
        row("full URL without a path", "GET http://h?b HTTP/1.1\r\n\r\n", "GET /?b 1.1 keep {}\n");
        row("fragment", "GET /a?b#c HTTP/1.1\r\n\r\n", "GET /a?b 1.1 keep {}\n");
        row("asterisk", "OPTIONS * HTTP/1.1\r\n\r\n", "OPTIONS *? 1.1 keep {}\n");
        row("unknown method", "BREW /pot HTTP/1.1\r\n\r\n", "OTHER /pot? 1.1 keep {}\n");
        row("1.0", "GET / HTTP/1.0\r\n\r\n", "GET /? 1.0 close {}\n");
        row("1.0 kept", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "GET /? 1.0 keep connection=keep-alive;{}\n");
        row("close", "GET / HTTP/1.1\r\nConnection: foo, Close\r\n\r\n", "GET /? 1.1 close connection=foo, Close;{}\n");
        row("names in lower case, blanks cut", "GET / HTTP/1.1\r\nX-Token: \t a b \t\r\nX-Token:c\r\nE:\r\n\r\n",
            "GET /? 1.1 keep x-token=a b;x-token=c;e=;{}\n");
        row("empty lines in front", "\r\n\r\nGET / HTTP/1.1\r\n\r\n", "GET /? 1.1 keep {}\n");
        row("length", "PUT /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
            "PUT /a? 1.1 keep content-length=5;{hello}\n");
        row("no length", "POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "POST /a? 1.1 keep content-length=0;{}\n");
        row("expect", "POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
            "POST /? 1.1 keep expect expect=100-Continue;content-length=1;{x}\n");
        row("chunked",
            "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n3;x=\"y\"\r\nabc\r\n0a\r\n0123456789\r\n0\r\n\r\n",
            "POST /? 1.1 keep transfer-encoding=Chunked;{abc0123456789}\n");
        row("trailers are skipped", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nT: u\r\n\r\n",
            "POST /? 1.1 keep transfer-encoding=chunked;{a}\n");
        row("pipelined",
            "GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiPOST /3 HTTP/1.1\r\n"
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /4 HTTP/1.1\r\n\r\n",
            "GET /1? 1.1 keep {}\nPOST /2? 1.1 keep content-length=2;{hi}\n"
            "POST /3? 1.1 keep transfer-encoding=chunked;{}\nGET /4? 1.1 keep {}\n");
        row("same length twice", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
            "POST /? 1.1 keep content-length=1;content-length=1;{x}\n");
        // --- refused
        row("nonsense", "nonsense\r\n\r\n", "!0");
        row("blank in the target", "GET /a b HTTP/1.1\r\n\r\n", "!0");
        row("angle bracket in the target", "GET /<a HTTP/1.1\r\n\r\n", "!0");
        row("control byte in the target", "GET /\x7f HTTP/1.1\r\n\r\n", "!0");
        row("HTTP/2", "GET / HTTP/2.0\r\n\r\n", "!0");
        row("bad header name", "GET / HTTP/1.1\r\nBad Name: 1\r\n\r\n", "!0");
        row("no colon", "GET / HTTP/1.1\r\nBad\r\n\r\n", "!0");
        row("control byte in a value", "GET / HTTP/1.1\r\na: \x01\r\n\r\n", "!0");
        row("folded line", "GET / HTTP/1.1\r\na: b\r\n c\r\n\r\n", "!0");
        row("differing lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "!0");
        row("signed length", "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", "!0");
        row("list of lengths", "POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\nx", "!0");
        row("length is no number", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "!0");
        row("length over 64 bits", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "!0");
        row("length and chunks", "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "!0");
        row("chunks and length", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", "!0");
        row("other coding", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "!0");
        row("other coding in front", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "!0");
        row("no chunk size", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "POST /? 1.1 keep transfer-encoding=chunked;{!0");
        row("chunk not ended", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
            "POST /? 1.1 keep transfer-encoding=chunked;{a!0");
    }

    void requests()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QByteArray, trace);
        QCOMPARE(requestTrace({wire}), trace);
        QCOMPARE(requestTrace(singleBytes(wire)), trace);
        for (qsizetype split = 1; split < wire.size(); ++split)
            QCOMPARE(requestTrace({wire.first(split), wire.sliced(split)}), trace);
    }

    void headSizeLimit()
    {
        QVERIFY(!errorOf(headOf(base::kHttpHeadMax)));
        QCOMPARE(*errorOf(headOf(base::kHttpHeadMax + 1)), RequestError::HeadTooLarge);
        // Also when no end of the head is in sight, and byte by byte.
        QCOMPARE(*errorOf(headOf(2 * base::kHttpHeadMax).first(base::kHttpHeadMax + 1)), RequestError::HeadTooLarge);
        QCOMPARE(requestTrace(singleBytes(headOf(base::kHttpHeadMax + 1))), "!2");
        QVERIFY(requestTrace(singleBytes(headOf(base::kHttpHeadMax))).endsWith("{}\n"));
        // Many short lines in separate pieces come to the same.
        QList<QByteArray> pieces {"GET / HTTP/1.1\r\n"};
        for (int i = 0; i < 90; ++i)
            pieces << "h: " + QByteArray(200, 'v') + "\r\n";
        QCOMPARE(requestTrace(pieces), "!2");
    }

    void targetSizeLimit()
    {
        const auto request = [](qsizetype target) { return "GET /" + QByteArray(target, 'a'); };
        QCOMPARE(*errorOf(request(base::kHttpHeadMax)), RequestError::TargetTooLong);
        QVERIFY(!errorOf(request(base::kHttpHeadMax - 100)));
        QCOMPARE(http::statusOf(RequestError::TargetTooLong), 414);
    }

    void headerCountLimit()
    {
        const auto request = [](int lines) {
            QByteArray bytes = "GET / HTTP/1.1\r\n";
            for (int i = 0; i < lines; ++i)
                bytes += "a: b\r\n";
            return bytes + "\r\n";
        };
        QVERIFY(!errorOf(request(base::kHttpHeaderCountMax)));
        QCOMPARE(*errorOf(request(base::kHttpHeaderCountMax + 1)), RequestError::HeadTooLarge);
    }

    void bodyLimit()
    {
        const auto fixed = [](qsizetype size) {
            return "POST / HTTP/1.1\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n" +
                   QByteArray(size, 'x');
        };
        const auto chunked = [](qsizetype size) {
            return "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray::number(size - 1, 16) + "\r\n" +
                   QByteArray(size - 1, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n";
        };
        QVERIFY(!errorOf(fixed(100), 100));
        QCOMPARE(*errorOf(fixed(101), 100), RequestError::BodyTooLarge);
        QVERIFY(!errorOf(chunked(100), 100));
        QCOMPARE(*errorOf(chunked(101), 100), RequestError::BodyTooLarge);
        QVERIFY(!errorOf(fixed(base::kHttpBodyMax)));
        QCOMPARE(*errorOf(fixed(base::kHttpBodyMax + 1)), RequestError::BodyTooLarge);
        // Refused by its announcement, before any of it came.
        QCOMPARE(*errorOf("POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 100), RequestError::BodyTooLarge);
    }

    void chunkLinesAreBounded()
    {
        const QByteArray head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        QCOMPARE(*errorOf(head + "1;" + QByteArray(base::kHttpHeadMax, 'e')), RequestError::Malformed);
        QCOMPARE(*errorOf(head + "0\r\nt: " + QByteArray(base::kHttpHeadMax, 'e')), RequestError::Malformed);
        QVERIFY(!errorOf(head + "1;" + QByteArray(1000, 'e')));
    }

    void leftoverBytesStay()
    {
        http::RequestParser parser;
        const QByteArray wire = QByteArray("GET /up HTTP/1.1\r\nUpgrade: blaze\r\n\r\n") + QByteArray("\0\1\2", 3);
        parser.feed(view(wire));
        QVERIFY(std::holds_alternative<http::RequestHead>(**parser.next()));
        QVERIFY(std::holds_alternative<http::MessageEnd>(**parser.next()));
        QCOMPARE(parser.bytesBuffered(), 3);
        QCOMPARE(parser.takeRemaining(), QByteArray("\0\1\2", 3));
        QVERIFY(parser.isBetweenRequests());
    }

    void failedStaysFailed()
    {
        http::RequestParser parser;
        parser.feed(view("x\r\n\r\n"));
        QVERIFY(!parser.next());
        parser.feed(view("GET / HTTP/1.1\r\n\r\n"));
        QVERIFY(!parser.next());
        QCOMPARE(parser.bytesBuffered(), 0);
    }

    void trickleIsLinear()
    {
        // Twice the bytes may cost no more than a little over twice the time; a rescan would cost four times.
        const auto cost = [](int bytes) {
            const QByteArray wire = headOf(bytes);
            qint64 best = std::numeric_limits<qint64>::max();
            for (int round = 0; round < 7; ++round) {
                QElapsedTimer timer;
                timer.start();
                for (int repeat = 0; repeat < 8; ++repeat) {
                    http::RequestParser parser;
                    for (qsizetype i = 0; i < wire.size(); ++i) {
                        parser.feed(view(wire).subspan(static_cast<std::size_t>(i), 1));
                        std::ignore = parser.next();
                    }
                }
                best = std::min(best, timer.nsecsElapsed());
            }
            return static_cast<double>(best);
        };
        const double ratio = cost(16'000) / cost(4'000);
        QVERIFY2(ratio < 8, qPrintable(u"four times the bytes took %1 times as long"_s.arg(ratio)));
    }

    void responses_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<bool>("ended");
        QTest::addColumn<QByteArray>("trace");
        const auto row = [](const char *name, const QByteArray &wire, bool ended, const QByteArray &trace) {
            QTest::newRow(name) << wire << ended << trace;
        };
        row("length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", false, "200 OK content-length=2;{hi}\n");
        row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", false,
            "200 OK transfer-encoding=chunked;{hi}\n");
        row("until the end", "HTTP/1.0 200 OK\r\n\r\nhi", true, "200 OK {hi}\n");
        row("no content", "HTTP/1.1 204 No Content\r\n\r\n", false, "204 No Content {}\n");
        row("upgrade keeps what follows", "HTTP/1.1 101 Switching Protocols\r\nupgrade: blaze\r\n\r\nraw\r\n\r\n",
            false, "101 Switching Protocols upgrade=blaze;{rest=raw\r\n\r\n");
        row("continue is skipped", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", false,
            "200 OK content-length=1;{x}\n");
        row("next response stays", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP", false,
            "200 OK content-length=1;{x}\nrest=HTTP");
        row("no reason", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", false, "404  content-length=0;{}\n");
        row("ends in the head", "HTTP/1.1 200 OK\r\n", true, "!3");
        row("ends in the body", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nh", true, "200 OK content-length=2;{h!3");
        row("ends before anything", "", true, "!3");
        row("not HTTP", "SSH-2.0-OpenSSH\r\n\r\n", false, "!0");
        row("body too large", "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", false,
            "200 OK content-length=1001;{!2");
    }

    void responses()
    {
        QFETCH(QByteArray, wire);
        QFETCH(bool, ended);
        QFETCH(QByteArray, trace);
        QCOMPARE(responseTrace({wire}, ended), trace);
        QCOMPARE(responseTrace(singleBytes(wire), ended), trace);
        for (qsizetype split = 1; split < wire.size(); ++split)
            QCOMPARE(responseTrace({wire.first(split), wire.sliced(split)}, ended), trace);
    }

    void responseLimits()
    {
        QVERIFY(!responseTrace({"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(1000, 'x')}, false)
                     .contains('!'));
        const QByteArray endless = "HTTP/1.0 200 OK\r\n\r\n" + QByteArray(1001, 'x');
        QVERIFY(responseTrace({endless}, true).endsWith("!2"));
        QVERIFY(!responseTrace({endless.chopped(1)}, true).contains('!'));
        QCOMPARE(responseTrace({"HTTP/1.1 200 " + QByteArray(base::kHttpHeadMax, 'x')}, false), "!1");
    }

    void answerToHeadHasNoBody()
    {
        QCOMPARE(responseTrace({"HTTP/1.1 200 OK\r\nContent-Length: 89\r\n\r\nrest"}, false, http::Method::Head),
                 "200 OK content-length=89;{}\nrest=rest");
    }
};

QTEST_APPLESS_MAIN(TestParsers)
#include "tst_parsers.moc"
