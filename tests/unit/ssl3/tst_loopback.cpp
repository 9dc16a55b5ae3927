// Our client against our server: both suites, random cuts, random sizes, both directions at once, orderly ends.

#include "helpers.h"
#include "scriptedrandom.h"

#include <tests/support/quiet.h>

using namespace test;

namespace {

struct End
{
    ssl3::Engine *engine = nullptr;
    QByteArray inbox; // on the wire, not yet fed
    Outcome outcome;
    QByteArray written;
};

// Moves bytes both ways in random pieces until nothing moves.
void shuttle(End &a, End &b, std::mt19937 &random)
{
    const auto collect = [](End &from, End &to) {
        from.outcome.drain(*from.engine);
        to.inbox += std::exchange(from.outcome.output, {});
    };
    collect(a, b);
    collect(b, a);
    while (!a.inbox.isEmpty() || !b.inbox.isEmpty()) {
        End &one = (a.inbox.isEmpty() || (!b.inbox.isEmpty() && random() % 2 == 0)) ? b : a;
        const qsizetype most = random() % 4 == 0 ? 20'000 : 9;
        const qsizetype size = 1 + qsizetype(random()) % std::min(one.inbox.size(), most);
        one.engine->feed(base::asBytes(one.inbox.left(size)));
        one.inbox.remove(0, size);
        collect(a, b);
        collect(b, a);
    }
}

} // namespace

class Loopback : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void session_data()
    {
        QTest::addColumn<int>("suite");
        QTest::addColumn<quint32>("seed");
        for (const int suite : {4, 5}) {
            for (quint32 seed = 1; seed <= 25; ++seed)
                QTest::addRow("000%d seed %u", suite, seed) << suite << seed;
        }
    }
    void session()
    {
        QFETCH(int, suite);
        QFETCH(quint32, seed);
        std::mt19937 random(seed);
        ScriptedRandom clientRandom({}, seed);
        ScriptedRandom serverRandom({}, seed + 1000);
        ssl3::ClientEngine client(crypto(), clientRandom, {.suites = {static_cast<ssl3::CipherSuite>(suite)}});
        ssl3::ServerEngine server(crypto(), vectorIdentity(), serverRandom);
        End a {&client, {}, {}, {}};
        End b {&server, {}, {}, {}};
        shuttle(a, b, random);
        for (End *end : {&a, &b}) {
            QCOMPARE(end->outcome.handshakesDone, 1);
            QVERIFY(!end->outcome.failure);
            QCOMPARE(int(end->engine->suite()), suite);
        }
        for (int round = 0; round < 5; ++round) {
            for (End *end : {&a, &b}) {
                const QByteArray bytes(qsizetype(random() % 40'000), char('a' + round));
                end->engine->write(base::asBytes(bytes));
                end->written += bytes;
            }
            shuttle(a, b, random);
        }
        QVERIFY(a.outcome.data == b.written);
        QVERIFY(b.outcome.data == a.written);

        End &closing = random() % 2 == 0 ? a : b;
        closing.engine->close();
        shuttle(a, b, random);
        for (const End *end : {&a, &b}) {
            QCOMPARE(end->outcome.peerClosed, 1); // the answer to the close counts as one too
            QVERIFY(!end->outcome.failure);
            QVERIFY(!end->outcome.dataBeforeDone);
        }
    }

    // Hello, key and data of a client that does not wait; the answer to each is there.
    void bothCloseAtOnce()
    {
        std::mt19937 random(7);
        ScriptedRandom clientRandom;
        ScriptedRandom serverRandom({}, 2);
        ssl3::ClientEngine client(crypto(), clientRandom);
        ssl3::ServerEngine server(crypto(), vectorIdentity(), serverRandom);
        End a {&client, {}, {}, {}};
        End b {&server, {}, {}, {}};
        shuttle(a, b, random);
        client.close();
        server.close();
        shuttle(a, b, random);
        QCOMPARE(a.outcome.peerClosed, 1);
        QCOMPARE(b.outcome.peerClosed, 1);
        QVERIFY(!a.outcome.failure && !b.outcome.failure);
    }

    // The identity a user gets on first start works as well as the vectors'.
    void generatedIdentity()
    {
        std::mt19937 random(3);
        base::SystemRandom system;
        const auto identity = ssl3::ServerIdentity::generate(crypto(), system);
        QVERIFY(identity);
        ssl3::ClientEngine client(crypto(), system);
        ssl3::ServerEngine server(crypto(), *identity, system);
        End a {&client, {}, {}, {}};
        End b {&server, {}, {}, {}};
        shuttle(a, b, random);
        QVERIFY(client.isOpen() && server.isOpen());
        QCOMPARE(client.suite(), ssl3::CipherSuite::Rc4Sha);
    }
};

QTEST_GUILESS_MAIN(Loopback)
#include "tst_loopback.moc"
