#include <core/base/limits.h>
#include <core/storage/passwordhash.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using namespace storage;

namespace {

base::Secret secret(const QByteArray &text)
{
    return base::Secret(text);
}

// The given form with one part exchanged.
QByteArray phc(const QByteArray &parameters, const QByteArray &salt = "YWJjZGVmZ2hpamtsbW5vcA",
               const QByteArray &hash = "fvQkvZQBjeW5i8upY3iCRvOtlicqpOLe9kzqvKP3GgE")
{
    return parameters + '$' + salt + '$' + hash;
}

} // namespace

class TestPasswordHash : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void knownHash();
    void madeHashes();
    void otherKindsAndVersions_data();
    void otherKindsAndVersions();
    void refused_data();
    void refused();
    void bounds_data();
    void bounds();
    void anyBytesAndNone();
};

void TestPasswordHash::knownHash()
{
    const QByteArray text =
        "$argon2id$v=19$m=19456,t=2,p=1$YWJjZGVmZ2hpamtsbW5vcA$fvQkvZQBjeW5i8upY3iCRvOtlicqpOLe9kzqvKP3GgE";
    const auto hash = PasswordHash::parse(text);
    QVERIFY(hash);
    QCOMPARE(hash->salt, QByteArray("abcdefghijklmnop"));
    QCOMPARE(hash->toPhc(), text);
    QVERIFY(hash->matches(secret("pw")));
    QVERIFY(!hash->matches(secret("pW")));
    QVERIFY(!hash->matches(secret("")));
}

void TestPasswordHash::madeHashes()
{
    base::SystemRandom random;
    const auto first = PasswordHash::make(secret("Harbor-Lantern-1"), random);
    const auto second = PasswordHash::make(secret("Harbor-Lantern-1"), random);
    QVERIFY(first && second);
    QVERIFY(first->toPhc().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    QCOMPARE(first->toPhc().size(), 31 + 22 + 1 + 43);
    QVERIFY(first->toPhc() != second->toPhc());
    const auto parsed = PasswordHash::parse(first->toPhc());
    QVERIFY(parsed);
    QVERIFY(parsed->matches(secret("Harbor-Lantern-1")));
}

void TestPasswordHash::otherKindsAndVersions_data()
{
    // Test vectors of the reference implementation of Argon2: password "password", salt "somesalt".
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("argon2i 0x10, version not named")
        << QByteArray("$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ");
    QTest::newRow("argon2i 0x13") << QByteArray(
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA");
    QTest::newRow("argon2id 0x13, two lanes")
        << QByteArray("$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc");
    QTest::newRow("argon2d 0x10") << QByteArray(
        "$argon2d$v=16$m=256,t=2,p=2$c29tZXNhbHQ$apHQK5+IVLoIQfBKpuU8HTN0wKDGRrjkMbA96AW5HsM");
}

void TestPasswordHash::otherKindsAndVersions()
{
    QFETCH(QByteArray, text);
    const auto hash = PasswordHash::parse(text);
    QVERIFY(hash);
    QVERIFY(hash->matches(secret("password")));
    QVERIFY(!hash->matches(secret("passwore")));
}

void TestPasswordHash::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("plain") << QByteArray("password");
    QTest::newRow("another algorithm") << phc("$scrypt$v=19$m=19456,t=2,p=1");
    QTest::newRow("capitals") << phc("$Argon2id$v=19$m=19456,t=2,p=1");
    QTest::newRow("version 18") << phc("$argon2id$v=18$m=19456,t=2,p=1");
    QTest::newRow("order") << phc("$argon2id$v=19$t=2,m=19456,p=1");
    QTest::newRow("missing lane") << phc("$argon2id$v=19$m=19456,t=2");
    QTest::newRow("extra parameter") << phc("$argon2id$v=19$m=19456,t=2,p=1,keyid=a");
    QTest::newRow("leading zero") << phc("$argon2id$v=19$m=019456,t=2,p=1");
    QTest::newRow("sign") << phc("$argon2id$v=19$m=+19456,t=2,p=1");
    QTest::newRow("huge number") << phc("$argon2id$v=19$m=18446744073709551617,t=2,p=1");
    QTest::newRow("padded") << phc("$argon2id$v=19$m=19456,t=2,p=1", "YWJjZGVmZ2hpamtsbW5vcA==");
    QTest::newRow("not base64") << phc("$argon2id$v=19$m=19456,t=2,p=1", "YWJj!GVmZ2hpamtsbW5vcA");
    QTest::newRow("empty salt") << phc("$argon2id$v=19$m=19456,t=2,p=1", "");
    QTest::newRow("empty hash") << phc("$argon2id$v=19$m=19456,t=2,p=1", "YWJjZGVmZ2hpamtsbW5vcA", "");
    QTest::newRow("something behind") << phc("$argon2id$v=19$m=19456,t=2,p=1") + "$";
    QTest::newRow("something before") << " " + phc("$argon2id$v=19$m=19456,t=2,p=1");
    QTest::newRow("very long") << phc("$argon2id$v=19$m=19456,t=2,p=1", QByteArray(4096, 'A'));
}

void TestPasswordHash::refused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!PasswordHash::parse(text));
}

