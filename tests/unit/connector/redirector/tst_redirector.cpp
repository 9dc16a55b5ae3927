// The redirector as games meet it, over SSL 3.0 and plain: answers byte for byte.

#include "redirectorfixture.h"

#include <core/connector/redirectormessages.h>
#include <core/tdf/codec.h>

#include <tests/support/envvectors.h>
#include <tests/support/tdfjson.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace test;
using connector::Redirector;
using connector::RedirectorProblem;
using net::CloseReason;

class RedirectorTest : public RedirectorFixture
{
    Q_OBJECT

private Q_SLOTS:
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
        if (rows == 0)
            QSKIP("other vectors, without exchanges of the redirector");
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

private:
    static QByteArray bodyOf(const QJsonObject &packet)
    {
        base::ByteBuffer out;
        tdf::write(test::fieldsFromJson(packet["tdf"_L1]["fields"_L1].toArray()), out);
        return base::toByteArray(out.view());
    }
};

QTEST_GUILESS_MAIN(RedirectorTest)
#include "tst_redirector.moc"
