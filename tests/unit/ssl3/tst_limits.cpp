// The server's bounds at the limit and one past it, and what it makes of messages out of place.

#include "helpers.h"
#include "scriptedrandom.h"

#include <core/base/limits.h>

#include <tests/support/quiet.h>

using namespace test;
using ssl3::Alert;
using ssl3::FailureKind;
using ssl3::RecordType;

namespace {

// A server with a client at its other end, taken as far as a test wants.
struct Session
{
    ScriptedRandom random;
    ssl3::ServerEngine server {crypto(), vectorIdentity(), random};
    HandClient client {QByteArray::fromHex("0300") + QByteArray(46, 'p')};
    Outcome outcome;

    void feed(const QByteArray &bytes)
    {
        server.feed(base::asBytes(bytes));
        outcome.drain(server);
    }
    void hello()
    {
        client.setClientRandom(QByteArray(32, 'r'));
        feed(client.send(helloMessage()));
        client.receive(outcome.output);
        outcome.output.clear();
    }
    void open()
    {
        hello();
        feed(client.keyAndFinish());
        outcome.output.clear();
    }
    // The last words after the server's own ChangeCipherSpec are encrypted: only their record can be seen.
    [[nodiscard]] bool saidOneAlert() const
    {
        const auto records = splitRecords(outcome.output);
        return records.size() == 1 && records[0].type == RecordType::Alert;
    }
};

} // namespace

