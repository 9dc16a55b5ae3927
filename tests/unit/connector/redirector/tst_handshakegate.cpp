// Bounds on handshakes and connections, each at its limit and one past.

#include <core/connector/handshakegate.h>

#include <tests/support/quiet.h>

using namespace std::chrono_literals;
using connector::HandshakeGate;
using Verdict = connector::HandshakeGate::Verdict;

class Gate : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void perAddress()
    {
        HandshakeGate gate;
        for (int i = 0; i < base::kSslHandshakesPerAddressMax; ++i)
            QCOMPARE(gate.admit(outside(1), m_now), Verdict::Begin);
        QCOMPARE(gate.admit(outside(1), m_now), Verdict::Refuse);
        QCOMPARE(gate.admit(outside(2), m_now), Verdict::Begin); // somebody else is not touched
        gate.end(outside(1));
        QCOMPARE(gate.admit(outside(1), m_now), Verdict::Begin);
    }

    void rate()
    {
        HandshakeGate gate;
        for (int i = 0; i < base::kSslConnectsPerSecondPerAddress; ++i) {
            QCOMPARE(gate.admit(outside(1), m_now + i * 10ms), Verdict::Begin);
            gate.end(outside(1));
        }
        QCOMPARE(gate.admit(outside(1), m_now + 999ms), Verdict::Refuse);
        QCOMPARE(gate.admit(outside(1), m_now + 1000ms), Verdict::Begin); // the first one is a second old
        QCOMPARE(gate.admit(outside(1), m_now + 1001ms), Verdict::Refuse);
    }

    void total()
    {
        HandshakeGate gate;
        for (int i = 0; i < base::kSslHandshakesMax; ++i)
            QCOMPARE(gate.admit(outside(i), m_now), Verdict::Begin);
        QCOMPARE(gate.inFlight(), base::kSslHandshakesMax);
        QCOMPARE(gate.admit(outside(99), m_now), Verdict::Refuse);
        QCOMPARE(gate.admit(QHostAddress(QHostAddress::LocalHost), m_now), Verdict::Wait);
        QVERIFY(!gate.begin());
        gate.end(outside(0));
        QVERIFY(gate.begin());
        QCOMPARE(gate.inFlight(), base::kSslHandshakesMax);
        QCOMPARE(gate.waiting(), 0);
        QVERIFY(!gate.begin()); // nobody waits
    }

    void loopbackHasOnlyTheTotal()
    {
        HandshakeGate gate;
        const QHostAddress here(QHostAddress::LocalHost);
        for (int i = 0; i < base::kSslHandshakesMax; ++i)
            QCOMPARE(gate.admit(here, m_now), Verdict::Begin);
        for (int i = 0; i < base::kSslHandshakesWaitingMax; ++i)
            QCOMPARE(gate.admit(here, m_now), Verdict::Wait);
        QCOMPARE(gate.admit(here, m_now), Verdict::Refuse);
        gate.leave();
        QCOMPARE(gate.admit(here, m_now), Verdict::Wait);
    }

    // Thousands of addresses, once each: nothing of them is kept.
    void quietAddressesAreForgotten()
    {
        HandshakeGate gate;
        for (int i = 0; i < 10'000; ++i) {
            QCOMPARE(gate.admit(outside(i), m_now + i * 1ms), Verdict::Begin);
            gate.end(outside(i));
            QVERIFY(gate.addressesKnown() <= 2001);
        }
    }

private:
    static QHostAddress outside(int number) { return QHostAddress(0xC0A8'0000U + 256U + quint32(number)); }
    base::MonotonicTime m_now = base::MonotonicTime(1h);
};

QTEST_GUILESS_MAIN(Gate)
#include "tst_handshakegate.moc"
