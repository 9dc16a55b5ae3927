// The premaster secret: every way of spoiling it must look the same from outside until Finished.

#include "helpers.h"
#include "scriptedrandom.h"

#include <tests/support/quiet.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace test;

class PremasterTest : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void decrypt_data() { rows(); }
    void decrypt()
    {
        const QJsonObject row = current();
        const QByteArray ciphertext = unhex(row["ciphertext"_L1]);
        const auto decryptOnce = [&ciphertext] {
            ssl3::Premaster substitute;
            std::ranges::fill(substitute.span(), std::byte {0x5A});
            return base::toByteArray(vectorIdentity()
                                         .key()
                                         .decryptPremaster(base::asBytes(ciphertext), 0x0300, std::move(substitute))
                                         .view());
        };
        const QByteArray first = decryptOnce();
        QCOMPARE(first.size(), 48);
        if (row["valid"_L1].toBool()) {
            QCOMPARE(first.toHex(), unhex(row["premaster"_L1]).toHex());
            QCOMPARE(decryptOnce(), first);
            return;
        }
        // Either what we drew, or what OpenSSL drew: new each time or ours, but never the bytes of the block.
        const QByteArray substitute(48, '\x5A');
        const QByteArray second = decryptOnce();
        QVERIFY(first == substitute || first != second);
    }

    // From a fresh server to the end, seen from the wire.
    void engine_data() { rows(); }
    void engine()
    {
        const QJsonObject row = current();
        ScriptedRandom random;
        ssl3::ServerEngine server(crypto(), vectorIdentity(), random);
        HandClient client(row["valid"_L1].toBool() ? unhex(row["premaster"_L1]) : QByteArray(48, 'x'));
        client.setClientRandom(QByteArray(32, 'r'));
        Outcome flight;
        server.feed(base::asBytes(client.send(helloMessage())));
        flight.drain(server);
        client.receive(flight.output);

        Outcome after;
        server.feed(
            base::asBytes(client.send(handshake(ssl3::HandshakeType::ClientKeyExchange, unhex(row["ciphertext"_L1])))));
        after.drain(server);
        QVERIFY(after.output.isEmpty());
        QVERIFY(!after.failure);
        const QByteArray end = client.changeAndFinish();
        server.feed(base::asBytes(end.left(6))); // ChangeCipherSpec
        after.drain(server);
        QVERIFY(after.output.isEmpty());
        QVERIFY(!after.failure);
        server.feed(base::asBytes(end.mid(6)));
        after.drain(server);
        if (row["valid"_L1].toBool()) {
            QCOMPARE(after.handshakesDone, 1);
            QVERIFY(!after.failure);
        } else {
            QCOMPARE(after.handshakesDone, 0);
            QCOMPARE(after.output.toHex(), fatalAlert(ssl3::Alert::BadRecordMac).toHex());
            QCOMPARE(after.failure->kind, ssl3::FailureKind::Protocol);
        }
    }

    // The version in the premaster is the one the hello offered, not the one we answered.
    void offeredVersionCounts_data()
    {
        QTest::addColumn<int>("inPremaster");
        QTest::addColumn<bool>("good");
        QTest::newRow("offered") << 0x0301 << true;
        QTest::newRow("answered") << 0x0300 << false;
    }
    void offeredVersionCounts()
    {
        QFETCH(int, inPremaster);
        QFETCH(bool, good);
        QByteArray premaster(48, 'p');
        premaster[0] = static_cast<char>(inPremaster >> 8);
        premaster[1] = static_cast<char>(inPremaster & 0xFF);
        QByteArray hello = helloMessage();
        hello[5] = 1; // 03 01
        ScriptedRandom random;
        ssl3::ServerEngine server(crypto(), vectorIdentity(), random);
        HandClient client(premaster);
        client.setClientRandom(QByteArray(32, 'r'));
        Outcome outcome;
        server.feed(base::asBytes(client.send(hello)));
        outcome.drain(server);
        client.receive(outcome.output);
        server.feed(base::asBytes(client.keyAndFinish()));
        outcome.drain(server);
        QCOMPARE(outcome.handshakesDone, good ? 1 : 0);
        QCOMPARE(outcome.failure.has_value(), !good);
    }

private:
    static void rows()
    {
        QTest::addColumn<int>("index");
        const QJsonArray cases = ssl3Vectors()["premaster_decrypt"_L1].toArray();
        QVERIFY(!cases.isEmpty());
        for (int i = 0; i < cases.size(); ++i)
            QTest::newRow(qUtf8Printable(cases[i]["name"_L1].toString())) << i;
    }
    static QJsonObject current()
    {
        QFETCH(int, index);
        return ssl3Vectors()["premaster_decrypt"_L1].toArray()[index].toObject();
    }
};

QTEST_GUILESS_MAIN(PremasterTest)
#include "tst_premaster.moc"
