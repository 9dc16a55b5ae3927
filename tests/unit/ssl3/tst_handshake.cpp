// Whole sessions of the vectors, replayed in both roles with their random numbers injected: our bytes must be theirs.
// Then the same with the peer's bytes cut everywhere, and with the client's Finished replaced by something wrong.

#include "helpers.h"
#include "scriptedrandom.h"

#include <tests/support/quiet.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace test;

namespace {

// How the peer's bytes of one turn are cut: at one place, or into pieces of one size.
struct Cutting
{
    qsizetype at = -1;
    qsizetype pieces = 1 << 20;
};

struct Turn // everything one side says before the other does
{
    bool client = false;
    QByteArray wire;
    QByteArray application;   // plaintext among it
    QList<QByteArray> writes; // application data, one entry a record
    bool closes = false;
};

QList<Turn> turnsOf(const QJsonObject &session)
{
    QList<Turn> turns;
    for (const QJsonValue &step : session["steps"_L1].toArray()) {
        const bool client = step["from"_L1].toString() == "client"_L1;
        if (turns.isEmpty() || turns.last().client != client)
            turns.append(Turn {client, {}, {}, {}, false});
        Turn &turn = turns.last();
        const QByteArray wire = unhex(step["wire"_L1]);
        turn.wire += wire;
        if (wire[0] == 23) {
            turn.application += unhex(step["plaintext"_L1]);
            turn.writes.append(unhex(step["plaintext"_L1]));
        }
        turn.closes |= wire[0] == 21;
    }
    return turns;
}

// In the clear: the handshake messages put together, whatever records they came in.
QByteArray joined(const QByteArray &wire)
{
    QByteArray messages;
    for (const WireRecord &one : splitRecords(wire))
        messages += one.payload;
    return messages;
}

} // namespace

class Handshake : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void asServer_data() { sessions(); }
    void asServer() { replay(false, {}); }
    void asClient_data() { sessions(); }
    void asClient() { replay(true, {}); }
    void asServerByteByByte_data() { sessions(); }
    void asServerByteByByte() { replay(false, {.at = -1, .pieces = 1}); }
    void asClientByteByByte_data() { sessions(); }
    void asClientByteByByte() { replay(true, {.at = -1, .pieces = 1}); }

    void asServerEverySplit_data() { sessions(); }
    void asServerEverySplit() { replayEverySplit(false); }
    void asClientEverySplit_data() { sessions(); }
    void asClientEverySplit() { replayEverySplit(true); }

    void negative_data()
    {
        QTest::addColumn<int>("session");
        QTest::addColumn<int>("index");
        const QJsonArray all = ssl3Vectors()["handshakes"_L1].toArray();
        QVERIFY(!all.isEmpty());
        for (int i = 0; i < all.size(); ++i) {
            const QJsonArray cases = all[i]["negative"_L1].toArray();
            for (int k = 0; k < cases.size(); ++k)
                QTest::addRow("%s %s", qUtf8Printable(all[i]["suite"_L1].toString()),
                              qUtf8Printable(cases[k]["name"_L1].toString()))
                    << i << k;
        }
    }
    void negative()
    {
        QFETCH(int, session);
        QFETCH(int, index);
        const QJsonObject whole = ssl3Vectors()["handshakes"_L1].toArray()[session].toObject();
        const QJsonObject variant = whole["negative"_L1].toArray()[index].toObject();
        ScriptedRandom random(unhex(whole["server_random"_L1]));
        ssl3::ServerEngine server(crypto(), vectorIdentity(), random);
        Outcome outcome;
        bool replaced = false;
        for (const QJsonValue &step : whole["steps"_L1].toArray()) {
            if (step["from"_L1].toString() != "client"_L1)
                continue;
            replaced = step["what"_L1].toString() == variant["replace_step"_L1].toString();
            outcome.output.clear();
            server.feed(base::asBytes(replaced ? unhex(variant["wire"_L1]) : unhex(step["wire"_L1])));
            outcome.drain(server);
            if (replaced)
                break;
            QVERIFY(!outcome.failure);
        }
        QVERIFY(replaced);
        const auto alert = static_cast<ssl3::Alert>(variant["expect_alert"_L1].toInt());
        QCOMPARE(outcome.output.toHex(), fatalAlert(alert).toHex());
        QVERIFY(outcome.failure && outcome.failure->kind == ssl3::FailureKind::Protocol);
        QCOMPARE(outcome.handshakesDone, 0);
        QCOMPARE(outcome.data, QByteArray());
        // Nothing wakes it up again.
        server.feed(base::asBytes(unhex(whole["steps"_L1].toArray()[0]["wire"_L1])));
        outcome.drain(server);
        server.write(base::asBytes(QByteArrayView("x")));
        server.close();
        QCOMPARE(server.output().size(), std::size_t(0));
    }

