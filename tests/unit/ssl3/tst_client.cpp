// What our client refuses of a server.

#include "helpers.h"
#include "scriptedrandom.h"

#include <core/base/limits.h>

#include <tests/support/quiet.h>

using namespace test;
using ssl3::Alert;
using ssl3::HandshakeType;
using ssl3::RecordType;

class Client : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void flight_data()
    {
        QTest::addColumn<QByteArray>("messages");
        QTest::addColumn<int>("alert"); // 0: goes on
        const QByteArray hello = serverHello("0300", "", "0005", "00");
        const QByteArray good = certificate(vectorIdentity().certificateDer());
        QTest::newRow("hello") << hello << 0;
        QTest::newRow("hello with md5") << serverHello("0300", "", "0004", "00") << 0;
        QTest::newRow("hello with a session id") << serverHello("0300", QByteArray(64, '7'), "0005", "00") << 0;
        QTest::newRow("session id too long") << serverHello("0300", QByteArray(66, '7'), "0005", "00") << 47;
        QTest::newRow("version 3.1") << serverHello("0301", "", "0005", "00") << 40;
        QTest::newRow("suite not offered") << serverHello("0300", "", "002f", "00") << 40;
        QTest::newRow("compression") << serverHello("0300", "", "0005", "01") << 40;
        QTest::newRow("hello cut off") << handshake(HandshakeType::ServerHello, QByteArray(20, 3)) << 47;
        QTest::newRow("hello empty") << handshake(HandshakeType::ServerHello, {}) << 47;
        QTest::newRow("hello too long") << handshake(HandshakeType::ServerHello,
                                                     serverHello("0300", "", "0005", "00").mid(4) + "x")
                                        << 47;
        QTest::newRow("hello request") << handshake(HandshakeType::HelloRequest, {}) << 10;
        QTest::newRow("certificate first") << good << 10;
        QTest::newRow("certificate") << hello + good << 0;
        QTest::newRow("two certificates") << hello + certificate(vectorIdentity().certificateDer(), 2) << 0;
        QTest::newRow("no certificate") << hello + handshake(HandshakeType::Certificate, QByteArray(3, 0)) << 47;
        QTest::newRow("certificate list cut")
            << hello + handshake(HandshakeType::Certificate, QByteArray::fromHex("00000A000007")) << 47;
        QTest::newRow("certificate beyond the list")
            << hello + handshake(HandshakeType::Certificate, QByteArray::fromHex("0000030000FF")) << 47;
        QTest::newRow("nonsense") << hello + certificate("not a certificate") << 42;
        QTest::newRow("key of 504 bits") << hello + certificate(withKey(QByteArray(63, '\xF1'), "\3")) << 43;
        QTest::newRow("key of 512 bits") << hello + certificate(withKey(QByteArray(64, '\xF1'), "\3")) << 0;
        QTest::newRow("key of 4096 bits") << hello + certificate(withKey(QByteArray(512, '\xF1'), "\3")) << 0;
        QTest::newRow("key of 4104 bits") << hello + certificate(withKey(QByteArray(513, '\xF1'), "\3")) << 43;
        QTest::newRow("exponent 1") << hello + certificate(withKey(QByteArray(128, '\xF1'), "\1")) << 43;
        QTest::newRow("exponent even") << hello + certificate(withKey(QByteArray(128, '\xF1'), "\4")) << 43;
        QTest::newRow("exponent 0") << hello + certificate(withKey(QByteArray(128, '\xF1'), QByteArray(1, 0))) << 42;
        QTest::newRow("key exchange") << hello + good + handshake(HandshakeType::ServerKeyExchange, "x") << 10;
        QTest::newRow("certificate request") << hello + good + handshake(HandshakeType::CertificateRequest, "x") << 10;
        QTest::newRow("done") << hello + good + handshake(HandshakeType::ServerHelloDone, {}) << 0;
        QTest::newRow("done with a body") << hello + good + handshake(HandshakeType::ServerHelloDone, "x") << 47;
        QTest::newRow("more after done") << hello + good + handshake(HandshakeType::ServerHelloDone, {}) +
                                                QByteArray(1, 20)
                                         << 10;
    }
    void flight()
    {
        QFETCH(QByteArray, messages);
        QFETCH(int, alert);
        ScriptedRandom random;
        ssl3::ClientEngine client(crypto(), random);
        Outcome outcome;
        outcome.drain(client);
        outcome.output.clear();
        // In records as long as they may be: two of these flights need more than one.
        for (qsizetype at = 0; at < messages.size(); at += base::kSslPlaintextMax) {
            client.feed(base::asBytes(record(RecordType::Handshake, messages.mid(at, base::kSslPlaintextMax))));
            outcome.drain(client);
        }
        QCOMPARE(outcome.failure.has_value(), alert != 0);
        if (alert == 0)
            return;
        QCOMPARE(int(*outcome.failure->alert), alert);
        // The alert comes last; after the client's ChangeCipherSpec it is encrypted.
        const auto said = splitRecords(outcome.output);
        QCOMPARE(int(said.last().type), int(RecordType::Alert));
    }

    void certificateMessageSize_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("good");
        QTest::newRow("at the limit") << int(base::kSslHandshakeMessageClientMax) << true;
        QTest::newRow("one past") << int(base::kSslHandshakeMessageClientMax) + 1 << false;
    }
    void certificateMessageSize()
    {
        QFETCH(int, size);
        QFETCH(bool, good);
        const QByteArray der = vectorIdentity().certificateDer();
        const QByteArray rest(size - 6 - der.size(), 'x'); // further certificates, which nobody looks at
        const QByteArray body = length(der.size() + 3 + rest.size()) + length(der.size()) + der + rest;
        QCOMPARE(body.size(), size);
        const QByteArray messages = serverHello("0300", "", "0005", "00") +
                                    handshake(HandshakeType::Certificate, body) +
                                    handshake(HandshakeType::ServerHelloDone, {});
        ScriptedRandom random;
        ssl3::ClientEngine client(crypto(), random);
        Outcome outcome;
        outcome.drain(client);
        outcome.output.clear();
        for (qsizetype at = 0; at < messages.size(); at += base::kSslPlaintextMax) {
            client.feed(base::asBytes(record(RecordType::Handshake, messages.mid(at, base::kSslPlaintextMax))));
            outcome.drain(client);
        }
        QCOMPARE(outcome.failure.has_value(), !good);
        QCOMPARE(splitRecords(outcome.output).size(), good ? 3 : 1); // key, change, Finished - or the alert
    }

    void endBeforeItIsOpen()
    {
        ScriptedRandom random;
        ssl3::ClientEngine client(crypto(), random);
        client.feedEnd();
        Outcome outcome;
        outcome.drain(client);
        QCOMPARE(outcome.failure->kind, ssl3::FailureKind::CutOff);
    }