// A limit at its value and one past it.
void TestPasswordHash::bounds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    const auto with = [](quint64 m, quint64 t, quint64 p) {
        return phc("$argon2id$v=19$m=" + QByteArray::number(m) + ",t=" + QByteArray::number(t) +
                   ",p=" + QByteArray::number(p));
    };
    const auto bytes = [](int count) { return QByteArray(count, 'x').toBase64(QByteArray::OmitTrailingEquals); };
    const QByteArray ours = "$argon2id$v=19$m=19456,t=2,p=1";
    QTest::newRow("memory") << with(base::kHashMemoryKibMax, 1, 1) << true;
    QTest::newRow("memory + 1") << with(base::kHashMemoryKibMax + 1, 1, 1) << false;
    QTest::newRow("passes") << with(64, base::kHashPassesMax, 1) << true;
    QTest::newRow("passes + 1") << with(64, base::kHashPassesMax + 1, 1) << false;
    QTest::newRow("no pass") << with(64, 0, 1) << false;
    QTest::newRow("lanes") << with(1024, 1, base::kHashLanesMax) << true;
    QTest::newRow("lanes + 1") << with(1024, 1, base::kHashLanesMax + 1) << false;
    QTest::newRow("no lane") << with(64, 1, 0) << false;
    QTest::newRow("work") << with(base::kHashWorkKibMax / 8, 8, 1) << true;
    QTest::newRow("work + 1 pass") << with(base::kHashWorkKibMax / 8, 9, 1) << false;
    QTest::newRow("least memory") << with(16, 1, 2) << true;
    QTest::newRow("less than least memory") << with(15, 1, 2) << false;
    QTest::newRow("salt 8") << phc(ours, bytes(8)) << true;
    QTest::newRow("salt 7") << phc(ours, bytes(7)) << false;
    QTest::newRow("salt 64") << phc(ours, bytes(64)) << true;
    QTest::newRow("salt 65") << phc(ours, bytes(65)) << false;
    QTest::newRow("hash 4") << phc(ours, bytes(16), bytes(4)) << true;
    QTest::newRow("hash 3") << phc(ours, bytes(16), bytes(3)) << false;
    QTest::newRow("hash 128") << phc(ours, bytes(16), bytes(128)) << true;
    QTest::newRow("hash 129") << phc(ours, bytes(16), bytes(129)) << false;
}

void TestPasswordHash::bounds()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, accepted);
    QCOMPARE(PasswordHash::parse(text).has_value(), accepted);
}

void TestPasswordHash::anyBytesAndNone()
{
    base::SystemRandom random;
    for (const QByteArray &password : {QByteArray(), QByteArray("a\0b", 3), QByteArray(1024, '\xFF')}) {
        const auto hash = PasswordHash::make(secret(password), random);
        QVERIFY(hash);
        QVERIFY(hash->matches(secret(password)));
        QVERIFY(!hash->matches(secret(password + 'x')));
    }
    const auto withNul = PasswordHash::make(secret(QByteArray("a\0b", 3)), random);
    QVERIFY(!withNul->matches(secret("a")));
}

QTEST_GUILESS_MAIN(TestPasswordHash)
#include "tst_passwordhash.moc"
