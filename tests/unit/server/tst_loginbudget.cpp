#include <core/base/limits.h>
#include <core/server/loginbudget.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using server::BudgetTable;
using server::LoginBudget;

namespace {

constexpr base::Ipv4 kPublic {0x08080808};

int takeAll(LoginBudget &budget, const LoginBudget::Ticket &ticket, base::MonotonicTime now, int tries)
{
    int taken = 0;
    for (int i = 0; i < tries; ++i)
        taken += budget.take(ticket, now) ? 1 : 0;
    return taken;
}

} // namespace

class TestLoginBudget : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void accountBurstAndRefill();
    void networkBurstAndRefill();
    void neighboursHaveRoom_data();
    void neighboursHaveRoom();
    void aRefusalTakesNothing();
    void givingBack();
    void theTableIsBounded();
    void otherSizes();
    void withoutAnAccountOnlyTheNetworkCounts();

private:
    test::ManualTime m_time;
};

void TestLoginBudget::accountBurstAndRefill()
{
    LoginBudget budget;
    const LoginBudget::Ticket ticket {u"a@example.test"_s, {0x7F000001}};
    QCOMPARE(takeAll(budget, ticket, m_time.now(), 100), base::kLoginAccountBurst);
    // Another account is not touched.
    QCOMPARE(takeAll(budget, {u"b@example.test"_s, {0x7F000001}}, m_time.now(), 1), 1);
    m_time.advance(60s / base::kLoginAccountPerMinute - 1ms);
    QVERIFY(!budget.take(ticket, m_time.now()));
    m_time.advance(2ms);
    QVERIFY(budget.take(ticket, m_time.now()));
    QVERIFY(!budget.take(ticket, m_time.now()));
    m_time.advance(24h); // never more than the burst
    QCOMPARE(takeAll(budget, ticket, m_time.now(), 100), base::kLoginAccountBurst);
}

void TestLoginBudget::networkBurstAndRefill()
{
    LoginBudget budget;
    int taken = 0;
    for (quint32 i = 0; i < 100; ++i) // one /24, other accounts each time
        taken += budget.take({QString::number(i), {kPublic.value + i % 64}}, m_time.now()) ? 1 : 0;
    QCOMPARE(taken, base::kLoginAddressBurst);
    QVERIFY(budget.take({u"x"_s, {kPublic.value + 256}}, m_time.now()));
    m_time.advance(60s / base::kLoginAddressPerMinute + 1ms);
    QVERIFY(budget.take({u"y"_s, kPublic}, m_time.now()));
    QVERIFY(!budget.take({u"z"_s, kPublic}, m_time.now()));
}

void TestLoginBudget::neighboursHaveRoom_data()
{
    QTest::addColumn<quint32>("address");
    QTest::addColumn<bool>("neighbour");
    QTest::newRow("127.0.0.1") << 0x7F000001U << true;
    QTest::newRow("10.1.2.3") << 0x0A010203U << true;
    QTest::newRow("172.16.0.1") << 0xAC100001U << true;
    QTest::newRow("172.31.255.255") << 0xAC1FFFFFU << true;
    QTest::newRow("192.168.1.24") << 0xC0A80118U << true;
    QTest::newRow("169.254.1.1") << 0xA9FE0101U << true;
    QTest::newRow("100.64.0.1") << 0x64400001U << true;
    QTest::newRow("unset") << 0U << true;
    QTest::newRow("172.32.0.1") << 0xAC200001U << false;
    QTest::newRow("192.169.0.1") << 0xC0A90001U << false;
    QTest::newRow("11.0.0.1") << 0x0B000001U << false;
    QTest::newRow("8.8.8.8") << kPublic.value << false;
}

void TestLoginBudget::neighboursHaveRoom()
{
    QFETCH(quint32, address);
    QFETCH(bool, neighbour);
    LoginBudget budget;
    int taken = 0;
    for (int i = 0; i < base::kLoginNeighbourBurst + 1; ++i)
        taken += budget.take({QString::number(i), {address}}, m_time.now()) ? 1 : 0;
    QCOMPARE(taken, neighbour ? base::kLoginNeighbourBurst : base::kLoginAddressBurst);
}

void TestLoginBudget::aRefusalTakesNothing()
{
    LoginBudget budget;
    takeAll(budget, {u"a"_s, kPublic}, m_time.now(), 5);
    QCOMPARE(takeAll(budget, {u"a"_s, kPublic}, m_time.now(), 50), 0); // the account is out, the network is not charged
    int others = 0;
    for (int i = 0; i < 50; ++i)
        others += budget.take({QString::number(i), kPublic}, m_time.now()) ? 1 : 0;
    QCOMPARE(others, base::kLoginAddressBurst - 5);
}

void TestLoginBudget::givingBack()
{
    LoginBudget budget;
    const LoginBudget::Ticket ticket {u"a"_s, kPublic};
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(budget.take(ticket, m_time.now()));
        budget.giveBack(ticket, m_time.now());
    }
    budget.giveBack(ticket, m_time.now()); // never above the burst
    QCOMPARE(takeAll(budget, ticket, m_time.now(), 100), base::kLoginAccountBurst);
}

void TestLoginBudget::theTableIsBounded()
{
    BudgetTable<quint32> table(2, 60, 3);
    for (quint32 key = 1; key <= 3; ++key) {
        table.take(key, m_time.now());
        table.take(key, m_time.now());
    }
    QCOMPARE(table.size(), 3);
    QVERIFY(!table.has(1, m_time.now())); // and is the one used last now
    QVERIFY(table.has(4, m_time.now()));
    QCOMPARE(table.size(), 3);
    QVERIFY(!table.has(1, m_time.now()));
    QVERIFY(table.has(2, m_time.now())); // was forgotten, starts anew
}

void TestLoginBudget::otherSizes()
{
    LoginBudget budget({.accountBurst = 3, .accountPerMinute = 6, .addressBurst = 4, .addressPerMinute = 60});
    QCOMPARE(takeAll(budget, {u"a"_s, kPublic}, m_time.now(), 100), 3);
    QCOMPARE(takeAll(budget, {u"b"_s, kPublic}, m_time.now(), 100), 1);
    m_time.advance(1s + 1ms);
    QCOMPARE(takeAll(budget, {u"c"_s, kPublic}, m_time.now(), 100), 1);
}

void TestLoginBudget::withoutAnAccountOnlyTheNetworkCounts()
{
    LoginBudget budget;
    const LoginBudget::Ticket ticket {{}, kPublic};
    QCOMPARE(takeAll(budget, ticket, m_time.now(), 100), base::kLoginAddressBurst);
    QVERIFY(budget.take({{}, {kPublic.value + 256}}, m_time.now()));
    budget.giveBack(ticket, m_time.now());
    QCOMPARE(takeAll(budget, ticket, m_time.now(), 100), 1);
}

QTEST_GUILESS_MAIN(TestLoginBudget)
#include "tst_loginbudget.moc"