class Limits : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void helloSize_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("good");
        QTest::newRow("at the limit") << int(base::kSslHandshakeMessageMax) << true;
        QTest::newRow("one past") << int(base::kSslHandshakeMessageMax) + 1 << false;
    }
    void helloSize()
    {
        QFETCH(int, size);
        QFETCH(bool, good);
        Session session;
        QByteArray body = helloMessage().mid(4);
        body.append(QByteArray(size - body.size(), 'x'));
        const QByteArray message = handshake(ssl3::HandshakeType::ClientHello, body);
        // The header is enough to refuse it.
        session.feed(record(RecordType::Handshake, good ? message : message.left(4)));
        if (good) {
            QVERIFY(!session.outcome.failure);
            QCOMPARE(splitRecords(session.outcome.output).size(), 3);
        } else {
            QCOMPARE(session.outcome.output, fatalAlert(Alert::IllegalParameter));
        }
    }

    void emptyRecordsInARow()
    {
        Session session;
        session.open();
        for (int i = 0; i < base::kSslIdleRecordsMax; ++i)
            session.feed(session.client.protectEmpty());
        QVERIFY(!session.outcome.failure);
        session.feed(session.client.protect(RecordType::ApplicationData, "x")); // starts the count again
        for (int i = 0; i < base::kSslIdleRecordsMax; ++i)
            session.feed(session.client.protectEmpty());
        QVERIFY(!session.outcome.failure);
        session.feed(session.client.protectEmpty());
        QVERIFY(session.outcome.failure);
        QVERIFY(session.saidOneAlert());
        QCOMPARE(session.outcome.data, QByteArray("x"));
    }

    void recordTooLongIsRefusedByItsHeader()
    {
        Session session;
        session.open();
        session.feed(QByteArray::fromHex("1703004015")); // 16384 + 21
        QCOMPARE(session.outcome.failure->kind, FailureKind::Protocol);
        QCOMPARE(session.server.bytesBuffered(), std::size_t(0));
    }

    void secondHello()
    {
        Session session;
        session.open();
        session.feed(session.client.protect(RecordType::Handshake, helloMessage()));
        QCOMPARE(session.outcome.failure->alert, Alert::HandshakeFailure);
        QVERIFY(session.saidOneAlert());
    }

    void otherMessagesAfterOpening_data()
    {
        QTest::addColumn<int>("type");
        for (const int type : {0, 2, 11, 12, 13, 14, 15, 16, 20, 99})
            QTest::addRow("type %d", type) << type;
    }
    void otherMessagesAfterOpening()
    {
        QFETCH(int, type);
        Session session;
        session.open();
        session.feed(session.client.protect(RecordType::Handshake, handshake(ssl3::HandshakeType(type), {})));
        QCOMPARE(session.outcome.failure->alert, Alert::UnexpectedMessage);
    }

    void changeCipherSpecOutOfPlace_data()
    {
        QTest::addColumn<int>("stage");
        QTest::newRow("first of all") << 0;
        QTest::newRow("before the key") << 1;
        QTest::newRow("after opening") << 2;
    }
    void changeCipherSpecOutOfPlace()
    {
        QFETCH(int, stage);
        Session session;
        if (stage == 1)
            session.hello();
        if (stage == 2)
            session.open();
        const QByteArray one(1, 1);
        session.feed(stage == 2 ? session.client.protect(RecordType::ChangeCipherSpec, one)
                                : record(RecordType::ChangeCipherSpec, one));
        QCOMPARE(session.outcome.failure->alert, Alert::UnexpectedMessage);
    }

    void changeCipherSpecOfAnotherKind()
    {
        for (const QByteArray &payload : {QByteArray(1, 2), QByteArray(2, 1)}) {
            Session session;
            session.hello();
            session.feed(session.client.keyExchange() + record(RecordType::ChangeCipherSpec, payload));
            QCOMPARE(session.outcome.failure->alert, Alert::IllegalParameter);
        }
    }

    // Bytes of a next message behind the last one of a state are out of place, even a single one.
    void bytesBehindTheKey()
    {
        Session session;
        session.hello();
        QByteArray key = session.client.keyExchange().mid(5);
        session.feed(record(RecordType::Handshake, key + QByteArray(1, 20)));
        QCOMPARE(session.outcome.output, fatalAlert(Alert::UnexpectedMessage));
    }

    void bytesBehindFinished()
    {
        Session session;
        session.hello();
        session.feed(session.client.keyAndFinish(0, QByteArray(1, 20)));
        QCOMPARE(session.outcome.failure->alert, Alert::UnexpectedMessage);
        QCOMPARE(session.outcome.handshakesDone, 0); // nothing is said of a connection that ends in the same breath
    }

    void finishedOfAnotherSession()
    {
        Session session;
        session.hello();
        session.feed(session.client.keyAndFinish(1));
        QCOMPARE(session.outcome.output, fatalAlert(Alert::HandshakeFailure));
        QCOMPARE(session.outcome.handshakesDone, 0);
    }

    void applicationDataBeforeFinishedIsNeverDelivered()
    {
        Session session;
        session.hello();
        session.feed(record(RecordType::ApplicationData, "secret"));
        QCOMPARE(session.outcome.output, fatalAlert(Alert::UnexpectedMessage));
        QCOMPARE(session.outcome.data, QByteArray());
    }

    void alerts_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("alert");
        const int peer = int(FailureKind::PeerAlert);
        const int ours = int(FailureKind::Protocol);
        QTest::newRow("warning") << QByteArray("\1\x29") << peer << 41;
        QTest::newRow("fatal") << QByteArray("\2\x14") << peer << 20;
        QTest::newRow("unknown") << QByteArray("\2\x7B") << peer << 123;
        QTest::newRow("half") << QByteArray("\1") << ours << 47;
        QTest::newRow("two in one") << QByteArray("\1\x29\1\x29") << ours << 47;
        QTest::newRow("level 3") << QByteArray("\3\x14") << ours << 47;
    }
    void alerts()
    {
        QFETCH(QByteArray, payload);
        QFETCH(int, kind);
        QFETCH(int, alert);
        for (const bool open : {false, true}) {
            Session session;
            if (open)
                session.open();
            session.feed(open ? session.client.protect(RecordType::Alert, payload)
                              : record(RecordType::Alert, payload));
            QCOMPARE(int(session.outcome.failure->kind), kind);
            QCOMPARE(int(*session.outcome.failure->alert), alert);
            QVERIFY(!ssl3::describe(*session.outcome.failure).isEmpty());
            // A peer that has given up is not answered.
            QCOMPARE(session.outcome.output.isEmpty(), kind == int(FailureKind::PeerAlert));
        }
    }

    void closeNotifyInTheHandshake()
    {
        Session session;
        session.hello();
        session.feed(record(RecordType::Alert, QByteArray("\1\0", 2)));
        QCOMPARE(session.outcome.peerClosed, 1);
        QCOMPARE(session.outcome.handshakesDone, 0);
        QCOMPARE(session.outcome.output, record(RecordType::Alert, QByteArray("\1\0", 2)));
    }

    void endOfStream_data()
    {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("kind"); // -1: an orderly end
        QTest::newRow("before anything") << 0 << int(FailureKind::CutOff);
        QTest::newRow("after our certificate") << 1 << int(FailureKind::CertificateRefused);
        QTest::newRow("in the key exchange") << 2 << int(FailureKind::CutOff);
        QTest::newRow("before Finished") << 3 << int(FailureKind::CutOff);
        QTest::newRow("open") << 4 << -1;
        QTest::newRow("inside a record") << 5 << int(FailureKind::CutOff);
    }
    void endOfStream()
    {
        QFETCH(int, stage);
        QFETCH(int, kind);
        Session session;
        if (stage >= 1)
            session.hello();
        if (stage == 2)
            session.feed(session.client.keyExchange().left(20));
        if (stage >= 3)
            session.feed(session.client.keyExchange());
        if (stage >= 4)
            session.feed(session.client.changeAndFinish());
        if (stage == 5)
            session.feed(session.client.protect(RecordType::ApplicationData, "hello").left(10));
        session.server.feedEnd();
        session.outcome.drain(session.server);
        QCOMPARE(session.outcome.peerClosed, kind < 0 ? 1 : 0);
        QCOMPARE(session.outcome.failure.has_value(), kind >= 0);
        if (kind >= 0)
            QCOMPARE(int(session.outcome.failure->kind), kind);
        session.server.feedEnd(); // once is enough
        QVERIFY(!session.server.next());
    }

    void writingAfterClosing()
    {
        Session session;
        session.open();
        session.server.close();
        session.server.close();
        session.server.write(base::asBytes(QByteArrayView("late")));
        session.outcome.drain(session.server);
        QVERIFY(session.saidOneAlert());
        // What the client still sends arrives.
        session.feed(session.client.protect(RecordType::ApplicationData, "more"));
        QCOMPARE(session.outcome.data, QByteArray("more"));
        session.feed(session.client.protect(RecordType::Alert, QByteArray("\1\0", 2)));
        QCOMPARE(session.outcome.peerClosed, 1);
        QVERIFY(session.saidOneAlert()); // not a second one
    }

    void writingBeforeOpening()
    {
        Session session;
        session.server.write(base::asBytes(QByteArrayView("early")));
        QVERIFY(session.server.output().empty());
    }

    // A whole connection holds next to nothing while it is idle.
    void idleHoldsNothing()
    {
        Session session;
        session.open();
        session.feed(session.client.protect(RecordType::ApplicationData, QByteArray(100'000, 'x')));
        QCOMPARE(session.outcome.data.size(), 100'000);
        QCOMPARE(session.server.bytesBuffered(), std::size_t(0));
        QVERIFY(session.server.output().empty());
    }
};

QTEST_GUILESS_MAIN(Limits)
#include "tst_limits.moc"
