#pragma once
// What the tests of core/ssl3 share: hex, the vectors' key, records taken apart, an engine run to its end, and a
// client by hand that can also do what our own client never would.

#include <core/ssl3/clientengine.h>
#include <core/ssl3/serverengine.h>

#include <QJsonObject>
#include <QList>

namespace test {

// Loaded once for the program.
[[nodiscard]] const ssl3::Crypto &crypto();
[[nodiscard]] QByteArray unhex(const QJsonValue &value);
[[nodiscard]] QJsonObject ssl3Vectors();
// Key and certificate of the vectors.
[[nodiscard]] const ssl3::ServerIdentity &vectorIdentity();

struct WireRecord
{
    ssl3::RecordType type = ssl3::RecordType::Handshake;
    QByteArray payload;
};
// Whole records only; what is left over makes the list end with an empty payload of type 0.
[[nodiscard]] QList<WireRecord> splitRecords(const QByteArray &wire);
[[nodiscard]] QByteArray record(ssl3::RecordType type, const QByteArray &payload, quint16 version = 0x0300);
[[nodiscard]] QByteArray handshake(ssl3::HandshakeType type, const QByteArray &body);
[[nodiscard]] QByteArray fatalAlert(ssl3::Alert alert);

// What came out of an engine.
struct Outcome
{
    QByteArray output;
    QByteArray data;
    int handshakesDone = 0;
    int peerClosed = 0;
    std::optional<ssl3::Failure> failure;
    bool dataBeforeDone = false;

    void drain(ssl3::Engine &engine);
};

// A client whose every message the test decides. Knows the keys, so it can go on after any of them.
class HandClient
{
public:
    explicit HandClient(QByteArray premaster);
    // Bytes of one record, also kept for the transcript.
    QByteArray send(const QByteArray &handshakeMessages);
    void receive(const QByteArray &serverFlight); // ServerHello, Certificate, ServerHelloDone
    void setClientRandom(const QByteArray &random);
    // ClientKeyExchange with the premaster encrypted for the vectors' key, or with these bytes.
    QByteArray keyExchange();
    // ChangeCipherSpec and Finished; `spoil` is added to the first byte of the hashes, `more` follows in the record.
    QByteArray changeAndFinish(int spoil = 0, const QByteArray &more = {});
    QByteArray keyAndFinish(int spoil = 0, const QByteArray &more = {})
    {
        const QByteArray key = keyExchange(); // first: the Finished covers it
        return key + changeAndFinish(spoil, more);
    }
    // Also an empty payload, which our own writer would not send.
    QByteArray protect(ssl3::RecordType type, const QByteArray &payload);
    QByteArray protectEmpty() { return protect(ssl3::RecordType::ApplicationData, {}); }
    [[nodiscard]] ssl3::CipherSuite suite() const { return m_suite; }
    [[nodiscard]] QByteArray sessionIdOfServer() const { return m_serverSessionId; }

private:
    void derive();
    ssl3::Transcript m_transcript;
    QByteArray m_premaster;
    ssl3::RandomBytes m_clientRandom {};
    ssl3::RandomBytes m_serverRandom {};
    QByteArray m_serverSessionId;
    ssl3::CipherSuite m_suite = ssl3::CipherSuite::Rc4Sha;
    ssl3::Master m_master;
    std::optional<ssl3::RecordProtection> m_protection;
};

// The hello of the published library with this random.
[[nodiscard]] QByteArray helloMessage(const QByteArray &random = QByteArray(32, 'r'),
                                      const QByteArray &suites = QByteArray::fromHex("00050004"));

} // namespace test
