// The redirector's limits, each at its value and one past, and peers that are slow, broken or hostile.

#include "redirectorfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace test;
using connector::Redirector;
using connector::RedirectorProblem;
using net::CloseReason;

class RedirectorLimits : public RedirectorFixture
{
    Q_OBJECT

private Q_SLOTS:
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
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^redirector: "_s));
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
};

QTEST_GUILESS_MAIN(RedirectorLimits)
#include "tst_redirectorlimits.moc"
