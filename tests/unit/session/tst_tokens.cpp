// Session and association tokens, against the vectors of exchanges.json and against tampering.

#include <core/session/tokens.h>
#include <tests/support/envvectors.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using session::TokenError;
using session::Tokens;

namespace {

class Counting final : public base::Random
{
public:
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &byte : out)
            byte = static_cast<std::byte>(m_next++);
    }

private:
    unsigned m_next = 0xF0;
};

base::Secret vectorKey()
{
    QByteArray key;
    for (int i = 0; i < 64; ++i)
        key.append(static_cast<char>(i));
    return base::Secret(key);
}

QJsonArray vectors(const QString &kind)
{
    return test::readVectorJson(u"exchanges.json"_s)[u"tokens"_s].toObject()[kind].toArray();
}

} // namespace

class TokensTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void session_data()
    {
        QTest::addColumn<qint64>("player");
        QTest::addColumn<qint64>("expiry");
        QTest::addColumn<QByteArray>("token");
        for (const QJsonValue &vector : vectors(u"session"_s)) {
            QTest::newRow(qPrintable(vector[u"player_id"_s].toVariant().toString()))
                << vector[u"player_id"_s].toInteger() << vector[u"expiry"_s].toInteger()
                << vector[u"token"_s].toString().toLatin1();
        }
    }
    void session()
    {
        QFETCH(const qint64, player);
        QFETCH(const qint64, expiry);
        QFETCH(const QByteArray, token);
        const base::PlayerId id {static_cast<std::uint32_t>(player)};
        const std::chrono::seconds issuedAt(expiry - 30 * 24 * 3600);
        Counting random;
        test::ManualTime then(issuedAt);
        QCOMPARE(Tokens(vectorKey(), then, random).issueSession(id), token);
        QCOMPARE(Tokens(vectorKey(), then, random).issueSession(id, base::WallTime(issuedAt)), token);

        // Valid up to and with its last second.
        const test::ManualTime last {std::chrono::seconds(expiry)};
        QCOMPARE(*Tokens(vectorKey(), last, random).verifySession(token), id);
        const test::ManualTime late {std::chrono::seconds(expiry + 1)};
        QCOMPARE(Tokens(vectorKey(), late, random).verifySession(token).error(), TokenError::Expired);
    }

    void association_data()
    {
        QTest::addColumn<QByteArray>("uuid");
        QTest::addColumn<QByteArray>("token");
        for (const QJsonValue &vector : vectors(u"association"_s)) {
            QByteArray uuid = vector[u"uuid"_s].toString().toLatin1();
            QTest::newRow(uuid.constData())
                << QByteArray::fromHex(uuid.replace('-', "")) << vector[u"token"_s].toString().toLatin1();
        }
    }
    void association()
    {
        QFETCH(const QByteArray, uuid);
        QFETCH(const QByteArray, token);
        const test::ManualTime time;
        Counting random;
        const auto id = Tokens(vectorKey(), time, random).verifyAssociation(token);
        QVERIFY(id.has_value());
        QCOMPARE(base::toByteArray(id->bytes), uuid);
    }

    void issuedAssociationsAreUuids()
    {
        const test::ManualTime time;
        Counting random;
        Tokens tokens(vectorKey(), time, random);
        const QByteArray first = tokens.issueAssociation();
        const QByteArray second = tokens.issueAssociation();
        QCOMPARE(first.size(), 66);
        QVERIFY(first != second);
        const auto id = tokens.verifyAssociation(first);
        QVERIFY(id.has_value());
        QCOMPARE(id->bytes[6] >> 4U, std::byte {4});
        QCOMPARE(id->bytes[8] >> 6U, std::byte {2});
        QVERIFY(!(*id == *tokens.verifyAssociation(second)));
        QVERIFY(!tokens.verifySession(first).hasValue());
        QVERIFY(!tokens.verifyAssociation(tokens.issueSession(base::PlayerId {1})));
    }

    void everyChangeIsNoticed()
    {
        const test::ManualTime time;
        Counting random;
        const Tokens tokens(vectorKey(), time, random);
        const QByteArray token = tokens.issueSession(base::PlayerId {7});
        QCOMPARE(token.size(), 60);
        QCOMPARE(*tokens.verifySession(token), base::PlayerId {7});
        // Each character replaced by every other one of the alphabet and by some that are not in it.
        const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= .\n"_ba;
        for (qsizetype i = 0; i < token.size(); ++i) {
            for (const char c : alphabet) {
                QByteArray changed = token;
                changed[i] = c;
                if (changed != token)
                    QCOMPARE(tokens.verifySession(changed).error(), TokenError::Invalid);
            }
        }
        // Every shorter and some longer texts.
        for (qsizetype size = 0; size < token.size(); ++size)
            QVERIFY(!tokens.verifySession(token.first(size)));
        for (const QByteArray &more : {"="_ba, " "_ba, "A"_ba, "."_ba, QByteArray(1, '\0')}) {
            QVERIFY(!tokens.verifySession(token + more));
            QVERIFY(!tokens.verifySession(more + token));
        }
    }

    void anotherKeyIsAnotherWorld()
    {
        const test::ManualTime time;
        Counting random;
        const Tokens tokens(vectorKey(), time, random);
        QByteArray other(64, 'k');
        QVERIFY(!Tokens(base::Secret(other), time, random).verifySession(tokens.issueSession(base::PlayerId {1})));
    }
};

QTEST_APPLESS_MAIN(TokensTest)
#include "tst_tokens.moc"
