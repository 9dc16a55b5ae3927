// The redirector as games meet it, over SSL 3.0 and plain: answers byte for byte, every limit, every bad peer.

#include "collector.h"

#include <core/base/limits.h>
#include <core/blaze/framereader.h>
#include <core/blaze/framewriter.h>
#include <core/connector/redirector.h>
#include <core/connector/redirectormessages.h>
#include <core/connector/ssl3stream.h>
#include <core/net/memorynetwork.h>
#include <core/ssl3/clientengine.h>
#include <core/tdf/codec.h>

#include <tests/support/envvectors.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/support/tdfjson.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using connector::Redirector;
using connector::RedirectorProblem;
using connector::RedirectTarget;
using net::CloseReason;
using test::Collector;

namespace {

// Bytes of the answer to sequence 0 with the usual target, as every connector gives it.
const QByteArray kLocalAnswer =
    QByteArray::fromHex("002400050001000010000000864932060 0da1b3503a70000008180 80f00fc2fcb40090920500ce58f50000"
                        "e24bb30000");

QByteArray frame(quint16 component, quint16 command, quint32 sequence, const QByteArray &body = {},
                 blaze::FrameType type = blaze::FrameType::Request)
{
    base::ByteBuffer out;
    blaze::FrameHeader header;
    header.component = component;
    header.command = command;
    header.type = type;
    header.sequence = sequence;
    blaze::appendFrame(out, header, base::asBytes(body));
    return base::toByteArray(out.view());
}

const QByteArray kRequest = frame(5, 1, 0);

// A game, or something else that connects.
struct Caller
{
    Collector side;
    net::StreamPtr stream;

    void write(const QByteArray &bytes) { stream->write(base::asBytes(bytes)); }
};

struct Observer final : connector::RedirectorObserver
{
    void onGameSeen(const net::Endpoint &) override { ++games; }
    void onRedirectorProblem(RedirectorProblem problem) override { problems.append(problem); }
    int games = 0;
    QList<RedirectorProblem> problems;
};

const QRegularExpression kAnyLine(u"^redirector: "_s);

} // namespace

class RedirectorTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto loaded = ssl3::Crypto::load();
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(ssl3::describe(loaded.error())));
        m_crypto = *std::move(loaded);
        auto identity = ssl3::ServerIdentity::generate(*m_crypto, m_random);
        QVERIFY(identity);
        m_identity.emplace(*std::move(identity));
    }
    void init()
    {
        test::failOnWarnings();
        m_time = std::make_unique<test::ManualTime>();
        start({});
    }
    void cleanup()
    {
        m_redirector.reset();
        m_callers.clear();
        m_time->settle();
        QCOMPARE(m_network->streamsOpen(), 0);
    }

    void answersByteForByte_data() { ways(); }
    void answersByteForByte()
    {
        Caller &game = call();
        game.write(kRequest);
        m_time->advance(3s);
        QCOMPARE(game.side.received.toHex(), kLocalAnswer.toHex());
        QVERIFY(game.side.ended);
        game.stream->close();
        m_time->settle();
        QCOMPARE(game.side.closed, CloseReason::Finished);
        QCOMPARE(m_observer.games, 1);
        QCOMPARE(m_redirector->counters().gamesSeen, quint64(1));
        QCOMPARE(m_redirector->connectionsOpen(), std::size_t(0));
        QVERIFY(m_observer.problems.isEmpty());
    }

    // One record with the answer, then the end of the transport: no close_notify.
    void answerOnTheWire()
    {
        Caller &game = callRaw();
        ssl3::ClientEngine engine(*m_crypto, m_random);
        for (int turn = 0; turn < 3; ++turn) {
            game.stream->write(engine.output().view());
            engine.output().clear();
            m_time->settle();
            engine.feed(base::asBytes(std::exchange(game.side.received, {})));
            std::ignore = engine.next();
        }
        QVERIFY(engine.isOpen());
        engine.write(base::asBytes(kRequest));
        game.stream->write(engine.output().view());
        m_time->settle();
        QCOMPARE(game.side.received.size(), 5 + 48 + 20);
        QCOMPARE(game.side.received.left(5).toHex(), QByteArray("1703000044"));
        QVERIFY(game.side.ended);
        game.stream->close();
        m_time->advance(3s);
    }

    void exchanges_data()
    {
        QTest::addColumn<bool>("ssl");
        QTest::addColumn<QJsonObject>("exchange");
        int rows = 0;
        for (const QJsonValue &value : test::readVectorJson(u"exchanges.json"_s)["exchanges"_L1].toArray()) {
            const QJsonObject exchange = value.toObject();
            if (!exchange["given"_L1]["listener"_L1].toString().startsWith("redirector"_L1))
                continue;
            for (const bool ssl : {true, false})
                QTest::addRow("%s %s", qUtf8Printable(exchange["id"_L1].toString()), ssl ? "ssl" : "plain")
                    << ssl << exchange;
            ++rows;
        }
        QVERIFY(rows > 0);
    }
    void exchanges()
    {
        QFETCH(QJsonObject, exchange);
        const QString target = exchange["given"_L1]["target"_L1].toString().section(u' ', 0, 0);
        if (!target.isEmpty())
            m_redirector->setTarget({.host = target.section(u':', 0, -2), .port = target.section(u':', -1).toUShort()});
        const QJsonObject request = exchange["request"_L1].toObject();
        const QJsonObject response = exchange["response"_L1].toObject();
        const auto component = quint16(request["component_id"_L1].toInt());
        const auto command = quint16(request["command_id"_L1].toInt());
        Caller &game = call();
        game.write(frame(component, command, 77, bodyOf(request)));
        m_time->advance(1s);
        QCOMPARE(response["kind"_L1].toString(), u"response"_s);
        QCOMPARE(game.side.received.toHex(),
                 frame(component, command, 77, bodyOf(response), blaze::FrameType::Response).toHex());
        // Whether the connection is over is told in words.
        const QString effects = exchange["effects"_L1].toArray().first().toString();
        QCOMPARE(game.side.ended, effects.contains("closes the connection"_L1));
        if (!game.side.ended) {
            game.write(kRequest);
            m_time->advance(1s);
            QVERIFY(game.side.ended);
        }
    }

    // What the game really sends decodes, and its answer encodes, through the declarations too.
    void declarations()
    {
        for (const QJsonValue &value : test::readVectorJson(u"exchanges.json"_s)["exchanges"_L1].toArray()) {
            if (value["id"_L1].toString() != "redirector-local"_L1)
                continue;
            const QByteArray body = bodyOf(value["request"_L1].toObject());
            const auto request = tdf::decode<connector::ServerInstanceRequest>(base::asBytes(body));
            QVERIFY(request);
            QCOMPARE(request->name, u"masseffect-3-pc"_s);
            QCOMPARE(tdf::encoded(*request).toHex(), body.toHex());
        }
        const auto answer = tdf::decode<connector::ServerInstanceResponse>(base::asBytes(kLocalAnswer).subspan(12));
        QVERIFY(answer);
        QCOMPARE(answer->address.get<0>()->ip->value, 0x7F00'0001U);
        QCOMPARE(answer->address.get<0>()->port, quint16(42128));
    }

    void targets_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isIp");
        QTest::newRow("address") << u"192.168.1.20"_s << true;
        QTest::newRow("name") << u"play.example"_s << false;
        QTest::newRow("name of digits") << u"10.example"_s << false;
        QTest::newRow("ipv6 is a name to the game") << u"::1"_s << false;
    }
    void targets()
    {
        QFETCH(QString, host);
        QFETCH(bool, isIp);
        m_redirector->setTarget({.host = host, .port = 14219, .secure = true});
        Caller &game = callPlain();
        game.write(kRequest);
        m_time->settle();
        const auto answer =
            tdf::decode<connector::ServerInstanceResponse>(base::asBytes(game.side.received).subspan(12));
        QVERIFY(answer);
        const auto *address = answer->address.get<0>();
        QCOMPARE(address->ip.has_value(), isIp);
        QCOMPARE(address->host.has_value(), !isIp);
        if (!isIp)
            QCOMPARE(*address->host, host);
        QCOMPARE(address->port, quint16(14219));
        QVERIFY(answer->secure);
    }

    void headersAreEchoed()
    {
        Caller &game = callPlain();
        // User index 3, 20 bits of sequence, error bits that nobody set, a jumbo bit without need.
        game.write(QByteArray::fromHex("00000009000200071315abcd0000"));
        game.write(QByteArray::fromHex("000000090002000020000001")); // even a notification is answered
        m_time->settle();
        QCOMPARE(game.side.received.toHex(), QByteArray("00000009000200001305abcd") + "000000090002000010000001");
        QCOMPARE(m_redirector->counters().otherRequests, quint64(2));
    }

    void anyTypeAsksForTheInstance()
    {
        for (const auto type : {blaze::FrameType::Request, blaze::FrameType::Response, blaze::FrameType::Notify}) {
            Caller &game = callPlain();
            game.write(frame(5, 1, 0, "not tdf at all", type));
            m_time->settle();
            QCOMPARE(game.side.received, kLocalAnswer);
        }
    }

    void secondRequestIsNotAnswered_data() { ways(); }
    void secondRequestIsNotAnswered()
    {
        Caller &game = call();
        game.write(kRequest + kRequest + frame(9, 2, 1));
        m_time->advance(1s);
        QCOMPARE(game.side.received, kLocalAnswer);
        QCOMPARE(m_observer.games, 1);
    }

    void randomCuts_data()
    {
        QTest::addColumn<bool>("ssl");
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 20; ++seed) {
            QTest::addRow("ssl seed %llu", static_cast<unsigned long long>(seed)) << true << seed;
            QTest::addRow("plain seed %llu", static_cast<unsigned long long>(seed)) << false << seed;
        }
    }
    void randomCuts()
    {
        QFETCH(quint64, seed);
        start({.latency = 3ms, .splitSeed = seed});
        Caller &game = call();
        game.write(frame(9, 2, 1) + frame(1, 40, 2, QByteArray(3000, 'x')) + kRequest);
        m_time->advance(8s);
        QCOMPARE(game.side.received.size(), 12 + 12 + 48);
        QCOMPARE(game.side.received.right(48), kLocalAnswer);
    }

    // The end of its own direction right behind the request: still answered.
    void halfClosedAfterTheRequest_data() { ways(); }
    void halfClosedAfterTheRequest()
    {
        Caller &game = call();
        game.write(kRequest);
        game.stream->finish();
        m_time->advance(3s);
        QCOMPARE(game.side.received, kLocalAnswer);
        QVERIFY(m_observer.problems.isEmpty());
    }

    void fiftyAtOnce()
    {
        for (int i = 0; i < 50; ++i)
            callSsl().write(kRequest);
        m_time->advance(3s);
        for (const auto &caller : m_callers)
            QCOMPARE(caller->side.received, kLocalAnswer);
        QCOMPARE(m_redirector->counters().gamesSeen, quint64(50));
        QCOMPARE(m_redirector->counters().refused, quint64(0));
    }

    void frameSize_data()
    {
        QTest::addColumn<bool>("ssl");
        QTest::addColumn<int>("size");
        for (const bool ssl : {true, false}) {
            QTest::addRow("%s at the limit", ssl ? "ssl" : "plain") << ssl << int(base::kRedirectorFrameMax);
            QTest::addRow("%s one past", ssl ? "ssl" : "plain") << ssl << int(base::kRedirectorFrameMax) + 1;
        }
    }
    void frameSize()
    {
        QFETCH(int, size);
        const bool good = size <= base::kRedirectorFrameMax;
        Caller &game = call();
        const QByteArray whole = frame(9, 2, 5, QByteArray(size, 'x'));
        if (!good)
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"a packet was too long"_s));
        game.write(good ? whole : whole.left(12)); // the header is enough
        m_time->advance(1s);
        QCOMPARE(game.side.closed.has_value(), !good);
        QCOMPARE(game.side.received.size(), good ? 12 : 0);
        if (!good)
            QCOMPARE(m_observer.problems, QList {RedirectorProblem::FrameTooLong});
    }

    void frameDeadline_data() { ways(); }
    void frameDeadline()
    {
        Caller &game = call();
        m_time->settle();
        game.write(frame(9, 2, 1).left(5));
        m_time->advance(30s);
        game.write(frame(9, 2, 1).mid(5, 3)); // bytes do not extend it
        m_time->advance(base::kRedirectorSessionMax - 31s);
        game.write(frame(9, 2, 1).mid(8)); // a whole frame does
        m_time->advance(base::kRedirectorSessionMax - 1s);
        QVERIFY(!game.side.closed);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no whole packet"_s));
        m_time->advance(2s);
        QVERIFY(game.side.closed);
        QCOMPARE(m_observer.problems, QList {RedirectorProblem::FrameSlow});
        QCOMPARE(m_redirector->connectionsOpen(), std::size_t(0));
    }

    void lifetime()
    {
        Caller &game = callPlain();
        for (auto passed = 0s; passed < base::kRedirectorLifetimeMax - 30s; passed += 30s) {
            game.write(frame(9, 2, 1));
            m_time->advance(30s);
        }
        QVERIFY(!game.side.closed);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no whole packet"_s));
        game.write(frame(9, 2, 1));
        m_time->advance(31s);
        QVERIFY(game.side.closed);
    }

    void silence()
    {
        Caller &game = callRaw();
        m_time->advance(base::kSslSilenceDeadline - 1ms);
        QVERIFY(!game.side.closed);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not done in time"_s));
        m_time->advance(2ms);
        QVERIFY(game.side.closed);
        QCOMPARE(m_observer.problems, QList {RedirectorProblem::HandshakeSlow});
    }

    // One byte, which tells nothing, then one more each second: ten seconds in all.
    void tricklingHandshake_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("while sniffing") << 1;
        QTest::newRow("in the handshake") << 9;
    }
    void tricklingHandshake()
    {
        QFETCH(int, bytes);
        Caller &game = callRaw();
        const QByteArray hello = QByteArray::fromHex("160300002f0100002b0300");
        for (int second = 0; second < 9; ++second) {
            if (second < bytes)
                game.write(hello.mid(second, 1));
            m_time->advance(1s);
        }
        m_time->advance(999ms);
        QVERIFY(!game.side.closed);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not done in time"_s));
        m_time->advance(2ms);
        QVERIFY(game.side.closed);
        QCOMPARE(m_observer.problems, QList {RedirectorProblem::HandshakeSlow});
    }

    void handshakesInFlight()
    {
        QList<Caller *> slow;
        for (int i = 0; i < base::kSslHandshakesMax; ++i)
            slow.append(&callRaw());
        m_time->settle();
        Caller &last = callPlain();
        last.write(kRequest);
        m_time->advance(1s);
        QCOMPARE(last.side.received, QByteArray()); // in line
        slow.first()->stream->close();
        m_time->advance(3s);
        QCOMPARE(last.side.received, kLocalAnswer);
        QCOMPARE(m_redirector->counters().refused, quint64(0));
    }

    // The line itself moves on when those in front run out of time, and its own time counts from the beginning.
    void waitingEnds()
    {
        for (int i = 0; i < base::kSslHandshakesMax; ++i)
            callRaw().write("\x16");
        Caller &waiting = callRaw();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not done in time"_s));
        m_time->advance(base::kSslHandshakeDeadline + 1s);
        QVERIFY(waiting.side.closed);
        QCOMPARE(m_redirector->connectionsOpen(), std::size_t(0));
        Caller &next = callPlain();
        next.write(kRequest);
        m_time->settle();
        QCOMPARE(next.side.received, kLocalAnswer);
    }

    void lineIsBounded()
    {
        for (int i = 0; i < base::kSslHandshakesMax + base::kSslHandshakesWaitingMax; ++i)
            callRaw();
        m_time->settle();
        QCOMPARE(m_redirector->counters().refused, quint64(0));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"too many connections"_s));
        Caller &refused = callRaw();
        m_time->settle();
        QVERIFY(refused.side.closed);
        QCOMPARE(m_redirector->counters().refused, quint64(1));
        QCOMPARE(m_observer.problems, QList {RedirectorProblem::Refused});
    }

    void perAddress()
    {
        const QHostAddress other(u"192.168.1.7"_s);
        for (int i = 0; i < base::kSslHandshakesPerAddressMax; ++i)
            callRaw(other);
        m_time->settle();
        QCOMPARE(m_redirector->counters().refused, quint64(0));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"too many connections"_s));
        Caller &refused = callRaw(other);
        Caller &else1 = callRaw(QHostAddress(u"192.168.1.8"_s));
        m_time->settle();
        QVERIFY(refused.side.closed);
        QVERIFY(!else1.side.closed);
    }

    void connectionsAreBounded()
    {
        // Past the handshake: only the listener's bound holds.
        for (int i = 0; i < base::kRedirectorConnectionsMax; ++i) {
            callPlain().write(frame(9, 2, 1));
            m_time->settle();
        }
        QCOMPARE(m_redirector->connectionsOpen(), std::size_t(base::kRedirectorConnectionsMax));
        QVERIFY(!m_network->connectFrom(QHostAddress(QHostAddress::LocalHost), m_redirector->port()));
    }

    // Asks and asks, and takes no answer.
    void slowReader()
    {
        start({.latency = 0ms, .splitSeed = {}, .kernelBuffer = 0});
        Caller &game = callPlain();
        game.stream->setReading(false);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"does not take"_s));
        const QByteArray many = frame(9, 2, 1).repeated(2000); // 24 kB of answers
        for (int i = 0; i < 2; ++i) {
            game.write(many);
            m_time->settle();
            QVERIFY(m_observer.problems.isEmpty());
        }
        game.write(many);
        m_time->settle();
        QCOMPARE(m_observer.problems, QList {RedirectorProblem::NotReading});
        QCOMPARE(m_redirector->connectionsOpen(), std::size_t(0));
    }

    void cameAndWent()
    {
        callRaw().stream->close();
        callRaw().stream->abort();
        m_time->advance(3s);
        QVERIFY(m_observer.problems.isEmpty());
        QCOMPARE(m_redirector->connectionsOpen(), std::size_t(0));
        QCOMPARE(m_redirector->counters().problems, quint64(0));
    }

    void badPeers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("problem");
        const auto failed = int(RedirectorProblem::HandshakeFailed);
        QTest::newRow("http") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray()
                              << int(RedirectorProblem::FrameTooLong);
        QTest::newRow("ssl 2") << QByteArray::fromHex("8022010300000900000010000005") << QByteArray() << failed;
        QTest::newRow("no suite") << QByteArray::fromHex("160300002d010000290300") + QByteArray(33, 0) +
                                         QByteArray::fromHex("0002002f0100")
                                  << QByteArray::fromHex("15030000020228") << failed;
        QTest::newRow("header too long") << QByteArray::fromHex("160300ffff") << QByteArray() << failed;
        QTest::newRow("hello cut off, then a plain request")
            << QByteArray::fromHex("160300000101170300000c000000050001000000000000")
            << QByteArray::fromHex("1503000002020a") << failed;
        QTest::newRow("half a frame, then the end")
            << QByteArray::fromHex("00000005") << QByteArray() << int(RedirectorProblem::CutOff);
    }
    void badPeers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, answer);
        QFETCH(int, problem);
        Caller &good = callSsl();
        QTest::ignoreMessage(QtWarningMsg, kAnyLine);
        Caller &game = callRaw();
        game.write(bytes);
        game.stream->finish();
        m_time->advance(5s);
        QCOMPARE(game.side.received.toHex(), answer.toHex());
        QVERIFY(game.side.closed);
        QCOMPARE(m_observer.problems, QList {RedirectorProblem(problem)});
        // Nobody else noticed.
        good.write(kRequest);
        m_time->advance(1s);
        QCOMPARE(good.side.received, kLocalAnswer);
    }

    void certificateRefused_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("ends") << 0;
        QTest::newRow("resets") << 1;
        QTest::newRow("alert") << 2;
    }
    void certificateRefused()
    {
        QFETCH(int, how);
        Caller &game = callRaw();
        ssl3::ClientEngine engine(*m_crypto, m_random);
        game.stream->write(engine.output().view());
        m_time->settle();
        QVERIFY(game.side.received.size() > 600); // the certificate is there
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"refused the certificate"_s));
        if (how == 0)
            game.stream->close();
        else if (how == 1)
            game.stream->abort();
        else
            game.write(QByteArray::fromHex("1503000002022a"));
        m_time->advance(5s);
        QCOMPARE(m_observer.problems, QList {RedirectorProblem::CertificateRefused});
        QCOMPARE(m_redirector->counters().lastProblem, RedirectorProblem::CertificateRefused);
    }

    // However often: one line, then one with the number.
    void linesAreCounted()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"too long; 0 more"_s));
        for (int i = 0; i < 20; ++i) {
            callRaw().write("GET / HTTP/1.1\r\n");
            m_time->settle();
        }
        m_time->advance(11s);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"too long; 19 more"_s));
        callRaw().write("GET / HTTP/1.1\r\n");
        m_time->settle();
        QCOMPARE(m_redirector->counters().problems, quint64(21));
    }

    void stopDropsEverything()
    {
        Caller &open = callSsl();
        Caller &raw = callRaw();
        m_time->advance(1s);
        m_redirector->stop();
        m_time->settle();
        QVERIFY(open.side.closed && raw.side.closed);
        QCOMPARE(m_redirector->port(), quint16(0));
        QCOMPARE(m_redirector->connectionsOpen(), std::size_t(0));
        QVERIFY(m_observer.problems.isEmpty());
        QVERIFY(m_redirector->start({.port = 42127}));
        Caller &again = callSsl();
        again.write(kRequest);
        m_time->advance(1s);
        QCOMPARE(again.side.received, kLocalAnswer);
    }

    void portTaken()
    {
        Redirector second(*m_network, *m_time, m_random, *m_crypto, *m_identity);
        const auto started = second.start({.port = m_redirector->port()});
        QVERIFY(!started);
        QCOMPARE(started.error().kind, net::NetErrorKind::AddressInUse);
        QCOMPARE(second.port(), quint16(0));
    }

    void everyProblemHasItsText()
    {
        QSet<QString> texts;
        for (int problem = int(RedirectorProblem::None); problem <= int(RedirectorProblem::Refused); ++problem)
            texts.insert(connector::describe(RedirectorProblem(problem)));
        QCOMPARE(texts.size(), int(RedirectorProblem::Refused) + 1);
    }

