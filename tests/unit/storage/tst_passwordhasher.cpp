#include <core/base/limits.h>
#include <core/storage/passwordhash.h>
#include <core/storage/passwordhasher.h>
#include <tests/support/answers.h>
#include <tests/support/quiet.h>

using namespace storage;

namespace {

const QByteArray kKnown =
    "$argon2id$v=19$m=19456,t=2,p=1$YWJjZGVmZ2hpamtsbW5vcA$fvQkvZQBjeW5i8upY3iCRvOtlicqpOLe9kzqvKP3GgE";

} // namespace

class TestPasswordHasher : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void hashesAndVerifies();
    void unreadableTextNeverMatches();
    void theQueueIsBounded();
    void endsWithWorkWaiting();

private:
    base::SystemRandom m_random;
};

void TestPasswordHasher::hashesAndVerifies()
{
    PasswordHasher hasher(m_random);
    const auto hash = test::answerOf<base::Result<QByteArray, HashError>>(
        [&](auto done) { hasher.hash(base::Secret("secret"), std::move(done)); });
    QVERIFY(hash);
    const auto verify = [&](const QByteArray &phc, const QByteArray &password) {
        return test::answerOf<base::Result<bool, HashError>>(
            [&](auto done) { hasher.verify(phc, base::Secret(password), std::move(done)); });
    };
    QCOMPARE(*verify(*hash, "secret"), true);
    QCOMPARE(*verify(*hash, "Secret"), false);
    QCOMPARE(*verify(kKnown, "pw"), true);
    QCOMPARE(hasher.waiting(), 0);
}

void TestPasswordHasher::unreadableTextNeverMatches()
{
    PasswordHasher hasher(m_random);
    for (const QByteArray &text :
         {QByteArray(), QByteArray("pw"), QByteArray("$argon2id$v=19$m=99999999,t=2,p=1$a$b")}) {
        const auto matches = test::answerOf<base::Result<bool, HashError>>(
            [&](auto done) { hasher.verify(text, base::Secret("pw"), std::move(done)); });
        QVERIFY(matches);
        QCOMPARE(*matches, false);
    }
    const auto pretended = test::answerOf<base::Result<bool, HashError>>(
        [&](auto done) { hasher.pretend(base::Secret("pw"), std::move(done)); });
    QVERIFY(pretended);
    QCOMPARE(*pretended, false);
}

void TestPasswordHasher::theQueueIsBounded()
{
    PasswordHasher hasher(m_random, 1);
    int answered = 0;
    int busy = 0;
    const int room = base::kHashQueueMax + 1; // one is being worked on
    for (int i = 0; i < room + 1; ++i) {
        hasher.verify(kKnown, base::Secret("pw"), [&](auto outcome) {
            if (outcome)
                answered += 1;
            else if (outcome.error() == HashError::Busy)
                busy += 1;
        });
    }
    QCOMPARE(busy, 1); // at once
    QVERIFY(!hasher.hasRoom());
    test::waitUntil([&] { return answered == room; });
    QVERIFY(hasher.hasRoom());
}

void TestPasswordHasher::endsWithWorkWaiting()
{
    bool called = false;
    {
        PasswordHasher hasher(m_random, 1);
        for (int i = 0; i < 10; ++i)
            hasher.hash(base::Secret("pw"), [&](const auto &) { called = true; });
    }
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestPasswordHasher)
#include "tst_passwordhasher.moc"
