// Building blocks against the vectors: RC4, key derivation, MAC, Finished hashes.

#include "helpers.h"

#include <core/ssl3/rc4.h>

#include <tests/support/quiet.h>

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace test;

class Primitives : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void rc4_data() { rows("rc4"_L1); }
    void rc4()
    {
        const QJsonObject row = current("rc4"_L1);
        QByteArray text = unhex(row["plaintext"_L1]);
        const QByteArray key = unhex(row["key"_L1]);
        ssl3::Rc4 cipher(crypto(), base::asBytes(key));
        cipher.apply(writable(text));
        QCOMPARE(text.toHex(), unhex(row["ciphertext"_L1]).toHex());
    }

    void rc4Streaming()
    {
        const QJsonObject row = ssl3Vectors()["rc4_streaming"_L1].toObject();
        const QByteArray key = unhex(row["key"_L1]);
        ssl3::Rc4 cipher(crypto(), base::asBytes(key));
        const QJsonArray sizes = row["plaintext_zero_bytes"_L1].toArray();
        QVERIFY(!sizes.isEmpty());
        for (qsizetype i = 0; i < sizes.size(); ++i) {
            QByteArray zeros(sizes[i].toInt(), '\0');
            cipher.apply(writable(zeros));
            QCOMPARE(zeros.toHex(), unhex(row["outputs"_L1].toArray()[i]).toHex());
        }
    }

    void kdf_data() { rows("kdf"_L1); }
    void kdf()
    {
        const QJsonObject row = current("kdf"_L1);
        const QByteArray premasterBytes = unhex(row["premaster"_L1]);
        const auto clientRandom = randomBytes(row["client_random"_L1]);
        const auto serverRandom = randomBytes(row["server_random"_L1]);
        ssl3::Premaster premaster;
        std::ranges::copy(base::asBytes(premasterBytes), premaster.span().begin());

        const ssl3::Master master = ssl3::deriveMaster(crypto(), premaster, clientRandom, serverRandom);
        QCOMPARE(base::toByteArray(master.view()).toHex(), unhex(row["master"_L1]).toHex());
        // The first block of the master secret is the first step.
        QCOMPARE(base::toByteArray(master.view().first(16)).toHex(), unhex(row["step_A"_L1]["md5"_L1]).toHex());

        QByteArray expanded(80, '\0');
        ssl3::expand(crypto(), master.view(), serverRandom, clientRandom, writable(expanded));
        QCOMPARE(expanded.toHex(), unhex(row["expand_80"_L1]).toHex());

        for (const auto suite : {ssl3::CipherSuite::Rc4Md5, ssl3::CipherSuite::Rc4Sha}) {
            const QJsonObject split =
                row[suite == ssl3::CipherSuite::Rc4Sha ? "suite_0005"_L1 : "suite_0004"_L1].toObject();
            const auto keys = ssl3::deriveKeys(crypto(), suite, master, clientRandom, serverRandom);
            const std::size_t mac = ssl3::macSize(suite);
            QCOMPARE(base::toByteArray(keys.client.mac.view().first(mac)), unhex(split["client_mac"_L1]));
            QCOMPARE(base::toByteArray(keys.server.mac.view().first(mac)), unhex(split["server_mac"_L1]));
            QCOMPARE(base::toByteArray(keys.client.key.view()), unhex(split["client_key"_L1]));
            QCOMPARE(base::toByteArray(keys.server.key.view()), unhex(split["server_key"_L1]));
        }
    }

    void mac_data() { rows("mac"_L1); }
    void mac()
    {
        const QJsonObject row = current("mac"_L1);
        const auto suite =
            row["hash"_L1].toString() == "md5"_L1 ? ssl3::CipherSuite::Rc4Md5 : ssl3::CipherSuite::Rc4Sha;
        const QByteArray secret = unhex(row["secret"_L1]);
        const QByteArray payload = row.contains("payload"_L1) ? unhex(row["payload"_L1]) : bigPayload();
        if (row.contains("payload_sha256"_L1)) {
            const QByteArray digest = QCryptographicHash::hash(payload, QCryptographicHash::Sha256);
            QCOMPARE(digest.toHex(), unhex(row["payload_sha256"_L1]).toHex());
        }
        ssl3::DirectionKeys keys;
        QCOMPARE(secret.size(), qsizetype(ssl3::macSize(suite)));
        std::ranges::copy(base::asBytes(secret), keys.mac.span().begin());
        ssl3::RecordProtection protection(crypto(), suite, keys);
        QByteArray result(secret.size(), '\0');
        protection.computeMac(static_cast<quint64>(row["seq"_L1].toInteger()),
                              static_cast<ssl3::RecordType>(row["type"_L1].toInt()), base::asBytes(payload),
                              writable(result));
        QCOMPARE(result.toHex(), unhex(row["mac"_L1]).toHex());
    }

    void finished_data() { rows("finished"_L1); }
    void finished()
    {
        const QJsonObject row = current("finished"_L1);
        const QByteArray masterBytes = unhex(row["master"_L1]);
        const QByteArray messages = unhex(row["transcript"_L1]);
        ssl3::Master master;
        std::ranges::copy(base::asBytes(masterBytes), master.span().begin());
        ssl3::Transcript transcript(crypto());
        // In two parts: a transcript never comes in one.
        transcript.add(base::asBytes(messages.left(messages.size() / 2)));
        std::ignore = transcript.finished(ssl3::Role::Server, master); // looking must not change it
        transcript.add(base::asBytes(messages.mid(messages.size() / 2)));
        const bool client = row["sender"_L1].toString() == "client"_L1;
        const auto hashes = transcript.finished(client ? ssl3::Role::Client : ssl3::Role::Server, master);
        QCOMPARE(base::toByteArray(hashes).toHex(), (unhex(row["md5"_L1]) + unhex(row["sha1"_L1])).toHex());
    }

private:
    static std::span<std::byte> writable(QByteArray &bytes)
    {
        return std::as_writable_bytes(std::span(bytes.data(), std::size_t(bytes.size())));
    }
    static ssl3::RandomBytes randomBytes(const QJsonValue &hex)
    {
        ssl3::RandomBytes bytes {};
        const QByteArray from = unhex(hex);
        std::ranges::copy(base::asBytes(from), bytes.begin());
        return bytes;
    }
    // As the vectors' payload_rule says.
    static QByteArray bigPayload()
    {
        QByteArray bytes;
        for (int i = 0; bytes.size() < 16384; ++i)
            bytes += QCryptographicHash::hash("big/" + QByteArray::number(i), QCryptographicHash::Sha256);
        return bytes.left(16384);
    }
    static void rows(QLatin1String member)
    {
        QTest::addColumn<int>("index");
        const QJsonArray cases = ssl3Vectors()[member].toArray();
        QVERIFY(!cases.isEmpty());
        for (int i = 0; i < cases.size(); ++i)
            QTest::addRow("%s %d", member.data(), i) << i;
    }
    static QJsonObject current(QLatin1String member)
    {
        QFETCH(int, index);
        return ssl3Vectors()[member].toArray()[index].toObject();
    }
};

QTEST_GUILESS_MAIN(Primitives)
#include "tst_primitives.moc"