private:
    static void ways()
    {
        QTest::addColumn<bool>("ssl");
        QTest::newRow("ssl") << true;
        QTest::newRow("plain") << false;
    }
    static QByteArray bodyOf(const QJsonObject &packet)
    {
        base::ByteBuffer out;
        tdf::write(test::fieldsFromJson(packet["tdf"_L1]["fields"_L1].toArray()), out);
        return base::toByteArray(out.view());
    }

    void start(const net::MemoryNetworkOptions &options)
    {
        m_redirector.reset();
        m_callers.clear();
        m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time, options);
        m_observer.games = 0;
        m_observer.problems.clear();
        m_redirector = std::make_unique<Redirector>(*m_network, *m_time, m_random, *m_crypto, *m_identity, &m_observer);
        QVERIFY(m_redirector->start({.port = 42127}));
        QCOMPARE(m_redirector->port(), quint16(42127));
    }
    Caller &callRaw(const QHostAddress &from = QHostAddress(QHostAddress::LocalHost))
    {
        m_callers.push_back(std::make_unique<Caller>());
        Caller &caller = *m_callers.back();
        caller.stream = m_network->connectFrom(from, m_redirector->port());
        if (!caller.stream)
            qFatal("Nobody listens.");
        caller.stream->setHandler(&caller.side);
        return caller;
    }
    Caller &callPlain() { return callRaw(); }
    Caller &callSsl()
    {
        Caller &caller = callRaw();
        caller.stream = std::make_unique<connector::Ssl3Stream>(
            std::move(caller.stream), std::make_unique<ssl3::ClientEngine>(*m_crypto, m_random), *m_network,
            connector::Ssl3StreamOptions {});
        caller.stream->setHandler(&caller.side);
        return caller;
    }
    Caller &call()
    {
        QFETCH(bool, ssl);
        return ssl ? callSsl() : callPlain();
    }

    base::SystemRandom m_random;
    std::unique_ptr<const ssl3::Crypto> m_crypto;
    std::optional<ssl3::ServerIdentity> m_identity;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    Observer m_observer;
    std::unique_ptr<Redirector> m_redirector;
    std::vector<std::unique_ptr<Caller>> m_callers;
};

QTEST_GUILESS_MAIN(RedirectorTest)
#include "tst_redirector.moc"