private:
    static void sessions()
    {
        QTest::addColumn<int>("session");
        const QJsonArray all = ssl3Vectors()["handshakes"_L1].toArray();
        QVERIFY(!all.isEmpty());
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(qUtf8Printable(all[i]["suite"_L1].toString())) << i;
    }

    static void replayEverySplit(bool asClient)
    {
        QFETCH(int, session);
        qsizetype longest = 0;
        const QJsonObject whole = ssl3Vectors()["handshakes"_L1].toArray()[session].toObject();
        for (const Turn &turn : turnsOf(whole)) {
            if (turn.client != asClient)
                longest = std::max(longest, turn.wire.size());
        }
        for (qsizetype at = 1; at < longest; ++at) {
            replay(asClient, {.at = at});
            if (QTest::currentTestFailed()) {
                qInfo("cut at %lld", static_cast<long long>(at));
                return;
            }
        }
    }

    static void replay(bool asClient, const Cutting &cutting)
    {
        QFETCH(int, session);
        const QJsonObject whole = ssl3Vectors()["handshakes"_L1].toArray()[session].toObject();
        const QByteArray clientScript =
            unhex(whole["client_random"_L1]) + unhex(whole["premaster"_L1]).mid(2) + unhex(whole["rsa_padding"_L1]);
        ScriptedRandom random(asClient ? clientScript : unhex(whole["server_random"_L1]));
        const QList<Turn> turns = turnsOf(whole);
        std::unique_ptr<ssl3::Engine> engine;
        if (asClient)
            engine = std::make_unique<ssl3::ClientEngine>(crypto(), random, optionsOf(turns.first().wire));
        else
            engine = std::make_unique<ssl3::ServerEngine>(crypto(), vectorIdentity(), random);

        Outcome outcome;
        QByteArray dataExpected;
        for (const Turn &turn : turns) {
            if (turn.client == asClient) {
                speak(*engine, turn, outcome);
                if (QTest::currentTestFailed())
                    return;
            } else {
                listen(*engine, turn.wire, cutting, outcome);
                dataExpected += turn.application;
                QCOMPARE(outcome.data, dataExpected);
            }
            QVERIFY(!outcome.failure);
        }
        QVERIFY(random.scriptUsedUp());
        QCOMPARE(outcome.handshakesDone, 1);
        QCOMPARE(outcome.peerClosed, 1);
        QVERIFY(!outcome.dataBeforeDone);
        QCOMPARE(int(engine->suite()), whole["suite"_L1].toString().toInt(nullptr, 16));
    }

    // Our turn: what the engine says by itself, or what it is told to say.
    static void speak(ssl3::Engine &engine, const Turn &turn, Outcome &outcome)
    {
        if (engine.isOpen()) {
            for (const QByteArray &bytes : turn.writes)
                engine.write(base::asBytes(bytes));
            if (turn.closes)
                engine.close();
        }
        outcome.drain(engine);
        if (outcome.output != turn.wire) {
            // A flight that came as one record there and as one for each message here.
            QCOMPARE(joined(outcome.output).toHex(), joined(turn.wire).toHex());
            QVERIFY(outcome.handshakesDone == 0 && splitRecords(turn.wire).size() == 1);
            QCOMPARE(splitRecords(outcome.output).size(), 3);
        }
        outcome.output.clear();
    }

    static void listen(ssl3::Engine &engine, const QByteArray &wire, const Cutting &cutting, Outcome &outcome)
    {
        const QList<QByteArray> parts = cutting.at > 0 && cutting.at < wire.size()
                                            ? QList<QByteArray> {wire.left(cutting.at), wire.mid(cutting.at)}
                                            : QList<QByteArray> {wire};
        for (const QByteArray &part : parts) {
            for (qsizetype at = 0; at < part.size(); at += cutting.pieces) {
                engine.feed(base::asBytes(part.mid(at, cutting.pieces)));
                outcome.drain(engine);
            }
        }
    }

    // Version and suites that lead to this hello.
    static ssl3::ClientOptions optionsOf(const QByteArray &helloRecord)
    {
        const base::ByteView body = base::asBytes(helloRecord).subspan(9);
        ssl3::ClientOptions options;
        options.version = base::readU16(body.data());
        options.suites.clear();
        const std::size_t size = base::readU16(body.data() + 35);
        for (std::size_t at = 0; at < size; at += 2)
            options.suites.push_back(static_cast<ssl3::CipherSuite>(base::readU16(body.data() + 37 + at)));
        return options;
    }
};

QTEST_GUILESS_MAIN(Handshake)
#include "tst_handshake.moc"
