// Hellos as they arrive: the suite chosen, the alert, or the silent end. Every accepted one is carried through the
// whole handshake, which proves that exactly its bytes were hashed and its random used.

#include "helpers.h"
#include "scriptedrandom.h"

#include <tests/support/quiet.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace test;

class Hello : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data() { rows(); }
    void vector() { run(1 << 20); }
    void vectorByteByByte_data() { rows(); }
    void vectorByteByByte() { run(1); }

private:
    static void rows()
    {
        QTest::addColumn<int>("index");
        const QJsonArray cases = ssl3Vectors()["client_hello"_L1].toArray();
        QVERIFY(!cases.isEmpty());
        for (int i = 0; i < cases.size(); ++i)
            QTest::newRow(qUtf8Printable(cases[i]["name"_L1].toString())) << i;
    }

    static void run(qsizetype step)
    {
        QFETCH(int, index);
        const QJsonObject row = ssl3Vectors()["client_hello"_L1].toArray()[index].toObject();
        const QJsonObject expect = row["expect"_L1].toObject();
        const QString result = expect["result"_L1].toString();
        const QByteArray bytes = unhex(row["hex"_L1]);
        ScriptedRandom random;
        ssl3::ServerEngine server(crypto(), vectorIdentity(), random);
        Outcome outcome;
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            server.feed(base::asBytes(bytes.mid(at, step)));
            outcome.drain(server);
        }
        QCOMPARE(outcome.data, QByteArray());
        QCOMPARE(outcome.handshakesDone, 0);
        if (result == "accept"_L1) {
            finish(server, outcome, expect, bytes);
        } else if (result == "alert"_L1) {
            const auto alert = static_cast<ssl3::Alert>(expect["alert"_L1].toInt());
            QCOMPARE(outcome.output.toHex(), fatalAlert(alert).toHex());
            QVERIFY(outcome.failure && outcome.failure->kind == ssl3::FailureKind::Protocol);
        } else { // close; we do not speak the optional SSL 2 form either
            QVERIFY2(result == "close"_L1 || result == "accept_optional"_L1, qUtf8Printable(result));
            QVERIFY(outcome.output.isEmpty());
            QVERIFY(outcome.failure && outcome.failure->kind == ssl3::FailureKind::Protocol);
        }
    }

    static void finish(ssl3::ServerEngine &server, Outcome &outcome, const QJsonObject &expect, const QByteArray &bytes)
    {
        QVERIFY(!outcome.failure);
        const QByteArray version = expect.contains("premaster_version"_L1) ? unhex(expect["premaster_version"_L1])
                                                                           : QByteArray::fromHex("0300");
        HandClient client(version + QByteArray(46, 'k'));
        client.setClientRandom(unhex(expect["client_random"_L1]));
        QByteArray messages;
        for (const WireRecord &one : splitRecords(bytes))
            messages += one.payload;
        std::ignore = client.send(messages);
        client.receive(outcome.output);
        QCOMPARE(int(client.suite()), expect["suite"_L1].toString().toInt(nullptr, 16));
        QCOMPARE(client.sessionIdOfServer(), QByteArray()); // whatever was offered
        for (const WireRecord &one : splitRecords(outcome.output))
            QCOMPARE(int(one.type), int(ssl3::RecordType::Handshake));
        QCOMPARE(splitRecords(outcome.output).size(), 3); // one record a message
        server.feed(base::asBytes(client.keyAndFinish()));
        outcome.drain(server);
        QCOMPARE(outcome.handshakesDone, 1);
        server.feed(base::asBytes(client.protect(ssl3::RecordType::ApplicationData, "hello")));
        outcome.drain(server);
        QCOMPARE(outcome.data, QByteArray("hello"));
    }
};

QTEST_GUILESS_MAIN(Hello)
#include "tst_hello.moc"