private:
    static QByteArray length(qsizetype size)
    {
        return QByteArray(1, static_cast<char>(size >> 16))
            .append(static_cast<char>((size >> 8) & 0xFF))
            .append(static_cast<char>(size & 0xFF));
    }
    static QByteArray serverHello(const char *version, const QByteArray &sessionIdHex, const char *suite,
                                  const char *compression)
    {
        const QByteArray id = QByteArray::fromHex(sessionIdHex);
        return handshake(HandshakeType::ServerHello, QByteArray::fromHex(version) + QByteArray(32, 's') +
                                                         QByteArray(1, static_cast<char>(id.size())) + id +
                                                         QByteArray::fromHex(suite) + QByteArray::fromHex(compression));
    }
    static QByteArray certificate(const QByteArray &der, int times = 1)
    {
        const QByteArray one = length(der.size()) + der;
        return handshake(HandshakeType::Certificate, length(one.size() * times) + one.repeated(times));
    }
    static QByteArray der(char tag, const QByteArray &content)
    {
        return QByteArray(1, tag)
            .append('\x82')
            .append(static_cast<char>(content.size() >> 8))
            .append(static_cast<char>(content.size() & 0xFF))
            .append(content);
    }
    // The least that has the shape of a certificate with this key.
    static QByteArray withKey(const QByteArray &modulus, const QByteArray &exponent)
    {
        const QByteArray numbers = der('\x30', der('\x02', '\0' + modulus) + der('\x02', exponent));
        const QByteArray rsa = der('\x30', der('\x06', QByteArray::fromHex("2a864886f70d010101")));
        const QByteArray info = der('\x30', rsa + der('\x03', '\0' + numbers));
        const QByteArray empty = der('\x30', {});
        return der('\x30', der('\x30', der('\x02', "\1") + empty + empty + empty + empty + info));
    }
};

QTEST_GUILESS_MAIN(Client)
#include "tst_client.moc"
