#include <core/base/limits.h>
#include <core/server/logincodes.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::PlayerId;
using server::LoginCodes;

namespace {

constexpr PlayerId kAnn {7};
constexpr PlayerId kBob {8};

// Always the same number: the only code there is.
class StuckRandom final : public base::Random
{
public:
    void fill(std::span<std::byte> out) override { std::fill(out.begin(), out.end(), std::byte {0xFF}); }
};

} // namespace

class TestLoginCodes : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void form();
    void goodForOneExchange();
    void caseCounts();
    void aPlayerMayHaveSeveral();
    void theOldestOfAPlayerGoes();
    void halfAnHour();
    void anExpiredOneIsGoneToo();
    void theNumberOfAllIsBounded();
    void noFreeCode();

private:
    test::ManualTime m_time;
    base::SystemRandom m_random;
};

void TestLoginCodes::form()
{
    LoginCodes codes(m_time, m_random);
    static const QRegularExpression form(u"^[A-Z0-9]{5}$"_s);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(form.match(codes.issue(kAnn).value_or(QString())).hasMatch());
}

void TestLoginCodes::goodForOneExchange()
{
    LoginCodes codes(m_time, m_random);
    const QString code = *codes.issue(kAnn);
    QCOMPARE(codes.redeem(code), std::optional(kAnn));
    QCOMPARE(codes.redeem(code), std::nullopt);
    QCOMPARE(codes.redeem({}), std::nullopt);
}

void TestLoginCodes::caseCounts()
{
    LoginCodes codes(m_time, m_random);
    QString code;
    do {
        code = *codes.issue(kAnn);
    } while (code == code.toLower());
    QCOMPARE(codes.redeem(code.toLower()), std::nullopt);
    QCOMPARE(codes.redeem(code), std::optional(kAnn));
}

void TestLoginCodes::aPlayerMayHaveSeveral()
{
    LoginCodes codes(m_time, m_random);
    const QString first = *codes.issue(kAnn);
    const QString other = *codes.issue(kBob);
    const QString second = *codes.issue(kAnn);
    QCOMPARE(codes.redeem(second), std::optional(kAnn));
    QCOMPARE(codes.redeem(first), std::optional(kAnn));
    QCOMPARE(codes.redeem(other), std::optional(kBob));
}

void TestLoginCodes::theOldestOfAPlayerGoes()
{
    LoginCodes codes(m_time, m_random);
    QStringList issued;
    for (qsizetype i = 0; i < base::kLoginCodesPerPlayerMax; ++i)
        issued.append(*codes.issue(kAnn));
    const QString bobs = *codes.issue(kBob);
    QCOMPARE(codes.size(), base::kLoginCodesPerPlayerMax + 1);
    issued.append(*codes.issue(kAnn));
    QCOMPARE(codes.size(), base::kLoginCodesPerPlayerMax + 1);
    QCOMPARE(codes.redeem(issued.takeFirst()), std::nullopt);
    for (const QString &code : std::as_const(issued))
        QCOMPARE(codes.redeem(code), std::optional(kAnn));
    QCOMPARE(codes.redeem(bobs), std::optional(kBob));
}

void TestLoginCodes::halfAnHour()
{
    LoginCodes codes(m_time, m_random);
    const QString atTheEnd = *codes.issue(kAnn);
    const QString behind = *codes.issue(kAnn);
    m_time.advance(30min);
    QCOMPARE(codes.redeem(atTheEnd), std::optional(kAnn));
    m_time.advance(1ms);
    QCOMPARE(codes.redeem(behind), std::nullopt);
}

void TestLoginCodes::anExpiredOneIsGoneToo()
{
    LoginCodes codes(m_time, m_random);
    QVERIFY(codes.issue(kAnn));
    m_time.advance(31min);
    QVERIFY(codes.issue(kBob));
    QCOMPARE(codes.size(), 1);
}

void TestLoginCodes::theNumberOfAllIsBounded()
{
    LoginCodes codes(m_time, m_random);
    const QString first = *codes.issue(static_cast<PlayerId>(0));
    for (quint32 i = 1; i < base::kLoginCodesMax; ++i)
        QVERIFY(codes.issue(static_cast<PlayerId>(i)));
    QCOMPARE(codes.size(), base::kLoginCodesMax);
    QVERIFY(codes.issue(static_cast<PlayerId>(1'000'000)));
    QCOMPARE(codes.size(), base::kLoginCodesMax);
    QCOMPARE(codes.redeem(first), std::nullopt);
}

void TestLoginCodes::noFreeCode()
{
    StuckRandom random;
    LoginCodes codes(m_time, random);
    QCOMPARE(codes.issue(kAnn), std::optional(u"DDDDD"_s));
    QCOMPARE(codes.issue(kBob), std::nullopt);
}

QTEST_GUILESS_MAIN(TestLoginCodes)
#include "tst_logincodes.moc"
